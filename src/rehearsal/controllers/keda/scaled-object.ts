import { toInt64 } from '../hpa/int';
import { MetricError } from '../hpa/world';
import { cronWindow } from './cron-trigger';
import { Health, isLeftToFormula, serve } from './fallback';
import { compileFormula } from './formula';
import { FormulaError, type FormulaValue } from './formula-functions';
import type { KedaPolicy, KedaQuirks, MeasuredTrigger, PrometheusTrigger } from './policy';

/** What KEDA sees of the world at a moment. */
export interface KedaWorld {
  /** `spec.replicas` of the target. */
  readonly currentReplicas: number;
  /** Its pods that are Ready; a fallback of a `Value` needs them. */
  readonly readyReplicas: number;
  /** What Prometheus answers to a trigger's query: all series. */
  query(trigger: PrometheusTrigger): readonly number[] | MetricError;
}

/** What one trigger, or the formula of all, is worth now. */
interface Reading {
  /** In thousandths. */
  readonly milli: number;
  readonly isActive: boolean;
  readonly isFallback: boolean;
  /** Whether it was a fallback when it was kept. A formula finds nothing under its name then. */
  readonly wasFallback?: boolean;
}

type Answer = Reading | MetricError;

/** What becomes of a trigger's value in thousandths, or of its failure. */
type Judge = (trigger: MeasuredTrigger, milli: number | MetricError, isActive: boolean) => Answer;

const asItIs: Judge = (_trigger, milli, isActive) =>
  milli instanceof MetricError ? milli : { milli, isActive, isFallback: false };

/** Scenarios begin on a Saturday. */
const SCENARIO_EPOCH = Date.UTC(2000, 0, 1);

/** The metric that a formula makes of all. */
export const COMPOSITE_METRIC = 'composite-metric';

/**
 * KEDA for one ScaledObject: `poll` is one turn of its scale loop, which alone moves between zero or idle and the
 * minimum; `metric` is what its metrics server answers the HPA, which does the rest. Deterministic; its clock are
 * milliseconds.
 *
 * @see https://keda.sh/docs/latest/concepts/scaling-deployments/
 */
export class ScaledObjectController {
  /** The counts of failures as the API server has them, the loop's copy and the metrics server's. */
  private readonly stored = new Health();
  private readonly polled = new Health();
  private cached: Health | undefined;
  private lastActive: number | undefined;
  /** What the last poll found of the triggers whose metrics are cached. */
  private readonly records = new Map<string, Answer>();
  private readonly triggers: readonly MeasuredTrigger[];
  private readonly windows: ReadonlyMap<MeasuredTrigger, (at: number) => boolean>;
  private readonly formula: ReturnType<typeof compileFormula> | undefined;

  /** @param epoch when its clock shows 0, in milliseconds since 1970 */
  constructor(
    private readonly policy: KedaPolicy,
    private readonly createdAt: number,
    private readonly epoch = SCENARIO_EPOCH,
  ) {
    this.triggers = policy.triggers.filter(isMeasured);
    this.windows = new Map(
      this.triggers.flatMap((trigger) => (trigger.type === 'cron' ? [[trigger, cronWindow(trigger)] as const] : [])),
    );
    this.formula = policy.modifiers && compileFormula(policy.modifiers.formula);
    this.cached = this.stored.copy();
  }

  /** One turn of the scale loop: the replicas that the target is to have from now on. */
  poll(world: KedaWorld, now: number): number {
    this.polled.refresh(this.stored);
    const { isActive, hasError } = this.state(world, now);
    const { minReplicaCount, idleReplicaCount, fallback, annotations, quirks } = this.policy;
    const current = world.currentReplicas;
    if (annotations.isPaused) return annotations.pausedReplicas ?? current;

    if (isActive || annotations.isActivationForced) {
      if ((idleReplicaCount !== undefined && current < minReplicaCount) || current === 0) {
        if (annotations.isScaleOutPaused) return current;
        this.lastActive = wholeSeconds(now);
        return Math.max(1, minReplicaCount);
      }
      // With a trigger that fails the time of activity is not taken.
      if (!hasError) this.lastActive = wholeSeconds(now);
      return current;
    }
    if (hasError && (fallback === undefined || fallback.replicas !== 0))
      return fallback && quirks.fallsBackAtOnce ? fallback.replicas : current;
    const isAboveIdle = idleReplicaCount !== undefined && current > idleReplicaCount;
    if (isAboveIdle || (current > 0 && minReplicaCount === 0)) return this.rest(current, now);
    return idleReplicaCount === undefined && current < minReplicaCount ? minReplicaCount : current;
  }

