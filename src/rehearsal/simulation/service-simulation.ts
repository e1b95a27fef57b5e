import { offsetsOf } from '../../kubernetes/zone-offsets';
import { DEFAULT_HPA_SETTINGS, type HpaMetricPolicy, type HpaPolicy } from '../controllers/hpa/policy';
import { MetricError, type PodSample } from '../controllers/hpa/world';
import { Fleet } from '../engine/fleet';
import type { CompiledQuery } from '../promql/compile';
import { Random } from '../random';
import { Unreadable } from '../reader';
import type { Decision, ServiceResult, Totals } from '../result';
import type { Stack, StackService } from '../stack/read-stack';
import type { CronScaler, HpaScaler, KedaScaler } from '../stack/scalers';
import { DEFAULT_SCRAPE_MS, type Scrape } from '../stack/scrapes';
import type { Workload } from '../trace/traffic';
import { CronRun } from './cron-run';
import type { EventQueue } from './event-queue';
import { HpaRun } from './hpa-run';
import { KedaRun } from './keda-run';
import { customMetricsOf, queryTextOf, triggerQueriesOf, unmeasured } from './metric-reader';
import type { MetricSource } from './metric-source';
import { type CustomMetric, MetricsAdapter } from './metrics-api';
import type { Pod } from './pod';
import type { PoolRun } from './pool-run';
import type { Prometheus } from './prometheus';
import { intervalsOf, outcomeOf, Recorder } from './recorder';
import { ScalerRecord } from './scaler-record';
import { GpuScraper, Scraper } from './scraper';
import { ServiceRun } from './service-run';
import type { ServiceBehavior, SimulationSettings } from './settings';
import type { SignalPlan } from './signal-plan';

/** What the manifests of a service were compiled to, before anything runs. */
export interface ServicePlan {
  readonly service: StackService;
  readonly custom: ReadonlyMap<string, CustomMetric>;
  readonly queries: ReadonlyMap<string, CompiledQuery>;
  /** Filled in when the pods are there. */
  readonly pods: { exists: (name: string) => boolean };
}

/** Compiles the metrics of a service's scalers, or says what cannot be rehearsed. */
export function planService(
  service: StackService,
  stack: Stack,
  plan: SignalPlan,
  assume: (sentence: string) => void,
): ServicePlan | Unreadable {
  const pods = { exists: (_: string) => false };
  const reasons: string[] = [];
  let custom: ReadonlyMap<string, CustomMetric> = new Map();
  let queries: ReadonlyMap<string, CompiledQuery> = new Map();
  for (const scaler of service.scalers) {
    if (scaler.kind === 'CronHorizontalPodAutoscaler') continue;
    const policy = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
    reasons.push(...unmeasured(policy, scaler, false));
    if (scaler.kind === 'ScaledObject') {
      const found = triggerQueriesOf(scaler, plan);
      if (found instanceof Unreadable) reasons.push(...found.reasons);
      else queries = found;
    } else {
      const found = customMetricsOf(scaler, service, stack, plan, (name) => pods.exists(name), assume);
      if (found instanceof Unreadable) reasons.push(...found.reasons);
      else custom = found;
    }
  }
  return reasons.length > 0 ? new Unreadable(reasons) : { service, custom, queries, pods };
}

/** What a service shares with the others of a rehearsal. */
export interface ServiceContext {
  readonly stack: Stack;
  readonly plan: SignalPlan;
  readonly settings: SimulationSettings;
  readonly queue: EventQueue;
  readonly prometheus: Prometheus;
  readonly pools: PoolRun | undefined;
  readonly phaseOf: (name: string) => number;
  readonly record: (decision: Decision) => void;
  /** When the signals begin, before the rehearsal does. */
  readonly begin: number;
  readonly index: number;
}

/** One service at work: its traffic, pods and scalers. */
export class ServiceSimulation {
  readonly fleet: Fleet;
  readonly run: ServiceRun;
  private readonly recorder: Recorder;
  private readonly scalers: ScalerRecord[] = [];
  /** The fewest replicas that its scalers go to; nothing where only schedules decide. */
  private readonly floor: number | undefined;
  private readonly workload: Workload;

