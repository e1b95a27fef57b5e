import type { NameIndex } from './cluster-index';
import type { Draft } from './draft';
import { fieldsOf, isFields, textOf } from './fields';
import { KSERVE_ANNOTATIONS } from './kserve';
import type { Manifest } from './manifest';
import { likeness } from './nearness';
import type { ScalerNode, WorkloadNode } from './nodes';
import type { TargetNode } from './parts';
import { type Miss, type Place, placeOf } from './place';
import { nodeParts } from './workloads';

/** Where a kind of scaler names its target and its bounds. */
interface ScalerKind {
  readonly by: ScalerNode['by'];
  readonly group: string;
  readonly min?: string;
  readonly max?: string;
  /** The kind of target where none is named. */
  readonly defaultKind?: string;
}

const KINDS: Readonly<Record<string, ScalerKind>> = {
  HorizontalPodAutoscaler: { by: 'hpa', group: 'autoscaling', min: 'minReplicas', max: 'maxReplicas' },
  ScaledObject: {
    by: 'keda',
    group: 'keda.sh',
    min: 'minReplicaCount',
    max: 'maxReplicaCount',
    defaultKind: 'Deployment',
  },
  CronHorizontalPodAutoscaler: { by: 'cron', group: 'autoscaling.alibabacloud.com' },
};

/** The scaler that a manifest is; its metrics are still to come. */
export function scalerOf(manifest: Manifest, namespace: string | undefined): Draft<ScalerNode> | undefined {
  const kind = Object.hasOwn(KINDS, manifest.kind) ? KINDS[manifest.kind] : undefined;
  if (!kind || kind.group !== manifest.group) return undefined;
  return {
    ...nodeParts(manifest, manifest.kind, manifest.name, namespace),
    by: kind.by,
    target: targetOf(manifest, kind.defaultKind ?? ''),
    schedules: [],
    misses: [],
    min: kind.min === undefined ? undefined : given(manifest, ['spec', kind.min]),
    max: kind.max === undefined ? undefined : given(manifest, ['spec', kind.max]),
    hpaName: hpaNameOf(manifest, kind),
    metrics: [],
  };
}

function given(manifest: Manifest, path: readonly (string | number)[]): Place | undefined {
  const place = placeOf(manifest, path);
  return place.value === undefined ? undefined : place;
}

function targetOf(manifest: Manifest, defaultKind: string): TargetNode {
  const place = placeOf(manifest, ['spec', 'scaleTargetRef']);
  const { apiVersion, kind, name } = fieldsOf(place.value);
  return { apiVersion: textOf(apiVersion), kind: textOf(kind) ?? defaultKind, name: textOf(name) ?? '', place };
}

/** KEDA makes an HPA of its own, called as it likes unless it is told. */
function hpaNameOf(manifest: Manifest, { by }: ScalerKind): string | undefined {
  if (by === 'hpa') return manifest.name;
  if (by !== 'keda') return undefined;
  const told = placeOf(manifest, ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'name']).value;
  return textOf(told) || `keda-hpa-${manifest.name}`;
}

/** The scaler that KServe makes of an InferenceService: by default an HPA. */
export function scalerOfKServe(manifest: Manifest, namespace: string | undefined): Draft<ScalerNode> | undefined {
  const autoscaler = manifest.annotations[KSERVE_ANNOTATIONS.autoscaler] ?? 'hpa';
  if (autoscaler !== 'hpa' && autoscaler !== 'keda') return undefined;
  if (!isFields(fieldsOf(manifest.fields.spec).predictor)) return undefined;
  const name = `${manifest.name}-predictor`;
  const kind = autoscaler === 'hpa' ? 'HorizontalPodAutoscaler' : 'ScaledObject';
  return {
    ...nodeParts(manifest, kind, name, namespace),
    madeBy: 'KServe',
    by: autoscaler,
    target: { apiVersion: 'apps/v1', kind: 'Deployment', name, place: placeOf(manifest, ['metadata', 'name']) },
    schedules: [],
    misses: [],
    min: given(manifest, ['spec', 'predictor', 'minReplicas']),
    max: given(manifest, ['spec', 'predictor', 'maxReplicas']),
    hpaName: autoscaler === 'hpa' ? name : `keda-hpa-${name}`,
    metrics: [],
  };
}

