import type { Node } from '../../metrics/query-tree';
import type { StackGraph } from '../../stack/graph';
import type { MetricWire, SelectorWire, SeriesMiss } from '../../stack/metric-nodes';
import type { WorkloadNode } from '../../stack/nodes';

/** A selector that finds nothing, and why. */
export interface MissedSelector {
  /** What is scaled by it. */
  readonly metric: MetricWire;
  /** The selector. */
  readonly wire: SelectorWire;
  /** Why it finds nothing. */
  readonly miss: SeriesMiss;
  /** The workload that it is about. */
  readonly workload?: WorkloadNode;
}

/** Every selector that some scaler depends on and that finds nothing, for some reasons. */
export function missedSelectors(
  graph: StackGraph,
  ...reasons: readonly SeriesMiss['why'][]
): readonly MissedSelector[] {
  return graph.metrics.flatMap((metric) => missedIn(metric, metric.selectors, reasons));
}

function missedIn(metric: MetricWire, wires: readonly SelectorWire[], reasons: readonly string[]): MissedSelector[] {
  return wires.flatMap((wire) => {
    const below = missedIn(metric, wire.through, reasons);
    if (wire.sources.length > 0 || hasAlternative(metric, wire, wires)) return below;
    const [miss] = [...wire.misses].sort((a, b) => orderOf(a) - orderOf(b));
    if (miss === undefined || !reasons.includes(miss.why)) return below;
    return [...below, { metric, wire, miss, workload: metric.scaler.workload?.to }];
  });
}

/** The nearest first: what would be found but for one label is meant rather than a series of another engine. */
const ORDER: readonly SeriesMiss['why'][] = [
  'no label',
  'label',
  'other version',
  'not scraped',
  'other engine',
  'unknown',
];

function orderOf({ why }: SeriesMiss): number {
  return ORDER.indexOf(why);
}

/** In `new or old` it is enough when one of the names is there. */
function hasAlternative({ query }: MetricWire, { selector }: SelectorWire, wires: readonly SelectorWire[]): boolean {
  if (query?.root === undefined) return false;
  const either = orsAround(query.root, selector.from);
  return either.some(({ from, to }) =>
    wires.some((other) => other.sources.length > 0 && other.selector.from >= from && other.selector.to <= to),
  );
}

/** The parts of a query that are an `or` of things, one of which stands at a place. */
function orsAround(node: Node, at: number): Node[] {
  if (at < node.from || at >= node.to) return [];
  const isOr = node.name === 'BinaryExpr' && node.children[1]?.name === 'Or';
  return [...(isOr ? [node] : []), ...node.children.flatMap((child) => orsAround(child, at))];
}
