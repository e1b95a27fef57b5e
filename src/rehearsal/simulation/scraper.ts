import { parseArguments } from '../../kubernetes/engine-arguments';
import type { Fleet } from '../engine/fleet';
import type { ReplicaState } from '../engine/fleet-options';
import type { ServiceModel } from '../engine/service-model';
import type { Series, SeriesStore } from '../promql/series-store';
import type { StackService } from '../stack/read-stack';
import { brings, type PodScrape, type Scrape } from '../stack/scrapes';
import type { GaugeSeries, GpuSeries, HistogramSeries, WorkloadLabels } from './engine-series';
import type { EventQueue } from './event-queue';
import type { Pod } from './pod';
import type { ServiceSignals } from './signal-plan';

/** Over how long a GPU says how busy it was. */
const GPU_SAMPLE_MS = 1_000;

const IDLE: ReplicaState = {
  running: 0,
  waiting: 0,
  kvCacheUsage: 0,
  busyMs: 0,
  promptTokens: 0,
  generatedTokens: 0,
  answered: 0,
  preemptions: 0,
};

/** What scrapers share. */
export interface ScrapeSurroundings {
  /** Where each scrape, and each look of the GPU exporter, waits for its time. */
  readonly queue: EventQueue;
  /** Where samples go: the store of the rehearsal's Prometheus. */
  readonly store: SeriesStore;
  /** The replicas of the service, of which a scrape sees the state. */
  readonly fleet: Fleet;
  /** How a replica of the service is, for series that tell a limit. */
  readonly model: ServiceModel;
  /** A number from 0 to 1 that is always the same for a name: where in its interval something happens. */
  readonly phaseOf: (name: string) => number;
}

/** Reads the metrics of a service's pods as Prometheus does: each pod at its own moments, at an equal distance. */
export class Scraper {
  constructor(
    private readonly service: StackService,
    private readonly signals: ServiceSignals,
    private readonly scrapes: readonly PodScrape[],
    private readonly around: ScrapeSurroundings,
  ) {}

  /** The engine of a pod answers from now on. */
  begin(pod: Pod, now: number): void {
    const { gauges, histograms, up } = this.signals;
    if (gauges.length === 0 && histograms.length === 0 && !up) return;
    for (const scrape of this.scrapes) {
      const target = new Target(pod, this.service, scrape, this.signals, this.around);
      const phase = this.around.phaseOf(`scrape ${pod.name} ${scrape.monitor}`);
      this.around.queue.every(now + phase * scrape.intervalMs, scrape.intervalMs, (time) => target.scrape(time));
    }
  }
}

/** One pod, as one monitor reads it. */
class Target {
  private readonly gauges: readonly (readonly [GaugeSeries, Series])[];
  private readonly histograms: readonly HistogramTarget[];
  private readonly up: Series | undefined;

  constructor(
    private readonly pod: Pod,
    service: StackService,
    scrape: PodScrape,
    signals: ServiceSignals,
    private readonly around: ScrapeSurroundings,
  ) {
    const { store } = around;
    const names = [...scrape.podLabels, 'instance'].map((label) => [label, pod.name]);
    const origin = { ...scrape.labels, ...Object.fromEntries(names) };
    const labels = { ...origin, ...engineLabels(service) };
    this.gauges = signals.gauges
      .filter(({ name }) => brings(scrape, name))
      .map((each) => [each, store.series(each.name, labels)] as const);
    this.histograms = signals.histograms
      .filter(({ name }) => brings(scrape, `${name}_bucket`))
      .map((each) => new HistogramTarget(each, labels, store));
    this.up = signals.up ? store.series('up', origin) : undefined;
  }

  /** One scrape; `false` when the target is gone. */
  scrape(now: number): boolean {
    const { pod, around } = this;
    if (pod.deletedAt !== undefined) {
      for (const [, series] of this.gauges) series.end(now);
      for (const histogram of this.histograms) histogram.end(now);
      this.up?.end(now);
      return false;
    }
    const { replica } = pod;
    if (replica !== undefined && now > 0) around.fleet.advance(now);
    const state = replica === undefined ? IDLE : around.fleet.look(replica);
    for (const [{ value }, series] of this.gauges) series.append(now, value(state, around.model));
    for (const histogram of this.histograms) histogram.scrape(around.fleet, replica, now);
    this.up?.append(now, 1);
    return true;
  }
}

/** The labels that an engine puts on its own series. */
function engineLabels({ engine, name }: StackService): Record<string, string> {
  const table = engine?.table;
  return {
    ...(table?.labels.includes('model_name') && { model_name: servedModel(engine?.container.words ?? []) ?? name }),
    ...(table?.labels.includes('engine') && { engine: '0' }),
  };
}

