/** A condition of a HorizontalPodAutoscaler's status. */
export interface Condition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
  /** When its status last changed, in milliseconds of the rehearsal's clock. */
  readonly lastTransition: number;
}

export type ConditionType = 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';

/** An event that the controller records on the HorizontalPodAutoscaler. */
export interface HpaEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** The reasons and messages of the controller, word for word: people search for them. */
export const REASONS = {
  SucceededGetScale: "the HPA controller was able to get the target's current scale",
  ScalingDisabled: 'scaling is disabled since the replica count of the target is zero',
  ReadyForNewScale: 'recommended size matches current size',
  ScaleUpStabilized: 'recent recommendations were lower than current one, applying the lowest recent recommendation',
  ScaleDownStabilized:
    'recent recommendations were higher than current one, applying the highest recent recommendation',
  ScaleUpLimit: 'the desired replica count is increasing faster than the maximum scale rate',
  ScaleDownLimit: 'the desired replica count is decreasing faster than the maximum scale rate',
  TooManyReplicas: 'the desired replica count is more than the maximum replica count',
  TooFewReplicas: 'the desired replica count is less than the minimum replica count',
  DesiredWithinRange: 'the desired count is within the acceptable range',
} as const;

export type Reason = keyof typeof REASONS;
