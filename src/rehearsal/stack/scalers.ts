import { type Fields, fieldsOf, listOf, textOf } from '../../stack/fields';
import { type CronHpaPolicy, readCronHpa } from '../controllers/cron-hpa/policy';
import type { HpaPolicy } from '../controllers/hpa/policy';
import { readHpaSpec } from '../controllers/hpa/read-policy';
import type { KedaPolicy } from '../controllers/keda/policy';
import { readScaledObject } from '../controllers/keda/read-scaled-object';
import { kserveAutoscaler } from '../controllers/kserve/autoscaler';
import { Unreadable } from '../reader';
import { type StackObject, titleOf } from './objects';

/** What a scaler changes the size of. */
export interface TargetReference {
  readonly kind: string;
  readonly name: string;
}

/** A HorizontalPodAutoscaler, written or made by KServe. */
export interface HpaScaler {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly name: string;
  readonly namespace: string;
  readonly target: TargetReference;
  readonly policy: HpaPolicy;
  readonly spec: Fields;
}

/** A ScaledObject, written or made by KServe. */
export interface KedaScaler {
  readonly kind: 'ScaledObject';
  readonly name: string;
  readonly namespace: string;
  readonly target: TargetReference;
  readonly policy: KedaPolicy;
  readonly spec: Fields;
  /** The name of its HorizontalPodAutoscaler. */
  readonly hpaName: string;
}

/** A CronHorizontalPodAutoscaler. */
export interface CronScaler {
  readonly kind: 'CronHorizontalPodAutoscaler';
  readonly name: string;
  readonly namespace: string;
  readonly target: TargetReference;
  readonly policy: CronHpaPolicy;
}

export type Scaler = HpaScaler | KedaScaler | CronScaler;

/** Every scaler of the manifests. */
export function readScalers(objects: readonly StackObject[]): readonly Scaler[] | Unreadable {
  const reasons: string[] = [];
  const scalers: Scaler[] = [];
  for (const object of objects) {
    const scaler = readScaler(object);
    if (scaler instanceof Unreadable) {
      for (const reason of scaler.reasons) reasons.push(`${titleOf(object)}: ${reason}`);
    } else if (scaler !== undefined) scalers.push(scaler);
  }
  return reasons.length > 0 ? new Unreadable(reasons) : scalers;
}

function readScaler(object: StackObject): Scaler | Unreadable | undefined {
  switch (object.kind) {
    case 'HorizontalPodAutoscaler':
      return hpa(object, object.name, object.spec, referenceOf(object.spec));
    case 'ScaledObject':
      return keda(object, object.name, object.spec, referenceOf(object.spec));
    case 'CronHorizontalPodAutoscaler': {
      const policy = readCronHpa(object.spec);
      if (policy instanceof Unreadable) return policy;
      const { name, namespace } = object;
      return { kind: 'CronHorizontalPodAutoscaler', name, namespace, target: policy.target, policy };
    }
    case 'InferenceService': {
      const made = kserveAutoscaler(object.fields);
      if (made === undefined || made instanceof Unreadable) return made;
      const target = { kind: 'Deployment', name: `${object.name}-predictor` };
      return made.kind === 'ScaledObject'
        ? keda(object, made.name, made.spec, target)
        : hpa(object, made.name, made.spec, target);
    }
    default:
      return undefined;
  }
}

function hpa({ namespace }: StackObject, name: string, spec: Fields, target: TargetReference): HpaScaler | Unreadable {
  const policy = readHpaSpec(spec);
  if (policy instanceof Unreadable) return policy;
  return { kind: 'HorizontalPodAutoscaler', name, namespace, target, policy, spec };
}

function keda(object: StackObject, name: string, spec: Fields, target: TargetReference): KedaScaler | Unreadable {
  const policy = readScaledObject(spec, object.annotations, name);
  if (policy instanceof Unreadable) return policy;
  const config = fieldsOf(fieldsOf(spec.advanced).horizontalPodAutoscalerConfig);
  const hpaName = textOf(config.name) || `keda-hpa-${name}`;
  return { kind: 'ScaledObject', name, namespace: object.namespace, target, policy, spec, hpaName };
}

function referenceOf(spec: Fields): TargetReference {
  const { kind, name } = fieldsOf(spec.scaleTargetRef);
  return { kind: textOf(kind) || 'Deployment', name: textOf(name) ?? '' };
}

/** The triggers of a ScaledObject as they are written. */
export function triggersOf({ spec }: KedaScaler): readonly Fields[] {
  return listOf(spec.triggers).map(fieldsOf);
}
