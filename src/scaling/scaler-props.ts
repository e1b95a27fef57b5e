import type { ApiObjectMetadata } from 'cdk8s';
import { fields, type Kinds, listOf, METADATA, made, NAMED } from '../kubernetes/kinds';
import type { MetricTarget } from '../metrics/metric';
import type { ScaleTarget } from '../service/interface';
import { type ScalingBehavior, ScalingPolicy, type ScalingRules } from './behavior';

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

const RULES = fields<ScalingRules>({ policies: listOf(made(ScalingPolicy, 'ScalingPolicy.pods(…)')) });

/** Of what kinds the props of scalers are; the metrics are judged one by one. */
export const SCALER_KINDS: Kinds<ScalerProps> = {
  target: NAMED,
  metrics: listOf(),
  behavior: fields<ScalingBehavior>({ scaleUp: RULES, scaleDown: RULES }),
  metadata: METADATA,
};

/** What stands for the props of a scaler that have to be there, when they are not. */
export const REQUIRED: Pick<ScalerProps, 'target' | 'metrics'> = {
  target: { apiVersion: '', kind: '', name: '' },
  metrics: [],
};
