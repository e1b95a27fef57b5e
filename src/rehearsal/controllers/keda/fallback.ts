import { MetricError } from '../hpa/world';
import type { KedaFallback, KedaModifiers, MeasuredTrigger } from './policy';

/** How a metric did, as the status of a ScaledObject has it. */
interface MetricHealth {
  /** In a row. */
  readonly failures: number;
  readonly isFailing: boolean;
}

/** The health of the metrics, as one copy of the ScaledObject's status has it. */
export class Health {
  private readonly metrics = new Map<string, MetricHealth>();
  /** The condition `Fallback`; nothing before the first metric. */
  private isFallback: boolean | undefined;

  copy(): Health {
    const copy = new Health();
    copy.refresh(this);
    return copy;
  }

  /** Takes another copy over, in place: who holds this one sees it. */
  refresh(from: Health): void {
    this.metrics.clear();
    for (const [name, metric] of from.metrics) this.metrics.set(name, metric);
    this.isFallback = from.isFallback;
  }

  failuresOf(metric: string): number {
    return this.metrics.get(metric)?.failures ?? 0;
  }

  /**
   * Sets a metric's failures. If that changes anything of this copy, the changed fields alone are written to the stored
   * object, and what is stored then comes back whole, with what others wrote.
   */
  count(name: string, failures: number, threshold: number, stored: Health): void {
    const before = this.metrics.get(name);
    const now = { failures, isFailing: failures > 0 };
    this.metrics.set(name, now);
    const isFallback = [...this.metrics.values()].some((metric) => metric.isFailing && metric.failures > threshold);
    const changed: Partial<MetricHealth> = {
      ...(before?.failures !== now.failures && { failures }),
      ...(before?.isFailing !== now.isFailing && { isFailing: now.isFailing }),
    };
    if (Object.keys(changed).length === 0 && isFallback === this.isFallback) return;
    stored.metrics.set(name, { ...now, ...stored.metrics.get(name), ...changed });
    if (isFallback !== this.isFallback) stored.isFallback = isFallback;
    this.refresh(stored);
  }
}

/** What a metric is worth after the fallback has been asked. `isFallback` when it stood in. */
export interface Served {
  /** In thousandths. */
  readonly milli: number;
  readonly isFallback: boolean;
}

/** What stands for a metric that a formula is to decide about. */
const NOTHING = -1000;

/** Whether a metric failed so often that a formula finds nothing under its name. */
export function isLeftToFormula(fallback: KedaFallback | undefined, health: Health, metric: string): boolean {
  if (!fallback?.isValid || fallback.behavior !== 'scalingModifiers') return false;
  return health.failuresOf(metric) > fallback.failureThreshold;
}

/** The scaled target, as far as a fallback looks at it. */
export interface FallbackTarget {
  readonly currentReplicas: number;
  readonly readyReplicas: number;
}

/**
 * Counts a metric's failures and lets the fallback stand in once there were more than its threshold. Without a
 * fallback nothing is counted.
 *
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback
 */
export function serve(
  value: number | MetricError,
  trigger: MeasuredTrigger,
  { fallback, modifiers }: { readonly fallback?: KedaFallback; readonly modifiers?: KedaModifiers },
  health: Health,
  stored: Health,
  target: FallbackTarget,
): Served | MetricError {
  if (!(value instanceof MetricError)) {
    if (fallback?.isValid) health.count(trigger.metricName, 0, fallback.failureThreshold, stored);
    return { milli: value, isFallback: false };
  }
  if (!fallback?.isValid) return value;
  const failures = health.failuresOf(trigger.metricName) + 1;
  health.count(trigger.metricName, failures, fallback.failureThreshold, stored);
  if (failures <= fallback.failureThreshold) return value;
  if (fallback.behavior === 'scalingModifiers') return { milli: NOTHING, isFallback: false };
  const milli = standIn(trigger, fallback, modifiers, target);
  return milli === undefined ? new MetricError('error performing fallback') : { milli, isFallback: true };
}

/** The metric's value at which the HPA arrives at the wanted replicas. */
function standIn(
  trigger: MeasuredTrigger,
  fallback: KedaFallback,
  modifiers: KedaModifiers | undefined,
  { currentReplicas, readyReplicas }: FallbackTarget,
): number | undefined {
  let replicas = replicasOf(fallback, currentReplicas);
  const metricType = modifiers ? modifiers.metricType : trigger.metricType;
  if (metricType === 'Value') {
    if (readyReplicas === 0) return undefined;
    replicas /= readyReplicas;
  }
  const target = modifiers ? modifiers.target : trigger.thresholdMilli * 0.001;
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