  constructor(
    private readonly servicePlan: ServicePlan,
    private readonly behavior: ServiceBehavior,
    private readonly context: ServiceContext,
  ) {
    const { settings, queue, plan, pools, record, begin } = context;
    const { service } = servicePlan;
    this.workload = settings.trafficOf(service);
    this.fleet = new Fleet({
      workload: this.workload,
      seed: settings.seed + context.index,
      intervalMs: settings.intervalMs,
      bounds: settings.objectives.map(({ measure, seconds }) => ({ measure, ms: seconds * 1000 })),
      histograms: plan.measuredOf(service),
      ...settings.clients,
    });
    this.run = new ServiceRun(service, {
      queue,
      fleet: this.fleet,
      model: behavior.model,
      coldStart: behavior.coldStart,
      random: new Random(settings.seed, 1000 + context.index),
      cluster: pools && { nodes: pools.nodes, look: (now) => pools.look(now) },
      record,
      scrape: this.scrapers(),
    });
    servicePlan.pods.exists = (name) => this.run.has(name);
    this.recorder = new Recorder(this.run, this.fleet, settings.stepMs);
    this.floor = this.floorOf();
    this.run.begin(settings.initialReplicas ?? service.workload.replicas ?? Math.max(1, this.floor ?? 1), begin);
    this.beginScalers();
  }

  /** Whether nothing comes any more, and the replicas are as few as they can get. */
  get isOver(): boolean {
    const { fleet, run, floor } = this;
    return fleet.isOver && (floor === undefined || (run.specReplicas <= floor && run.pods.length <= floor));
  }

  get trafficTitle(): string {
    const { traffic, users = [] } = this.workload;
    return [...(traffic ? [traffic.title] : []), ...users.map(({ title }) => title)].join(' and ') || 'none';
  }

  /** Lines of a trace that were passed over. */
  get skipped(): number {
    return this.workload.traffic?.skipped ?? 0;
  }

  step(now: number): void {
    this.fleet.advance(now);
    this.recorder.step();
    for (const scaler of this.scalers) scaler.step();
  }

  result(now: number, factor: number, intervals: number): ServiceResult {
    const { service } = this.servicePlan;
    const { engine, workload } = service;
    const { objectives } = this.context.settings;
    this.fleet.measurements.finish();
    return {
      name: service.name,
      namespace: service.namespace,
      target: `${workload.kind} ${workload.name}`,
      engine: engine === undefined ? null : [engine.table.title, engine.version].filter(Boolean).join(' '),
      gpusPerPod: service.gpusPerPod,
      steps: this.recorder.series(factor),
      scalers: this.scalers.map((scaler) => scaler.result(factor)),
      intervals: intervalsOf(this.fleet.measurements, intervals, objectives),
      totals: this.totals(now),
    };
  }

  private totals(now: number): Totals {
    const { settings } = this.context;
    const podGpuSeconds = this.run.gpuMs(now) / 1000;
    const price = settings.priceOf('');
    return {
      ...outcomeOf(this.fleet.measurements, settings.objectives),
      podGpuSeconds,
      nodeGpuSeconds: podGpuSeconds,
      cost: price === undefined ? null : (podGpuSeconds / 3600) * price,
      replicas: this.recorder.replicas(),
      rescales: this.run.rescales,
    };
  }

  private scrapers() {
    const { stack, plan, settings, queue, prometheus, phaseOf } = this.context;
    const { service } = this.servicePlan;
    const around = { queue, store: prometheus.store, fleet: this.fleet, model: this.behavior.model, phaseOf };
    const scrapes = service.scrapes.length > 0 ? service.scrapes : [assumedScrape(service)];
    const engine = new Scraper(service, plan.signalsOf(service), scrapes, around);
    const scrape = stack.gpuScrape ?? { ...assumedScrape(service), labels: { job: 'dcgm-exporter' } };
    const labels = plan.isAckGpu
      ? { namespace: 'NamespaceName', pod: 'PodName' }
      : scrape.honorLabels
        ? { namespace: 'namespace', pod: 'pod' }
        : { namespace: 'exported_namespace', pod: 'exported_pod' };
    const gpus = new GpuScraper(
      service,
      plan.gpu,
      { scrape, collectMs: settings.signals.gpuCollectMs, labels },
      around,
    );
    return {
      engine: (pod: Pod, now: number) => engine.begin(pod, now),
      gpus: (pod: Pod, now: number) => gpus.begin(pod, now),
    };
  }

  private floorOf(): number | undefined {
    for (const scaler of this.servicePlan.service.scalers) {
      if (scaler.kind === 'HorizontalPodAutoscaler') return scaler.policy.minReplicas;
      if (scaler.kind === 'ScaledObject') return scaler.policy.idleReplicaCount ?? scaler.policy.minReplicaCount;
    }
    return undefined;
  }

  private beginScalers(): void {
    const hpas = new Map<string, HpaRun>();
    for (const scaler of this.servicePlan.service.scalers) {
      if (scaler.kind === 'HorizontalPodAutoscaler') hpas.set(scaler.name, this.beginHpa(scaler));
      else if (scaler.kind === 'ScaledObject') hpas.set(scaler.hpaName, this.beginKeda(scaler));
    }
    for (const scaler of this.servicePlan.service.scalers)
      if (scaler.kind === 'CronHorizontalPodAutoscaler') this.beginCron(scaler, hpas);
  }

