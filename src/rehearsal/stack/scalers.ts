import { type Fields, fieldsOf, listOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { ScalerNode } from '../../stack/nodes';
import { type CronHpaPolicy, readCronHpa } from '../controllers/cron-hpa/policy';
import type { HpaPolicy } from '../controllers/hpa/policy';
import { readHpaSpec } from '../controllers/hpa/read-policy';
import type { KedaPolicy } from '../controllers/keda/policy';
import { readScaledObject } from '../controllers/keda/read-scaled-object';
import { kserveAutoscaler } from '../controllers/kserve/autoscaler';
import { Unreadable } from '../reader';
import { type AdapterRule, customRulesOf } from './adapter';
import { DEFAULT_NAMESPACE, titleOf } from './title';

/** What a scaler changes the size of. */
export interface TargetReference {
  /** Kind of the object, for example `Deployment`; a schedule may name a `HorizontalPodAutoscaler`. */
  readonly kind: string;
  /** Name of the object, in the namespace of the scaler. */
  readonly name: string;
}

/** A HorizontalPodAutoscaler, written or made by KServe. */
export interface HpaScaler {
  /** Tells it from the other scalers. */
  readonly kind: 'HorizontalPodAutoscaler';
  /** Name of the HPA; the one that KServe gives it where KServe makes it. */
  readonly name: string;
  /** Namespace of the HPA and of its target; `default` where the manifest names none. */
  readonly namespace: string;
  /** The workload that `spec.scaleTargetRef` names, or the Deployment that KServe makes beside it. */
  readonly target: TargetReference;
  /** Its spec as the controller goes by it: read, and with its defaults. */
  readonly policy: HpaPolicy;
  /** Its spec as it is written, or as KServe writes it. */
  readonly spec: Fields;
  /** What an adapter makes its custom metrics of. */
  readonly rules: readonly AdapterRule[];
}

/** A ScaledObject, written or made by KServe. */
export interface KedaScaler {
  /** Tells it from the other scalers. */
  readonly kind: 'ScaledObject';
  /** Name of the ScaledObject; the one that KServe gives it where KServe makes it. */
  readonly name: string;
  /** Namespace of the ScaledObject and of its target; `default` where the manifest names none. */
  readonly namespace: string;
  /** The workload that `spec.scaleTargetRef` names, or the Deployment that KServe makes beside it. */
  readonly target: TargetReference;
  /** Its spec and annotations as KEDA goes by them: read, and with their defaults. */
  readonly policy: KedaPolicy;
  /** Its spec as it is written, or as KServe writes it: the queries of its triggers are taken from here. */
  readonly spec: Fields;
  /** The name of its HorizontalPodAutoscaler. */
  readonly hpaName: string;
}

/** A CronHorizontalPodAutoscaler. */
export interface CronScaler {
  /** Tells it from the other scalers. */
  readonly kind: 'CronHorizontalPodAutoscaler';
  /** Name of the object; decisions in the log are told under it. */
  readonly name: string;
  /** Namespace of the object and of its target; `default` where the manifest names none. */
  readonly namespace: string;
  /** What its jobs change: a workload, or an HPA whose bounds they move. */
  readonly target: TargetReference;
  /** Its spec, read: its jobs and the dates on which they rest. */
  readonly policy: CronHpaPolicy;
}

export type Scaler = HpaScaler | KedaScaler | CronScaler;

/** Every scaler of a stack with its policy, or what of the policies cannot be read. */
export function readScalers(
  { scalers }: StackGraph,
  kedaVersion?: string,
): ReadonlyMap<ScalerNode, Scaler> | Unreadable {
  const reasons: string[] = [];
  const found = new Map<ScalerNode, Scaler>();
  for (const node of scalers) {
    const scaler = scalerOf(node, kedaVersion);
    if (scaler instanceof Unreadable)
      reasons.push(...scaler.reasons.map((reason) => `${titleOf(node.manifest)}: ${reason}`));
    else if (scaler !== undefined) found.set(node, scaler);
  }
  return reasons.length > 0 ? new Unreadable(reasons) : found;
}

function scalerOf(node: ScalerNode, kedaVersion: string | undefined): Scaler | Unreadable | undefined {
  const { name, namespace = DEFAULT_NAMESPACE, hpaName = '', manifest } = node;
  const target = { kind: node.target.kind, name: node.target.name };
  const spec = specOf(node);
  if (spec === undefined || spec instanceof Unreadable) return spec;
  switch (node.by) {
    case 'hpa': {
      const policy = readHpaSpec(spec);
      if (policy instanceof Unreadable) return policy;
      return { kind: 'HorizontalPodAutoscaler', name, namespace, target, policy, spec, rules: customRulesOf(node) };
    }
    case 'keda': {
      const policy = readScaledObject(spec, manifest.annotations, name, kedaVersion);
      if (policy instanceof Unreadable) return policy;
      return { kind: 'ScaledObject', name, namespace, target, policy, spec, hpaName };
    }
    case 'cron': {
      const policy = readCronHpa(spec);
      return policy instanceof Unreadable
        ? policy
        : { kind: 'CronHorizontalPodAutoscaler', name, namespace, target, policy };
    }
  }
}

/** The spec of a scaler; nothing where KServe makes it in a way that is not rehearsed, as of an LLMInferenceService. */
function specOf({ by, madeBy, manifest }: ScalerNode): Fields | Unreadable | undefined {
  if (madeBy === undefined || by === 'cron') return fieldsOf(manifest.fields.spec);
  return manifest.kind === 'InferenceService' ? kserveAutoscaler(by, manifest.fields) : undefined;
}

/** The triggers of a ScaledObject as they are written. */
export function triggersOf({ spec }: KedaScaler): readonly Fields[] {
  return listOf(spec.triggers).map(fieldsOf);
}