/** The scaler that KServe makes of an LLMInferenceService that is told to scale. */
export function scalerOfLlm(manifest: Manifest, namespace: string | undefined): Draft<ScalerNode> | undefined {
  const { scaling, worker } = fieldsOf(manifest.fields.spec);
  if (!isFields(scaling)) return undefined;
  const usesKeda = isFields(scaling.keda) || isFields(fieldsOf(scaling.wva).keda);
  const name = `${manifest.name}-kserve-${usesKeda ? 'keda' : 'hpa'}`;
  const isMultiNode = isFields(worker);
  return {
    ...nodeParts(manifest, usesKeda ? 'ScaledObject' : 'HorizontalPodAutoscaler', name, namespace),
    madeBy: 'KServe',
    by: usesKeda ? 'keda' : 'hpa',
    target: {
      kind: isMultiNode ? 'LeaderWorkerSet' : 'Deployment',
      name: `${manifest.name}-kserve${isMultiNode ? '-mn' : ''}`,
      place: placeOf(manifest, ['metadata', 'name']),
    },
    schedules: [],
    misses: [],
    min: given(manifest, ['spec', 'scaling', 'minReplicas']),
    max: given(manifest, ['spec', 'scaling', 'maxReplicas']),
    hpaName: usesKeda ? `keda-hpa-${name}` : name,
    metrics: [],
  };
}

/** Scalers by the name of the HPA that they are or make. */
export type HpaIndex = ReadonlyMap<string, Draft<ScalerNode>>;

/** How an HPA is found in that index. */
export function hpaKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}\n${name}`;
}

/** Finds what a scaler scales, or what it nearly names. */
export function connectScaler(
  scaler: Draft<ScalerNode>,
  workloads: NameIndex<Draft<WorkloadNode>>,
  hpas: HpaIndex,
): void {
  const { target, namespace } = scaler;
  const name = { ...target.place, path: [...target.place.path, 'name'], value: target.name };
  if (scaler.by === 'cron' && target.kind === 'HorizontalPodAutoscaler') {
    const hpa = hpas.get(hpaKey(namespace, target.name));
    if (!hpa) return;
    scaler.scaler = { to: hpa, because: [{ from: name, to: nameOf(hpa) }] };
    hpa.schedules.push(scaler);
    return;
  }
  const workload = workloads.find(namespace, target.kind, target.name);
  if (!workload) {
    scaler.misses = missedTargets(scaler, name, workloads);
    return;
  }
  scaler.workload = { to: workload, because: [{ from: name, to: nameOf(workload) }] };
  workload.scalers.push(scaler);
}

function nameOf({ manifest, name }: { readonly manifest: Manifest; readonly name: string }): Place {
  return { manifest, path: ['metadata', 'name'], value: name };
}

function missedTargets(
  { target, namespace, manifest }: ScalerNode,
  name: Place,
  workloads: NameIndex<Draft<WorkloadNode>>,
): Miss<WorkloadNode>[] {
  const named = workloads.named(target.name);
  const here = named.find((each) => each.namespace === namespace);
  if (here) {
    const kind = { ...target.place, path: [...target.place.path, 'kind'], value: target.kind };
    return [
      { to: here, why: 'kind', wanted: kind, found: { manifest: here.manifest, path: ['kind'], value: here.kind } },
    ];
  }
  const elsewhere = named.find(({ kind }) => kind === target.kind);
  if (elsewhere)
    return [
      {
        to: elsewhere,
        why: 'namespace',
        wanted: { manifest, path: ['metadata', 'namespace'], value: namespace },
        found: { manifest: elsewhere.manifest, path: ['metadata', 'namespace'], value: elsewhere.namespace },
      },
    ];
  const alike = workloads
    .some(namespace)
    .map((to) => ({ to, like: likeness(target.name, to.name) + (to.kind === target.kind ? 0.1 : 0) }))
    .filter(({ like }) => like > 0.3)
    .sort((a, b) => b.like - a.like);
  return alike.slice(0, 1).map(({ to }) => ({ to, why: 'name', wanted: name, found: nameOf(to) }));
}
