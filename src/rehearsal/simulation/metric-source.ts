import type { HpaMetricPolicy } from '../controllers/hpa/policy';
import type { MetricError, PodSample } from '../controllers/hpa/world';
import type { Pod } from './pod';

/** The metrics APIs of a rehearsal, for one HPA. Values are in thousandths. */
export interface MetricSource {
  /** One sample for each of the pods, in their order; undefined for a pod that has none. */
  ofPods(metric: HpaMetricPolicy, pods: readonly Pod[], now: number): readonly (PodSample | undefined)[] | MetricError;
  /** What each of the pods requests of the resource that the metric is about, in their order. */
  requestsOfPods(metric: HpaMetricPolicy, pods: readonly Pod[]): readonly number[] | MetricError;
  /** The one value of a metric of type Object. */
  ofObject(metric: HpaMetricPolicy, now: number): number | MetricError;
  /** Every series of a metric of type External, in no order that matters. */
  external(metric: HpaMetricPolicy, now: number): readonly number[] | MetricError;
}
