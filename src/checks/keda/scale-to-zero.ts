import type { MetricWire, SelectorWire } from '../../stack/nodes';
import { scalerOf } from '../lookup';
import { bad } from '../part';
import type { Rule } from '../rule';
import { isOnResource, type Scaled, scaledObjects } from './triggers';

/** What scales to zero has a trigger that exists without pods. */
export const scaleToZero: Rule = {
  name: 'keda/scale-to-zero',
  severity: 'error',
  demands: 'what scales to zero has a trigger whose value exists without its pods',
  why: 'Without pods nobody exports their metrics, so nothing ever wakes the service again; one on CPU or memory alone is refused.',
  link: 'https://keda.sh/docs/latest/concepts/scaling-deployments/#scaling-deployments-and-statefulsets-to-0',
  *check(graph) {
    for (const scaled of scaledObjects(graph)) {
      const { spec, min, triggers } = scaled;
      if (min !== 0 || triggers.length === 0) continue;
      const scaler = scalerOf(graph, scaled.manifest);
      if (
        !triggers.every(
          (trigger, index) => isOnResource(trigger) || isOfPods(metricAt(scaler?.metrics ?? [], scaled, index)),
        )
      )
        continue;
      yield bad(
        spec,
        'minReplicaCount',
        'must be at least 1 where every trigger is measured on the pods',
        "write 1, or add a trigger that exists without pods: the queue of a gateway, or 'type: cron'",
      );
    }
  },
};

function metricAt(metrics: readonly MetricWire[], { triggers }: Scaled, index: number): MetricWire | undefined {
  const { path } = triggers[index].part;
  return metrics.find((metric) => path.every((step, at) => metric.path[at] === step));
}

function isOfPods(metric: MetricWire | undefined): boolean {
  return metric?.from === 'prometheus' && metric.selectors.length > 0 && metric.selectors.every(isAboutPods);
}

/** Series of an engine, a GPU or a container, and what kube-state-metrics says of the workload, which is 0 asleep. */
function isAboutPods({ selector, sources, row, misses, through }: SelectorWire): boolean {
  if (through.length > 0) return through.every(isAboutPods);
  if (/^(container_|kube_(deployment|pod)_)/.test(selector.name ?? '')) return true;
  if (sources.some(({ from }) => from === 'own metrics')) return true;
  return row !== undefined && !misses.some(({ why }) => why === 'label');
}
