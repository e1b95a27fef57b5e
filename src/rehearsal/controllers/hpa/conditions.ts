/** A condition of a HorizontalPodAutoscaler's status. */
export interface Condition {
  /** What it is about: there is one condition of each type at most. */
  readonly type: ConditionType;
  /** As the API writes it: whether what the type says is so. */
  readonly status: 'True' | 'False';
  /** Why, in the controller's word: one of `REASONS`, `ValidMetricFound`, `FailedGetPodsMetric` … */
  readonly reason: string;
  /** The controller's sentence for the reason. */
  readonly message: string;
  /** When its status last changed, in milliseconds of the rehearsal's clock. */
  readonly lastTransition: number;
}

export type ConditionType = 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';

/** An event that the controller records on the HorizontalPodAutoscaler. */
export interface HpaEvent {
  /** `Normal` for a new size, `Warning` where metrics cannot be had. */
  readonly type: 'Normal' | 'Warning';
  /** `SuccessfulRescale`, `FailedComputeMetricsReplicas`, or the failure of a metric's type. */
  readonly reason: string;
  /** For example `New size: 3; reason: pods metric queue above target`. */
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

/** The conditions of one HorizontalPodAutoscaler, in the order in which they were first set. */
export class Conditions {
  /** Changed in place: most ticks say what the one before said. */
  private readonly current: { -readonly [field in keyof Condition]: Condition[field] }[] = [];

  /** As they are now. */
  get list(): readonly Condition[] {
    return this.current.map((condition) => ({ ...condition }));
  }

  /** The reason of one of them; nothing where it has not been set. */
  reasonOf(type: ConditionType): string | null {
    return this.find(type)?.reason ?? null;
  }

  /** Says a condition anew; only where its status changes does `now`, in milliseconds, become its time. */
  set(type: ConditionType, isTrue: boolean, reason: string, message: string, now: number): void {
    const status = isTrue ? 'True' : 'False';
    const found = this.find(type);
    if (found === undefined) {
      this.current.push({ type, status, reason, message, lastTransition: now });
      return;
    }
    if (found.status !== status) found.lastTransition = now;
    found.status = status;
    found.reason = reason;
    found.message = message;
  }

  private find(type: ConditionType) {
    for (const condition of this.current) if (condition.type === type) return condition;
    return undefined;
  }
}
