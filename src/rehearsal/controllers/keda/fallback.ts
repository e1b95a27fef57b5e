import { MetricError } from '../hpa/world';
import type { KedaFallback, KedaPolicy, MeasuredTrigger } from './policy';

/** How often each metric failed in a row, as one copy of the ScaledObject's status has it. */
export class Health {
  constructor(readonly failures = new Map<string, number>()) {}

  /** A copy with counts of its own: neither sees what the other counts later. */
  copy(): Health {
    return new Health(new Map(this.failures));
  }

  /** Takes the counts of another copy over, in place: who holds this one sees them. */
  refresh(from: Health): void {
    this.failures.clear();
    for (const [metric, count] of from.failures) this.failures.set(metric, count);
  }
}

/** What a metric is worth after the fallback has been asked. `isFallback` when it stood in. */
export interface Served {
  /** In thousandths. */
  readonly milli: number;
  /** False too where `scalingModifiers` leaves a failure to the formula. */
  readonly isFallback: boolean;
}

/** What stands for a metric that a formula is to decide about. */
const NOTHING = -1000;

/** Whether a metric failed so often that a formula finds nothing under its name. */
export function isLeftToFormula(fallback: KedaFallback | undefined, health: Health, metric: string): boolean {
  if (!fallback?.isValid || fallback.behavior !== 'scalingModifiers') return false;
  return (health.failures.get(metric) ?? 0) > fallback.failureThreshold;
}

/** The scaled target, as far as a fallback looks at it. */
export interface FallbackTarget {
  /** `spec.replicas` of the target; behaviors such as `currentReplicasIfHigher` go by it. */
  readonly currentReplicas: number;
  /** Its pods that are Ready: without any, nothing can stand in for a `Value`. */
  readonly readyReplicas: number;
}

type FallbackPolicy = Pick<KedaPolicy, 'fallback' | 'modifiers' | 'quirks'>;

/**
 * Counts a metric's failures and lets the fallback stand in once there were more than its threshold. Without a
 * fallback nothing is counted.
 *
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback
 */
export function serve(
  value: number | MetricError,
  trigger: MeasuredTrigger,
  policy: FallbackPolicy,
  health: Health,
  stored: Health,
  target: FallbackTarget,
): Served | MetricError {
  const fallback = fallbackFor(trigger, policy);
  if (!(value instanceof MetricError)) {
    if (fallback) count(0, trigger.metricName, health, stored);
    return { milli: value, isFallback: false };
  }
  if (!fallback) return value;
  const failures = (health.failures.get(trigger.metricName) ?? 0) + 1;
  count(failures, trigger.metricName, health, stored);
  if (failures <= fallback.failureThreshold) return value;
  if (fallback.behavior === 'scalingModifiers') return { milli: NOTHING, isFallback: false };
  const milli = standIn(trigger, fallback, policy, target);
  return milli === undefined ? new MetricError('error performing fallback') : { milli, isFallback: true };
}

/** The fallback, where it is one for this trigger. */
function fallbackFor(
  trigger: MeasuredTrigger,
  { fallback, modifiers, quirks }: FallbackPolicy,
): KedaFallback | undefined {
  if (!fallback?.isValid) return undefined;
  if (!quirks.fallsBackOnAveragesOnly) return fallback;
  const { metricType } = modifiers && !quirks.judgesTriggersOfFormulas ? modifiers : trigger;
  return metricType === 'AverageValue' ? fallback : undefined;
}

/**
 * Only a change is written to the stored object. What is stored then comes back to the writer, with all metrics. (KEDA
 * writes a changed condition `Fallback` as well; none is known to change without a count.)
 */
function count(failures: number, metric: string, health: Health, stored: Health): void {
  if (health.failures.get(metric) === failures) return;
  stored.failures.set(metric, failures);
  health.refresh(stored);
}

/** The metric's value at which the HPA arrives at the wanted replicas. */
function standIn(
  trigger: MeasuredTrigger,
  fallback: KedaFallback,
  { modifiers, quirks }: FallbackPolicy,
  { currentReplicas, readyReplicas }: FallbackTarget,
): number | undefined {
  let replicas = replicasOf(fallback, currentReplicas);
  const target = modifiers ? modifiers.target : trigger.thresholdMilli * 0.001;
  if (quirks.fallsBackOnAveragesOnly) return Math.trunc(target) * 1000 * replicas;
  const metricType = modifiers ? modifiers.metricType : trigger.metricType;
  if (metricType === 'Value') {
    if (readyReplicas === 0) return undefined;
    replicas /= readyReplicas;
  }
  return Math.trunc(target * 1000 * replicas);
}

function replicasOf({ behavior, replicas }: KedaFallback, current: number): number {
  switch (behavior) {
    case 'currentReplicas':
      return current;
    case 'currentReplicasIfHigher':
      return Math.max(current, replicas);
    case 'currentReplicasIfLower':
      return Math.min(current, replicas);
    default:
      return replicas;
  }
}
