import type { MeasuredConcept } from '../engine/replica-histograms';
import { type CompiledQuery, compileQuery } from '../promql/compile';
import { PromqlError } from '../promql/expression';
import { LabelTable } from '../promql/labels';
import type { Conditions } from '../promql/selector';
import { LOOKBACK } from '../promql/selector';
import type { Stack, StackService } from '../stack/read-stack';
import type { RecordingRule } from '../stack/rules';
import { brings } from '../stack/scrapes';
import { engineSeries, type GaugeSeries, type GpuSeries, gpuSeries, type HistogramSeries } from './engine-series';

/** A recording rule, compiled. */
export interface CompiledRule {
  /** The rule as it stands in its PrometheusRule: its series, labels and interval. */
  readonly rule: RecordingRule;
  /** Its `expr`. */
  readonly query: CompiledQuery;
}

/** The series of the pods of one service that somebody reads. */
export interface ServiceSignals {
  /** Those of one number per pod, counters too. */
  readonly gauges: readonly GaugeSeries[];
  /** Those of which each pod has buckets, a sum and a count. */
  readonly histograms: readonly HistogramSeries[];
  /** Whether somebody asks if its pods can be scraped: the series `up`. */
  readonly up: boolean;
}

/** Compiles the queries of a stack, and finds out which series they need: only those are kept. */
export class SignalPlan {
  /** Keeps the labels of all series and queries; the store of Prometheus shares it. */
  readonly table = new LabelTable();
  /** The series of GPUs that a query reads; it grows while queries are compiled. */
  readonly gpu: GpuSeries[] = [];
  /** How far back anybody looks, in milliseconds. */
  reach = LOOKBACK;
  private readonly signals = new Map<
    StackService,
    { gauges: GaugeSeries[]; histograms: HistogramSeries[]; up: boolean }
  >();
  private readonly resolved = new Map<string, string | undefined>();
  private readonly compiled = new Map<RecordingRule, CompiledQuery>();

  constructor(
    private readonly stack: Stack,
    /** Series that were measured; nothing where pods are scraped. */
    private readonly recorded?: ReadonlySet<string>,
  ) {
    for (const service of stack.services) this.signals.set(service, { gauges: [], histograms: [], up: false });
  }

  /** Compiles a query and sees to the series that it reads, or says why it cannot be rehearsed. */
  compile(text: string, conditions: Conditions = {}): CompiledQuery | PromqlError {
    const query = compileQuery(text, this.table, conditions);
    if (query instanceof PromqlError) return new PromqlError(`it has ${query.message} (${text})`);
    if (query.reads === undefined) return new PromqlError(`it reads series by a pattern of names (${text})`);
    this.reach = Math.max(this.reach, query.reach);
    for (const name of query.reads) {
      const why = this.resolve(name);
      if (why !== undefined) return new PromqlError(`${why} (${text})`);
    }
    return query;
  }

  /** The recording rules that a query needs, in the order in which they stand: rules of a group are evaluated in it. */
  get rules(): readonly CompiledRule[] {
    return this.stack.rules.flatMap((rule) => {
      const query = this.compiled.get(rule);
      return query === undefined ? [] : [{ rule, query }];
    });
  }

  /** What is to be scraped of the pods of a service; all of it once every query is compiled. */
  signalsOf(service: StackService): ServiceSignals {
    return this.signals.get(service) as ServiceSignals;
  }

  /** Whether somebody reads what is scraped of pods. */
  get readsPods(): boolean {
    const ofServices = [...this.signals.values()];
    return (
      this.gpu.length > 0 ||
      ofServices.some(({ gauges, histograms, up }) => up || gauges.length > 0 || histograms.length > 0)
    );
  }

  /** The histograms that somebody reads of a service. */
  measuredOf(service: StackService): readonly MeasuredConcept[] {
    return [...new Set(this.signalsOf(service).histograms.map(({ concept }) => concept))];
  }

  /** Where a series comes from; the reason where it comes from nowhere. */
  private resolve(name: string): string | undefined {
    if (this.resolved.has(name)) return this.resolved.get(name);
    this.resolved.set(name, undefined);
    const why = this.find(name);
    this.resolved.set(name, why);
    return why;
  }

  private find(name: string): string | undefined {
    if (this.recorded?.has(name)) return undefined;
    const recorded = this.stack.rules.filter(({ record }) => record === name);
    if (recorded.length > 0) return this.findRecorded(recorded);
    if (this.recorded !== undefined)
      return `${name} was not recorded; there are ${[...this.recorded].sort().join(', ')}`;
    if (name === 'up') {
      for (const signals of this.signals.values()) signals.up = true;
      return undefined;
    }
    const gpu = gpuSeries(name);
    if (gpu !== undefined) {
      if ('why' in gpu) return gpu.why;
      this.gpu.push(gpu);
      return undefined;
    }
    return this.findInEngines(name);
  }

  private findRecorded(rules: readonly RecordingRule[]): string | undefined {
    for (const rule of rules) {
      const query = this.compile(rule.expr);
      if (query instanceof PromqlError) return `the rule of ${rule.from} that records ${rule.record}: ${query.message}`;
      this.compiled.set(rule, query);
    }
    return undefined;
  }

  private findInEngines(name: string): string | undefined {
    let isFound = false;
    let why = `nothing that is rehearsed exports ${name}`;
    for (const [service, signals] of this.signals) {
      const found = service.engine && engineSeries(service.engine.table, service.engine.version, name);
      if (found === undefined) continue;
      if (found.type === 'unknown') {
        why = found.why;
      } else if (this.stack.hasMonitors && !service.scrapes.some((scrape) => brings(scrape, name))) {
        why = whyNotScraped(service, name);
      } else {
        isFound = true;
        if (found.type === 'gauge') signals.gauges.push(found.series);
        else if (signals.histograms.every((each) => each.name !== found.series.name))
          signals.histograms.push(found.series);
      }
    }
    return isFound ? undefined : why;
  }
}

function whyNotScraped({ name, scrapes }: StackService, series: string): string {
  if (scrapes.length === 0)
    return `no ServiceMonitor or PodMonitor selects the pods of ${name}, which export ${series}`;
  return scrapes.some(({ isOfEngine }) => isOfEngine)
    ? `what scrapes the pods of ${name} drops ${series}`
    : `what scrapes the pods of ${name} reads another port than that of their engine, which exports ${series}`;
}
