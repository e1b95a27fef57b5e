import type { HpaMetricPolicy } from '../controllers/hpa/policy';
import type { MetricError, PodSample } from '../controllers/hpa/world';
import type { Pod } from './pod';

/** The metrics APIs of a rehearsal, for one HPA. Values are in thousandths. */
export interface MetricSource {
  ofPods(metric: HpaMetricPolicy, pods: readonly Pod[], now: number): readonly (PodSample | undefined)[] | MetricError;
  requestsOfPods(metric: HpaMetricPolicy, pods: readonly Pod[]): readonly number[] | MetricError;
  ofObject(metric: HpaMetricPolicy, now: number): number | MetricError;
  external(metric: HpaMetricPolicy, now: number): readonly number[] | MetricError;
}
