import type { LabelIndex } from './cluster-index';
import type { Draft } from './draft';
import { fieldsOf, integerOf, listOf, textOf, valueAt } from './fields';
import { isEmptySelector, type LabelSelector, plainSelectorOf } from './label-selector';
import type { Manifest } from './manifest';
import { below, nearlySelected } from './nearness';
import type { ServiceNode, WorkloadNode } from './nodes';
import type { ServicePort } from './parts';
import { type Edge, type Evidence, type Miss, placeOf } from './place';
import { nodeParts } from './workloads';

/** The Service that a manifest is. */
export function serviceOf(manifest: Manifest, namespace: string | undefined): Draft<ServiceNode> | undefined {
  if (manifest.kind !== 'Service' || manifest.group !== '') return undefined;
  return {
    ...nodeParts(manifest, 'Service', manifest.name, namespace),
    labels: manifest.labels,
    labelsPath: ['metadata', 'labels'],
    selector: plainSelectorOf(placeOf(manifest, ['spec', 'selector'])),
    ports: listOf(valueAt(manifest.fields, ['spec', 'ports'])).flatMap((_, index) => portOf(manifest, index) ?? []),
    workloads: [],
    misses: [],
  };
}

function portOf(manifest: Manifest, index: number): ServicePort | undefined {
  const place = placeOf(manifest, ['spec', 'ports', index]);
  const { name, port, targetPort } = fieldsOf(place.value);
  const number = integerOf(port);
  if (number === undefined) return undefined;
  const target = textOf(targetPort) ?? integerOf(targetPort) ?? number;
  return { name: textOf(name), port: number, targetPort: target, place };
}

/** Workloads by the labels of their pods. */
export type WorkloadIndex = LabelIndex<Draft<WorkloadNode>>;

/** Finds the workloads whose pods a selector selects, or what it nearly selects in the namespace. */
export function selectWorkloads(
  selector: LabelSelector,
  namespace: string | undefined,
  workloads: WorkloadIndex,
  isEmptyAll = false,
): { readonly found: Edge<Draft<WorkloadNode>>[]; readonly misses: Miss<WorkloadNode>[] } {
  const found = workloads
    .find([namespace], selector, isEmptyAll)
    .map((to) => ({ to, because: evidence(selector, to) }));
  if (found.length > 0 || isEmptySelector(selector)) return { found, misses: [] };
  return { found, misses: missedWorkloads(selector, namespace, workloads) };
}

/** The labels of the pods that a selector names. */
export function evidence(selector: LabelSelector, { manifest, podLabels, podLabelsPath }: WorkloadNode): Evidence[] {
  return Object.keys(selector.matchLabels).map((key) => ({
    from: below(selector.place, [...selector.labelsAt, key], selector.matchLabels[key]),
    to: { manifest, path: [...podLabelsPath, key], value: podLabels[key] },
  }));
}

/** What a selector of pods nearly selects: the same labels in another namespace, or other labels in this one. */
export function missedWorkloads(
  selector: LabelSelector,
  namespace: string | undefined,
  workloads: WorkloadIndex,
): Miss<WorkloadNode>[] {
  const elsewhere = workloads.find('any', selector).slice(0, 1);
  if (elsewhere.length > 0) return elsewhere.map((to) => namespaceMiss(selector, namespace, to));
  const candidates = workloads.some(namespace).map((item) => ({
    item,
    labels: item.podLabels,
    place: placeOf(item.manifest, item.podLabelsPath),
  }));
  return nearlySelected<WorkloadNode>(selector, candidates);
}

/** What has the right labels and stands in another namespace. */
export function namespaceMiss<T extends ServiceNode | WorkloadNode>(
  { place }: LabelSelector,
  namespace: string | undefined,
  to: T,
): Miss<T> {
  return {
    to,
    why: 'namespace',
    wanted: { manifest: place.manifest, path: ['metadata', 'namespace'], value: namespace },
    found: { manifest: to.manifest, path: ['metadata', 'namespace'], value: to.namespace },
  };
}
