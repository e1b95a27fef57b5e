import { Fleet } from '../engine/fleet';
import { Random } from '../random';
import type { ServiceResult, Totals } from '../result';
import type { Workload } from '../trace/traffic';
import { rounded, shortened } from './columns';
import { CpuMeter, RESOLUTION_MS } from './cpu-meter';
import { intervalsOf, outcomeOf, Recorder } from './recorder';
import { ScalerRuns } from './scaler-runs';
import { NO_SCRAPES, scrapesOfService } from './scrape-setup';
import type { ServiceContext } from './service-context';
import type { ServicePlan } from './service-plan';
import { ServiceRun } from './service-run';
import type { ServiceBehavior } from './settings';

/** One service at work: its traffic, pods and scalers. */
export class ServiceSimulation {
  /** Its replicas, and the requests on their way to them. */
  readonly fleet: Fleet;
  /** Its workload and pods. */
  readonly run: ServiceRun;
  private readonly recorder: Recorder;
  private readonly scalers: ScalerRuns;
  private readonly workload: Workload;

  constructor(
    private readonly servicePlan: ServicePlan,
    { model, coldStart, hasTokens, cpuMsOf }: ServiceBehavior,
    private readonly context: ServiceContext,
  ) {
    const { stack, settings, queue, plan, prometheus, pools, phaseOf, record, begin, index } = context;
    const { service } = servicePlan;
    this.workload = settings.recorded === undefined ? settings.trafficOf(service) : {};
    this.fleet = new Fleet({
      workload: this.workload,
      seed: settings.seed + index,
      intervalMs: settings.intervalMs,
      bounds: settings.objectives.map(({ measure, seconds }) => ({ measure, ms: seconds * 1000 })),
      histograms: plan.measuredOf(service),
      ...settings.clients,
    });
    const around = { queue, store: prometheus.store, fleet: this.fleet, model, phaseOf };
    this.run = new ServiceRun(service, {
      queue,
      fleet: this.fleet,
      model,
      coldStart,
      random: new Random(settings.seed, 1000 + index),
      record,
      cluster: pools && { nodes: pools.nodes, look: (now) => pools.look(now) },
      scrape:
        settings.recorded === undefined
          ? scrapesOfService(service, stack, plan, settings.signals.gpuCollectMs, around)
          : NO_SCRAPES,
    });
    if (settings.recorded === undefined) servicePlan.pods.exists = (name) => this.run.has(name);
    this.recorder = new Recorder(this.run, this.fleet, settings.stepMs, settings.recorded === undefined, hasTokens);
    const meter = cpuMsOf && new CpuMeter(this.fleet, cpuMsOf);
    if (meter !== undefined)
      queue.every(begin + phaseOf('metrics-server') * RESOLUTION_MS, RESOLUTION_MS, (now) => {
        meter.look(this.run.pods, now);
        return undefined;
      });
    this.scalers = new ScalerRuns(servicePlan, this.run, meter, context);
    const least = Math.max(1, this.scalers.floor ?? 1);
    this.run.begin(settings.initialReplicas ?? service.workload.replicas ?? least, begin);
  }

  /** Whether nothing comes any more, and the replicas are as few as they can get. */
  get isOver(): boolean {
    const { fleet, run } = this;
    const { floor } = this.scalers;
    return fleet.isOver && (floor === undefined || (run.specReplicas <= floor && run.pods.length <= floor));
  }

  /** Its traffic and its users in a few words; `none` where metrics were recorded. */
  get trafficTitle(): string {
    const { traffic, users = [] } = this.workload;
    return [...(traffic ? [traffic.title] : []), ...users.map(({ title }) => title)].join(' and ') || 'none';
  }

  /** Lines of a trace that were passed over. */
  get skipped(): number {
    return this.workload.traffic?.skipped ?? 0;
  }

  /** Why the traffic ended before its end. */
  get failure(): string | undefined {
    return this.workload.traffic?.failure;
  }

  /** The end of a step: requests go as far, then everything is written down. */
  step(now: number): void {
    this.fleet.advance(now);
    this.recorder.step();
    this.scalers.step();
  }

  /** What came of it, once at the end: every `factor` steps as one entry, and so many intervals. */
  result(now: number, factor: number, intervals: number): ServiceResult {
    const { engine, workload, name, namespace, gpusPerPod } = this.servicePlan.service;
    this.fleet.measurements.finish();
    return {
      name,
      namespace,
      target: `${workload.kind} ${workload.name}`,
      engine: engine === undefined ? null : [engine.table.title, engine.version].filter(Boolean).join(' '),
      gpusPerPod,
      steps: this.recorder.series(factor),
      scalers: this.scalers.results(factor),
      intervals: intervalsOf(this.fleet.measurements, intervals, this.context.settings.objectives),
      totals: this.totals(now),
    };
  }

  private totals(now: number): Totals {
    const { settings } = this.context;
    const podGpuSeconds = this.run.gpuMs(now) / 1000;
    const price = settings.priceOf('');
    return {
      ...outcomeOf(this.fleet.measurements, settings.objectives),
      podGpuSeconds: shortened(podGpuSeconds),
      nodeGpuSeconds: shortened(podGpuSeconds),
      cost: price === undefined ? null : rounded((podGpuSeconds / 3600) * price),
      replicas: this.recorder.replicas(),
      rescales: this.run.rescales,
    };
  }
}
