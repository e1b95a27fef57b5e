import type { HpaMetricPolicy } from '../controllers/hpa/policy';
import { MetricError, type PodSample } from '../controllers/hpa/world';
import type { StackService } from '../stack/read-stack';
import type { CpuMeter } from './cpu-meter';
import type { MetricSource } from './metric-source';
import type { CustomMetric, MetricsAdapter } from './metrics-api';
import { requestMilli, samplesOf } from './recorded-source';

/** Metrics APIs that know nothing. */
export const NO_METRICS: MetricSource = {
  ofPods: () => new MetricError('no metrics returned from resource metrics API'),
  requestsOfPods: () => new MetricError('no metrics returned from resource metrics API'),
  ofObject: () => new MetricError('no metrics returned from custom metrics API'),
  external: () => new MetricError('no metrics returned from external metrics API'),
};

/**
 * The custom metrics API of an adapter. Pods of the rehearsal have values of their own; recorded ones are of pods that
 * are not here, and go to those that are in their order.
 */
export function adapterSource(
  adapter: MetricsAdapter,
  custom: ReadonlyMap<string, CustomMetric>,
  isRecorded: boolean,
): MetricSource {
  return {
    ...NO_METRICS,
    ofPods: ({ name }: HpaMetricPolicy, pods, now): readonly (PodSample | undefined)[] | MetricError => {
      // Of the metrics of pods only those that an adapter makes are rehearsed.
      const values = adapter.ofPods(custom.get(name) as CustomMetric, now);
      if (values instanceof MetricError) return values;
      if (isRecorded) return samplesOf(inOrder(values), pods, now);
      return pods.map((pod) => {
        const value = values.get(pod.name);
        return value === undefined ? undefined : { value, at: now, window: 0 };
      });
    },
  };
}

/** The resource metrics API beside other metrics. */
export function withCpu(others: MetricSource, meter: CpuMeter, service: StackService): MetricSource {
  return {
    ...others,
    ofPods: (metric, pods, now) => (metric.type === 'Pods' ? others.ofPods(metric, pods, now) : meter.ofPods(pods)),
    requestsOfPods: ({ name }, pods) => pods.map(() => requestMilli(service, name)),
  };
}

function inOrder(values: ReadonlyMap<string, number>): number[] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
