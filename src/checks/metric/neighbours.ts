import { meets } from '../../metrics/query-selectors';
import type { SelectorWire, WorkloadNode } from '../../stack/nodes';
import { compare } from '../order';
import type { Rule } from '../rule';
import { nodeName } from '../wire/miss';
import { knownSeries } from './known-series';
import { alsoOf, badPlace } from './queries';

/** These tell one service from another. */
const SCOPES =
  /^(exported_)?(pod|pod_name|service|job|container|instance|endpoint|app|model|model_name|inference_service|isvc)$|^(PodName|label_.+|app_.+|kubernetes_.+)$/;

/** A query counts the pods of its own workload. */
export const metricNeighbours: Rule = {
  name: 'metric/neighbours',
  severity: 'error',
  demands: 'a query counts the pods of the workload that it scales, and no others',
  why: 'With the load of a neighbour in its sum, a service scales out without work of its own.',
  link: 'https://keda.sh/docs/latest/scalers/prometheus/',
  *check(graph) {
    for (const metric of graph.metrics) {
      const own = metric.scaler.workload?.to;
      if (metric.from !== 'prometheus' || own === undefined) continue;
      for (const wire of metric.selectors) {
        const series = wire.selector.name;
        // What a pattern finds is not known.
        if (series === undefined) continue;
        // What finds nothing is another mistake, unless it is only that nobody is known to scrape it.
        if (wire.sources.length === 0 && wire.misses.some(({ why }) => why !== 'not scraped')) continue;
        const also = alsoOf(metric);
        const [neighbour] = wire.others.filter((other) => canBeMeant(wire, other)).sort((a, b) => compare(a.id, b.id));
        if (neighbour)
          yield badPlace(
            wire.place,
            `counts ${series} of ${nodeName(neighbour)}, too, and scales ${nodeName(own)}`,
            scopeOf(wire, own),
            { also: [...also, neighbour.manifest] },
          );
        else if (isOfAll(wire))
          yield badPlace(
            wire.place,
            `counts ${series} of every pod that Prometheus knows${hasNamespace(wire) ? ' in the namespace' : ''}, and scales ${nodeName(own)}`,
            scopeOf(wire, own),
            // One model in a namespace of its own is scoped by that, until there is a second.
            { also, severity: hasNamespace(wire) ? 'info' : 'warning' },
          );
      }
    }
  },
};

/** Whatever the labels of the GPU exporter are called here: a condition on pods holds for no pods of another name. */
function canBeMeant({ selector }: SelectorWire, { podNames }: WorkloadNode): boolean {
  const onPods = selector.matchers.filter(({ label }) => /^(exported_)?pod(_name)?$|^PodName$/.test(label));
  return onPods.every((matcher) => podNames.some((pod) => meets(matcher, pod) !== false));
}

/** A series that every pod of an engine has, or every GPU, without a condition that only one service meets. */
function isOfAll({ selector }: SelectorWire): boolean {
  return knownSeries(selector.name) !== undefined && !selector.matchers.some(({ label }) => SCOPES.test(label));
}

function hasNamespace({ selector }: SelectorWire): boolean {
  return selector.matchers.some(({ label }) => /namespace/i.test(label));
}

function scopeOf(wire: SelectorWire, { name, namespace }: WorkloadNode): string {
  const isGpu = wire.sources.some(({ from }) => from === 'gpu exporter');
  const prefix = isGpu ? 'exported_' : '';
  const ofPods = `${prefix}pod=~"${name}-.+"`;
  return namespace === undefined || hasNamespace(wire)
    ? `add ${ofPods}`
    : `add ${prefix}namespace="${namespace}" and ${ofPods}`;
}
