import { nearest } from '../checks/nearest';
import { nameOf } from '../checks/rule';
import type { StackGraph } from '../stack/graph';
import type { MetricWire, ScalerNode, SelectorWire, WorkloadNode } from '../stack/nodes';

/** What a workload is expected to be scaled by. */
export interface ExpectedScaling {
  /** Name of a series, of a metric of the metrics API, or of a resource such as `cpu`. @default - anything */
  readonly on?: string;
  /** The fewest replicas. @default - any number */
  readonly min?: number;
  /** The most replicas. @default - any number */
  readonly max?: number;
}

/**
 * Why a workload is not scaled as expected; nothing when it is.
 *
 * @param target `KIND/NAME` or `KIND/NAMESPACE/NAME`, in any case
 */
export function whyNotScaled(graph: StackGraph, target: string, expected: ExpectedScaling): string | undefined {
  const workload = graph.workloads.find((each) => isCalled(each, target));
  if (workload === undefined) return notThere(graph, target);
  const scalers = workload.scalers.filter(({ by }) => by !== 'cron');
  if (scalers.length === 0) return `nothing scales ${titleOf(workload)}`;
  if (scalers.some((scaler) => scales(scaler, expected))) return undefined;
  return scalers.map((scaler) => describe(scaler, expected)).join('\n');
}

function isCalled({ kind, namespace, name }: WorkloadNode, target: string): boolean {
  const [ofKind, ...rest] = target.split('/');
  const [inNamespace, named] = rest.length > 1 ? rest : [undefined, rest[0]];
  const isNamespace = inNamespace === undefined || namespace === undefined || inNamespace === namespace;
  return ofKind.toLowerCase() === kind.toLowerCase() && named === name && isNamespace;
}

function notThere({ workloads }: StackGraph, target: string): string {
  const ids = workloads.map(({ kind, name }) => `${kind.toLowerCase()}/${name}`);
  const near = nearest(target, ids);
  if (near !== undefined) return `there is no ${target}; did you mean '${near}'?`;
  return `there is no ${target}; there ${ids.length === 0 ? 'is no workload at all' : `are ${ids.join(', ')}`}`;
}

function scales(scaler: ScalerNode, { on, min, max }: ExpectedScaling): boolean {
  return (
    (on === undefined || scaler.metrics.some((metric) => isReached(metric, on))) &&
    (min === undefined || (scaler.min?.value ?? 1) === min) &&
    (max === undefined || scaler.max?.value === max)
  );
}

/** A metric is there when it is asked for and something answers. */
function isReached(metric: MetricWire, on: string): boolean {
  return namesOf(metric).has(on) && whyNotReached(metric) === undefined;
}

/** All the names that a metric has on its way: that of the metrics API, and those of the series that it is made of. */
function namesOf(metric: MetricWire): Set<string> {
  const names = new Set<string>();
  if (typeof metric.name?.value === 'string') names.add(metric.name.value);
  const visit = ({ selector, through }: SelectorWire) => {
    if (selector.name !== undefined) names.add(selector.name);
    through.forEach(visit);
  };
  metric.selectors.forEach(visit);
  return names;
}

function whyNotReached({ from, rules, selectors }: MetricWire): string | undefined {
  if ((from === 'pods' || from === 'object' || from === 'external') && rules.length === 0)
    return 'which no adapter exposes';
  const missing = selectors.find((each) => each.sources.length === 0);
  return missing === undefined ? undefined : `whose series ${missing.selector.name ?? 'of no name'} is not there`;
}

function describe(scaler: ScalerNode, expected: ExpectedScaling): string {
  const bounds = `${scaler.min?.value ?? 1}–${scaler.max?.value ?? '?'} replicas`;
  const lines = scaler.metrics.map((metric) => {
    const why = whyNotReached(metric);
    return `  on ${[...namesOf(metric)].join(' from ') || metric.type}${why === undefined ? '' : `, ${why}`}`;
  });
  const wanted = expected.on === undefined ? [] : nearestOf(expected.on, scaler);
  return [`${nameOf(scaler.manifest)} scales it, ${bounds}`, ...lines, ...wanted].join('\n');
}

function nearestOf(on: string, scaler: ScalerNode): string[] {
  const names = scaler.metrics.flatMap((metric) => [...namesOf(metric)]);
  const near = names.includes(on) ? undefined : nearest(on, names);
  return near === undefined ? [] : [`  did you mean '${near}'?`];
}

function titleOf({ kind, namespace, name }: WorkloadNode): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