  private beginHpa(scaler: HpaScaler): HpaRun {
    const { custom, queries } = this.servicePlan;
    const { stack, prometheus, queue, begin, phaseOf } = this.context;
    const relist = stack.adapter?.relistMs ?? 60_000;
    const phase = phaseOf('adapter relist');
    const adapter = new MetricsAdapter([...custom.values()], relist, prometheus, queue, begin, phase);
    const { minReplicas, maxReplicas } = scaler.policy;
    const hpa = this.hpaRun(scaler.namespace, scaler.name, scaler.policy, adapterSource(adapter, custom));
    this.scalers.push(
      new ScalerRecord(
        scaler.kind,
        scaler.namespace,
        scaler.name,
        { min: minReplicas, max: maxReplicas },
        hpa,
        (metric) => queryTextOf(metric, custom, queries),
      ),
    );
    return hpa;
  }

  private beginKeda(scaler: KedaScaler): HpaRun {
    const { custom, queries } = this.servicePlan;
    const { prometheus, queue, phaseOf, record } = this.context;
    const keda = new KedaRun(scaler, this.run, queries, prometheus, record);
    const interval = scaler.policy.pollingIntervalSeconds * 1000;
    queue.every(phaseOf(`poll ${scaler.name}`) * interval, interval, (now) => {
      keda.poll(now);
      return undefined;
    });
    const source: MetricSource = { ...NO_METRICS, external: (metric, now) => keda.external(metric, now) };
    const hpa = this.hpaRun(scaler.namespace, scaler.hpaName, scaler.policy.hpa, source);
    const bounds = {
      min: scaler.policy.idleReplicaCount ?? scaler.policy.minReplicaCount,
      max: scaler.policy.maxReplicaCount,
    };
    this.scalers.push(
      new ScalerRecord(scaler.kind, scaler.namespace, scaler.name, bounds, hpa, (metric) =>
        queryTextOf(metric, custom, queries),
      ),
    );
    return hpa;
  }

  private hpaRun(namespace: string, name: string, policy: HpaPolicy, source: MetricSource): HpaRun {
    const { queue, settings, phaseOf, record } = this.context;
    const { hpaSyncMs, hpaPhase } = settings.signals;
    const hpa = new HpaRun(`${namespace}/${name}`, policy, DEFAULT_HPA_SETTINGS, this.run, source, record);
    queue.every((hpaPhase ?? phaseOf(`hpa ${name}`)) * hpaSyncMs, hpaSyncMs, (now) => {
      hpa.tick(now);
      return undefined;
    });
    return hpa;
  }

  private beginCron(scaler: CronScaler, hpas: ReadonlyMap<string, HpaRun>): void {
    const { queue, record, settings } = this.context;
    const { target } = scaler;
    const hpa = target.kind === 'HorizontalPodAutoscaler' ? hpas.get(target.name) : undefined;
    const zone = offsetsOf(settings.signals.cronTimeZone);
    new CronRun(scaler, this.run, hpa, record, zone, settings.epochMs).begin(queue);
  }
}

/** How pods are scraped where the manifests have no monitor at all. */
function assumedScrape({ workload, namespace }: StackService): Scrape {
  const { name, pod } = workload;
  return {
    monitor: undefined,
    intervalMs: DEFAULT_SCRAPE_MS,
    path: '/metrics',
    honorLabels: false,
    labels: { namespace, service: name, job: name, endpoint: 'http', container: pod.containers[0]?.name ?? '' },
  };
}

const NO_METRICS: MetricSource = {
  ofPods: () => new MetricError('no metrics returned from resource metrics API'),
  requestsOfPods: () => new MetricError('no metrics returned from resource metrics API'),
  ofObject: () => new MetricError('no metrics returned from custom metrics API'),
  external: () => new MetricError('no metrics returned from external metrics API'),
};

function adapterSource(adapter: MetricsAdapter, custom: ReadonlyMap<string, CustomMetric>): MetricSource {
  return {
    ...NO_METRICS,
    ofPods: ({ type, name }: HpaMetricPolicy, pods, now): readonly (PodSample | undefined)[] | MetricError => {
      const metric = type === 'Pods' ? custom.get(name) : undefined;
      if (metric === undefined) return NO_METRICS.ofPods({} as HpaMetricPolicy, pods, now);
      const values = adapter.ofPods(metric, now);
      if (values instanceof MetricError) return values;
      return pods.map((pod) => {
        const value = values.get(pod.name);
        return value === undefined ? undefined : { value, at: now, window: 0 };
      });
    },
  };
}
