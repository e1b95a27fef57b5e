import type { Node } from '../../metrics/query-tree';
import { valueAt } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { MetricWire, SelectorWire, SeriesMiss, WorkloadNode } from '../../stack/nodes';
import type { Place } from '../../stack/place';
import { adapterValue } from '../adapter/parts';
import { oncePer } from '../remember';

/** A selector that finds nothing, and why. */
export interface MissedSelector {
  /** What is scaled by it. */
  readonly metric: MetricWire;
  /** The selector. */
  readonly wire: SelectorWire;
  /** Why it finds nothing. */
  readonly miss: SeriesMiss;
  /** The workload that the scaler scales. @default - it is not in these manifests */
  readonly workload?: WorkloadNode;
}

/** Every selector that some scaler depends on and that finds nothing, for some reasons. */
export function missedSelectors(
  graph: StackGraph,
  ...reasons: readonly SeriesMiss['why'][]
): readonly MissedSelector[] {
  return allMissed(graph).filter(({ miss }) => reasons.includes(miss.why));
}

const allMissed = oncePer((graph: StackGraph): readonly MissedSelector[] =>
  graph.metrics.flatMap((metric) => onceEach(missedIn(metric, metric.selectors))),
);

/** An adapter looks for a series by one query and asks for it by another: what is wrong with both is said once. */
function onceEach(missed: readonly MissedSelector[]): MissedSelector[] {
  const keyOf = ({ wire, miss }: MissedSelector) => [wire.selector.name, miss.why, miss.matcher?.label].join(' ');
  return missed.filter((each, index) => missed.findIndex((other) => keyOf(other) === keyOf(each)) === index);
}

function missedIn(metric: MetricWire, wires: readonly SelectorWire[]): MissedSelector[] {
  return wires.flatMap((wire) => {
    const below = missedIn(metric, wire.through);
    if (wire.sources.length > 0 || hasAlternative(metric, wire, wires)) return below;
    const [miss] = [...wire.misses].sort((a, b) => ORDER[a.why] - ORDER[b.why]);
    if (miss === undefined) return below;
    const place = { ...wire.place, value: wire.place.value ?? writtenIn(metric, wire.place) };
    return [...below, { metric, wire: { ...wire, place }, miss, workload: metric.scaler.workload?.to }];
  });
}

/** The nearest first: what would be found but for one label is meant rather than a series of another engine. */
const ORDER: Readonly<Record<SeriesMiss['why'], number>> = {
  'no label': 0,
  label: 1,
  'other version': 2,
  dropped: 3,
  'other port': 4,
  'not scraped': 5,
  'other engine': 6,
  unknown: 7,
};

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

/** What stands in a field of an adapter's configuration, or of a rule of Prometheus. */
function writtenIn({ rules }: MetricWire, { manifest, path }: Place): unknown {
  const rule = rules.map(({ to }) => to).find(({ adapter }) => adapter.manifest === manifest);
  return rule ? adapterValue(rule.adapter, path) : valueAt(manifest.fields, path);
}
