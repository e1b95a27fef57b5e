import type { CompiledQuery } from '../promql/compile';
import { evaluate } from '../promql/evaluate';
import { PromqlError, type Vector } from '../promql/expression';
import type { Labels } from '../promql/labels';
import { NAME } from '../promql/labels';
import { type Series, SeriesStore } from '../promql/series-store';
import type { RecordedSeries } from '../recorded/recorded';
import type { EventQueue } from './event-queue';
import type { SimulationSettings } from './settings';
import type { CompiledRule, SignalPlan } from './signal-plan';

/** How often series that nobody can ask for any more are dropped. */
const FORGET_MS = 10 * 60_000;

/** The Prometheus of the rehearsal: keeps what is scraped, evaluates rules, answers queries. */
export class Prometheus {
  /** What is scraped, recorded by rules or read from a file; scrapers write into it themselves. */
  readonly store: SeriesStore;
  private readonly epochMs: number;

  constructor(
    plan: SignalPlan,
    queue: EventQueue,
    begin: number,
    /** A number from 0 to 1 that is always the same for a name: where in its interval something happens. */
    phaseOf: (name: string) => number,
    /** Series that are there from the beginning, and when that is. */
    { recorded, epochMs }: Pick<SimulationSettings, 'recorded' | 'epochMs'>,
  ) {
    this.epochMs = epochMs;
    const isRecorded = recorded?.kind === 'series';
    this.store = new SeriesStore(plan.table, isRecorded ? Number.POSITIVE_INFINITY : plan.reach + 60_000);
    if (isRecorded) this.fill(recorded);
    for (const [group, rules] of groupsOf(plan.rules)) {
      const interval = rules[0].rule.intervalMs;
      const recorders = rules.map((rule) => new Recorder(rule, this));
      queue.every(begin + phaseOf(`rules ${group}`) * interval, interval, (now) => {
        for (const recorder of recorders) recorder.evaluate(now);
        return undefined;
      });
    }
    queue.every(begin + FORGET_MS, FORGET_MS, (now) => {
      this.store.forget(now);
      return undefined;
    });
  }

  private fill({ series: all }: RecordedSeries): void {
    for (const { name, labels, times, values } of all) {
      const series = this.store.series(name, labels);
      for (const [index, time] of times.entries()) series.append(time, values[index]);
    }
  }

  /** What a query comes to at a moment, or what Prometheus says is wrong with it. */
  ask(query: CompiledQuery, now: number): Vector | PromqlError {
    return evaluate(query, this.store, now, this.epochMs);
  }
}

function groupsOf(rules: readonly CompiledRule[]): ReadonlyMap<string, readonly CompiledRule[]> {
  const groups = new Map<string, CompiledRule[]>();
  for (const rule of rules) groups.set(rule.rule.group, [...(groups.get(rule.rule.group) ?? []), rule]);
  return groups;
}

/** A recording rule at work. */
class Recorder {
  private readonly series = new Map<Labels, Series>();
  private recorded = new Set<Series>();

  constructor(
    private readonly compiled: CompiledRule,
    private readonly prometheus: Prometheus,
  ) {}

  evaluate(now: number): void {
    const { rule, query } = this.compiled;
    const answer = this.prometheus.ask(query, now);
    // A rule that fails records nothing, and what it recorded before grows old.
    if (answer instanceof PromqlError) return;
    const recorded = new Set<Series>();
    for (const { labels, value } of answer) {
      const series = this.seriesOf(labels, rule.record);
      series.append(now, value);
      recorded.add(series);
    }
    for (const series of this.recorded) if (!recorded.has(series)) series.end(now);
    this.recorded = recorded;
  }

  private seriesOf(labels: Labels, name: string): Series {
    const known = this.series.get(labels);
    if (known !== undefined && !known.isDropped) return known;
    const { [NAME]: _, ...values } = labels.values;
    const series = this.prometheus.store.series(name, { ...values, ...this.compiled.rule.labels });
    this.series.set(labels, series);
    return series;
  }
}
