import type { ApiObjectMetadata } from 'cdk8s';
import type { MetricTarget } from '../metrics/metric';
import type { ScaleTarget } from '../service/interface';
import type { ScalingBehavior } from './behavior';

/** What all scalers have in common. */
export interface ScalerProps {
  /**
   * What is scaled: an LlmInferenceService, or anything with a scale subresource (a Deployment of whatever version of
   * Kubernetes' types). Of the latter no pods are known, so that it takes no engine or GPU metric.
   */
  readonly target: ScaleTarget;

  /** Least number of replicas. @default 1 */
  readonly minReplicas?: number;

  /** Greatest number of replicas; every one of them may cost a GPU. */
  readonly maxReplicas: number;

  /** What is measured, and where to. The one that wants most replicas wins. */
  readonly metrics: readonly MetricTarget[];

  /** How fast it goes. @default - out at once, in after what was enough for 300 s */
  readonly behavior?: ScalingBehavior;

  /** Name, labels and annotations of the object. @default - the target's name with a suffix, in the target's namespace */
  readonly metadata?: ApiObjectMetadata;
}
