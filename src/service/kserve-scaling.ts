import type { Duration } from 'cdk8s';
import { taken, takenOptions } from '../kubernetes/taken';
import type { MetricTarget } from '../metrics/metric';
import { ResourceMetric } from '../metrics/resource-metric';
import type { Percent } from '../metrics/units';

/** The bounds of a scaling by KServe. */
export interface KServeScalingOptions {
  /** Least number of replicas, at least 1. @default 1 */
  readonly minReplicas?: number;
  /** Greatest number of replicas. */
  readonly maxReplicas: number;
}

/** What KServe's class keda honours beside the bounds. */
export interface KServeKedaOptions extends KServeScalingOptions {
  /** How long more must be wanted before it is scaled out; whole seconds, 0–3600. @default - KServe's configuration */
  readonly scaleUpStabilization?: Duration;
  /** How long less must be wanted before it is scaled in; whole seconds, 0–3600. @default - KServe's configuration */
  readonly scaleDownStabilization?: Duration;
}

/** A scaling by KServe, as data. */
export interface KServeScalingFacts extends KServeKedaOptions {
  /** Which controller does it. */
  readonly autoscalerClass: 'hpa' | 'keda';
  /** What is measured. */
  readonly metrics: readonly MetricTarget[];
}

/**
 * Scaling by KServe itself. It makes the HPA or the ScaledObject and honours only what stands here: no scaling
 * policies, no fallback, no GPU metrics. For more, leave it out and use `GpuHpa` or `KedaLlmScaler`.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/hpa-autoscaler
 */
export class KServeScaling {
  /** KServe's HPA on CPU as a share of the request. */
  static cpu(target: Percent, options: KServeScalingOptions): KServeScaling {
    return new KServeScaling({
      ...takenOptions(options),
      autoscalerClass: 'hpa',
      metrics: [ResourceMetric.CPU.target(target)],
    });
  }

  /** KServe's HPA on memory as a share of the request. */
  static memory(target: Percent, options: KServeScalingOptions): KServeScaling {
    return new KServeScaling({
      ...takenOptions(options),
      autoscalerClass: 'hpa',
      metrics: [ResourceMetric.MEMORY.target(target)],
    });
  }

  /**
   * KServe's ScaledObject, on CPU, memory or metrics of the engine that count something. KServe always compares per
   * replica, so shares and latencies need a `KedaLlmScaler`.
   */
  static keda(metrics: readonly MetricTarget[], options: KServeKedaOptions): KServeScaling {
    return new KServeScaling({ ...takenOptions(options), autoscalerClass: 'keda', metrics: taken(metrics) });
  }

  /** @internal */
  static _facts(scaling: KServeScaling): KServeScalingFacts {
    return scaling.facts;
  }

  private constructor(private readonly facts: KServeScalingFacts) {}
}