  /** What the metrics server answers for one metric of the HPA. */
  metric(name: string, world: KedaWorld, now: number): readonly number[] | MetricError {
    const triggers = this.triggers.filter(({ metricName }) => name === COMPOSITE_METRIC || metricName === name);
    this.cached ??= this.stored.copy();
    const health = this.cached;
    // What is kept, or said by the clock, is there before any answer to a query.
    const judge = this.judgeIn(world, health);
    const early = triggers.map((trigger) => this.atOnce(trigger, world, judge, now));
    const readings = triggers.map((trigger, index) => early[index] ?? this.read(trigger, world, judge, now));
    const failed = readings.some((reading) => reading instanceof MetricError);
    // After an error the scalers, and with them this copy of the status, are built anew.
    if (failed) this.forget();
    const served = readings.filter(isReading);
    if (failed && !served.some(({ isFallback }) => isFallback))
      return new MetricError(`metric:${name} encountered error`);
    const values = this.combine(triggers, readings, health);
    return values.length === 0 ? new MetricError(`no matching metrics found for ${name}`) : values;
  }

  private forget(): void {
    this.cached = undefined;
    this.records.clear();
  }

  /** Whether anything is active, and whether anything fails. */
  private state(world: KedaWorld, now: number): { readonly isActive: boolean; readonly hasError: boolean } {
    const { triggers } = this;
    this.cached ??= this.polled;
    const judge = this.policy.quirks.pollsWithoutFallback ? asItIs : this.judgeIn(world, this.polled);
    const readings = triggers.map((trigger) => this.read(trigger, world, judge, now));
    const hasError = readings.some((reading) => reading instanceof MetricError);
    if (hasError) this.forget();
    this.remember(readings);
    // What only the HPA measures is always active, since it could never wake.
    if (triggers.length === 0) return { isActive: true, hasError };
    const { modifiers } = this.policy;
    if (modifiers === undefined)
      return { isActive: readings.filter(isReading).some((reading) => reading.isActive), hasError };
    const composite = hasError ? [] : this.combine(triggers, readings, this.polled);
    return { isActive: composite.some((milli) => milli * 0.001 > modifiers.activationTarget), hasError };
  }

  /** Keeps what was found for the HPA, where a trigger says so. */
  private remember(readings: readonly Answer[]): void {
    for (const [index, { metricName, usesCachedMetrics }] of this.triggers.entries()) {
      if (usesCachedMetrics) this.records.set(metricName, readings[index]);
    }
  }

  private atOnce(trigger: MeasuredTrigger, world: KedaWorld, judge: Judge, now: number): Answer | undefined {
    const found = this.records.get(trigger.metricName);
    if (found === undefined) return trigger.type === 'cron' ? this.read(trigger, world, judge, now) : undefined;
    if (!isReading(found)) return judge(trigger, found, false);
    // It is judged anew: a value that stood in when it was kept counts as a success now.
    const reading = judge(trigger, found.milli, false);
    return isReading(reading) ? { ...reading, wasFallback: found.isFallback } : reading;
  }

  private read(trigger: MeasuredTrigger, world: KedaWorld, judge: Judge, now: number): Answer {
    const { quirks } = this.policy;
    if (trigger.type === 'cron') {
      const isWithin = this.windows.get(trigger)?.((this.epoch + now) / 1000) ?? false;
      return judge(trigger, isWithin ? toMilli(trigger.desiredReplicas) : quirks.restsAtOne ? 1000 : 0, isWithin);
    }
    const value = elementOf(trigger, world.query(trigger), quirks);
    if (value instanceof MetricError) return judge(trigger, value, false);
    return judge(trigger, toMilli(value, quirks), value > trigger.activationThreshold);
  }