function servedModel(words: readonly string[]): string | undefined {
  const args = parseArguments(words);
  const names = ['served-model-name', 'model-name', 'model', 'model-path', 'model-id'];
  return names.map((name) => args.get(name)).find((value) => value);
}

/** The series of one histogram: its buckets, sum and count. */
class HistogramTarget {
  private buckets: readonly Series[] | undefined;
  private readonly sum: Series;
  private readonly count: Series;

  constructor(
    private readonly series: HistogramSeries,
    private readonly labels: Readonly<Record<string, string>>,
    private readonly store: SeriesStore,
  ) {
    this.sum = store.series(`${series.name}_sum`, labels);
    this.count = store.series(`${series.name}_count`, labels);
  }

  scrape(fleet: Fleet, replica: number | undefined, now: number): void {
    const histogram = replica === undefined ? undefined : fleet.histogram(replica, this.series.concept);
    this.sum.append(now, histogram?.sum ?? 0);
    this.count.append(now, histogram?.count ?? 0);
    if (histogram === undefined) return;
    this.buckets ??= [...histogram.bounds, Number.POSITIVE_INFINITY].map((bound) =>
      this.store.series(`${this.series.name}_bucket`, { ...this.labels, le: boundText(bound) }),
    );
    const cumulative = histogram.cumulative();
    for (const [place, series] of this.buckets.entries()) series.append(now, cumulative[place]);
  }

  end(now: number): void {
    for (const series of [this.sum, this.count, ...(this.buckets ?? [])]) series.end(now);
  }
}

/** A bound as Prometheus writes it: `1.0`, `+Inf`. */
function boundText(bound: number): string {
  if (bound === Number.POSITIVE_INFINITY) return '+Inf';
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

/** How GPUs are read: the exporter looks at them at one interval, and Prometheus at the exporter at another. */
export interface GpuScrape {
  /** How Prometheus reads the exporter; assumed where no monitor is about it. */
  readonly scrape: Scrape;
  /** Milliseconds from one look of the exporter at the GPUs to the next. */
  readonly collectMs: number;
  /** What the labels of NVIDIA's exporter for the workload become. */
  readonly labels: WorkloadLabels;
}

/** Reads how busy the GPUs of a service's pods are, from when a pod has a node until it is gone. */
export class GpuScraper {
  constructor(
    private readonly service: StackService,
    private readonly series: readonly GpuSeries[],
    private readonly gpu: GpuScrape,
    private readonly around: ScrapeSurroundings,
  ) {}

  /** A pod has its node: its GPUs are read until it is gone, if anybody asks for them. */
  begin(pod: Pod, now: number): void {
    if (this.series.length === 0 || this.service.gpusPerPod === 0) return;
    const { queue, store, phaseOf } = this.around;
    const { scrape, collectMs } = this.gpu;
    const stored = this.series.flatMap((each) => {
      const { namespace, pod: podLabel } = each.labels ?? this.gpu.labels;
      return Array.from({ length: this.service.gpusPerPod }, (_, gpu) => {
        const workload = { [namespace]: this.service.namespace, [podLabel]: pod.name };
        const labels = { ...scrape.labels, ...workload, gpu: String(gpu), UUID: `GPU-${pod.name}-${gpu}` };
        return [each, store.series(each.name, labels)] as const;
      });
    });
    let busy = 0;
    let before: number | undefined;
    const collectAt = now + phaseOf(`collect ${pod.name}`) * collectMs;
    queue.every(collectAt - GPU_SAMPLE_MS, collectMs, (time) => {
      before = this.busyMs(pod, time);
      return pod.goneAt === undefined;
    });
    queue.every(collectAt, collectMs, (time) => {
      if (before !== undefined) busy = Math.min(1, Math.max(0, this.busyMs(pod, time) - before) / GPU_SAMPLE_MS);
      return pod.goneAt === undefined;
    });
    const first = now + phaseOf(`scrape gpu ${pod.name}`) * scrape.intervalMs;
    queue.every(first, scrape.intervalMs, (time) => {
      const isGone = pod.goneAt !== undefined;
      for (const [{ value }, series] of stored) {
        if (isGone) series.end(time);
        else series.append(time, value(busy));
      }
      return !isGone;
    });
  }

  private busyMs({ replica }: Pod, now: number): number {
    if (replica === undefined) return 0;
    if (now > 0) this.around.fleet.advance(now);
    return this.around.fleet.look(replica).busyMs;
  }
}
