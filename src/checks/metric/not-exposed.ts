import { show } from '../../kubernetes/mistake';
import { pathText } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { MetricWire } from '../../stack/nodes';
import { nearest } from '../nearest';
import { nameOf, type Problem, type Rule, wrong } from '../rule';
import { alsoOf, badPlace } from './queries';

/** An adapter gives the metric of an HPA its name. */
export const metricNotExposed: Rule = {
  name: 'metric/not-exposed',
  severity: 'error',
  demands: 'an adapter exposes the metric that an HPA asks for, under this very name',
  why: 'The HPA controller finds no metric of this name (FailedGetPodsMetric) and leaves the size as it is, for ever.',
  link: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/walkthrough.md',
  *check(graph) {
    for (const metric of graph.metrics) {
      const name = metric.name?.value;
      if (metric.from !== 'pods' && !isOtherKind(metric)) continue;
      if (typeof name !== 'string' || metric.name === undefined || metric.rules.length > 0 || /[/%]/.test(name))
        continue;
      const problem = notExposed(graph, metric, metric.name, name);
      if (problem) yield problem;
    }
  },
};

function notExposed(
  graph: StackGraph,
  metric: MetricWire,
  place: NonNullable<MetricWire['name']>,
  name: string,
): Problem | undefined {
  const also = alsoOf(metric);
  if (graph.adapters.length === 0)
    return wrong(
      place.manifest,
      place.path,
      `'${pathText(place.path)}' (${show(name)}) has to come from a metrics adapter, whose configuration is not in these files`,
      'check it together with them, or make sure that a rule of it gives this name',
      { also, severity: 'info' },
    );
  // What cannot be read, or brings rules of its own, may have it.
  if (graph.adapters.some(({ problem, hasDefaultRules }) => problem || hasDefaultRules)) return undefined;
  const adapters = graph.adapters.map(({ manifest }) => manifest);
  const [miss] = metric.misses;
  if (miss && isOtherKind(metric))
    return badPlace(
      place,
      `is exposed as a metric of ${metric.from === 'external' ? 'pods' : 'its own, of no object'}, and asked for as ${metric.type}`,
      metric.from === 'external' ? 'write type: Pods, with target.averageValue' : 'write type: External',
      { also: [...also, miss.to.adapter.manifest] },
    );
  const names = graph.adapters.flatMap(({ rules }) =>
    rules.filter(({ isExternal }) => !isExternal).flatMap(({ exposes }) => exposes ?? []),
  );
  const meant = nearest(name, names) ?? nearest(name.replaceAll(':', '_'), names);
  const known = names.length === 0 ? 'none' : [...new Set(names)].sort().slice(0, MOST).join(', ');
  return badPlace(
    place,
    `must be a metric that an adapter exposes, and those are ${known}`,
    meant === undefined ? `add a rule with as: ${name} to ${nameOf(adapters[0])}` : `write ${meant}`,
    { also: [...also, ...adapters] },
  );
}

/** A rule gives the name, and for the other one of the two APIs. */
function isOtherKind({ misses }: MetricWire): boolean {
  return misses.some(({ why }) => why === 'kind');
}

const MOST = 8;