  /** How values are judged: as they are, or what the fallback makes of a failure. */
  private judgeIn(world: KedaWorld, health: Health): Judge {
    return (trigger, milli, isActive) => {
      const served = serve(milli, trigger, this.policy, health, this.stored, world);
      return served instanceof MetricError ? served : { ...served, isActive: served.isFallback || isActive };
    };
  }

  /** The metrics as they are, or the one that the formula makes of them; none where it cannot be calculated. */
  private combine(triggers: readonly MeasuredTrigger[], readings: readonly Answer[], health: Health): number[] {
    const { modifiers, fallback, quirks } = this.policy;
    const served = readings.filter(isReading);
    const fallen = served.find(({ isFallback }) => isFallback);
    if (modifiers === undefined) return served.map(({ milli }) => milli);
    if (fallen) return [fallen.milli];
    if (this.formula === undefined || this.formula instanceof FormulaError) return [];
    const values: Record<string, FormulaValue> = {};
    readings.forEach((reading, index) => {
      if (!isReading(reading)) return;
      const { name, metricName } = triggers[index];
      const isNothing = reading.wasFallback || isLeftToFormula(fallback, health, metricName);
      const nothing = quirks.takesNothingForZero ? 0 : null;
      values[name] = isNothing ? nothing : reading.milli * 0.001;
    });
    const result = this.formula(values);
    // Only a formula that asks for it may come to nothing.
    if (result === null && fallback && modifiers.formula.includes('??'))
      return [toInt64(fallback.replicas * modifiers.target * 1000)];
    return typeof result === 'number' ? [toInt64(result * 1000)] : [];
  }

  /** To idle or zero, when nothing has been active for long enough. */
  private rest(current: number, now: number): number {
    const { annotations, idleReplicaCount, minReplicaCount, cooldownSeconds, initialCooldownSeconds } = this.policy;
    if (annotations.isScaleInPaused) return current;
    const since = this.lastActive ?? this.createdAt;
    const cooldown = this.lastActive === undefined ? initialCooldownSeconds : cooldownSeconds;
    return since + cooldown * 1000 < now ? (idleReplicaCount ?? minReplicaCount) : current;
  }
}

function isMeasured(trigger: KedaPolicy['triggers'][number]): trigger is MeasuredTrigger {
  return trigger.type === 'prometheus' || trigger.type === 'cron';
}

function isReading(reading: Answer): reading is Reading {
  return !(reading instanceof MetricError);
}

/** A time as the status keeps it. */
function wholeSeconds(now: number): number {
  return Math.floor(now / 1000) * 1000;
}

/** Its metrics server tells of any error in words of its own. */
const NO_VALUE = new MetricError('no value');

/** The one element of an answer. */
function elementOf(
  trigger: PrometheusTrigger,
  series: readonly number[] | MetricError,
  { cutsToThousandths }: KedaQuirks,
): number | MetricError {
  if (series instanceof MetricError) return series;
  if (series.length > 1) return NO_VALUE;
  const [value] = series;
  if (Number.isFinite(value) || (cutsToThousandths && Number.isNaN(value))) return value;
  if (trigger.ignoreNullValues) return 0;
  return NO_VALUE;
}

/** Thousandths as `%.3f` writes them, where halves go to the even digit; what is below zero counts as zero. */
export function toMilli(value: number, { cutsToThousandths }: KedaQuirks = {}): number {
  if (cutsToThousandths) return toInt64(value * 1000) + 0;
  if (!(value > 0)) return 0;
  const sixteenths = value * 16;
  const isHalf = Number.isInteger(sixteenths) && sixteenths % 2 === 1;
  if (!isHalf) return Math.round(Number(value.toFixed(3)) * 1000);
  const below = Math.floor(value * 1000);
  return below % 2 === 0 ? below : below + 1;
}
