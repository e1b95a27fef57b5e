import type { Size } from 'cdk8s';
import { MetricTarget, PercentMetric } from './metric';
import type { Percent } from './units';

/** CPU and memory of the pods, as the resource metrics API has them. Both scalers take them. */
export class ResourceMetric {
  /** CPU as a share of the request. */
  static readonly CPU: PercentMetric = PercentMetric._of({ from: 'resource', resource: 'cpu' }, 'utilization');

  /** Memory, as a share of the request or per pod. */
  static readonly MEMORY: MemoryMetric = {
    target: (average: Percent) => MEMORY_SHARE.target(average),
    targetSize: (perPod: Size) =>
      MetricTarget._of({
        metric: { from: 'resource', resource: 'memory' },
        unit: 'count',
        comparison: 'average',
        given: perPod,
      }),
  };

  private constructor() {}
}

const MEMORY_SHARE = PercentMetric._of({ from: 'resource', resource: 'memory' }, 'utilization');

/** Memory of the pods. */
export interface MemoryMetric {
  /** The share of the request to steer to: whole percent, 1–100. */
  target(average: Percent): MetricTarget;
  /** The amount per pod to steer to. */
  targetSize(perPod: Size): MetricTarget;
}
