import { offsetsOf } from '../../kubernetes/zone-offsets';
import type { HpaPolicy } from '../controllers/hpa/policy';
import { hpaSettingsOf } from '../controllers/hpa/versions';
import { MetricError } from '../controllers/hpa/world';
import type { PrometheusTrigger } from '../controllers/keda/policy';
import type { CompiledQuery } from '../promql/compile';
import { PromqlError } from '../promql/expression';
import type { ScalerResult } from '../result';
import type { CronScaler, HpaScaler, KedaScaler } from '../stack/scalers';
import type { CpuMeter } from './cpu-meter';
import { CronRun } from './cron-run';
import { HpaRun } from './hpa-run';
import { KedaRun } from './keda-run';
import { queryTextOf } from './metric-reader';
import type { MetricSource } from './metric-source';
import { adapterSource, NO_METRICS, withCpu } from './metric-sources';
import { MetricsAdapter } from './metrics-api';
import { recordedAnswer, recordedSource } from './recorded-source';
import { ScalerRecord } from './scaler-record';
import type { ServiceContext } from './service-context';
import type { ServicePlan } from './service-plan';
import type { ServiceRun } from './service-run';

const DEFAULT_RELIST_MS = 60_000;

/** The scalers of a service at work. */
export class ScalerRuns {
  private readonly records: ScalerRecord[] = [];

  constructor(
    private readonly plan: ServicePlan,
    private readonly run: ServiceRun,
    private readonly meter: CpuMeter | undefined,
    private readonly context: ServiceContext,
  ) {
    const hpas = new Map<string, HpaRun>();
    for (const scaler of plan.service.scalers) {
      if (scaler.kind === 'HorizontalPodAutoscaler') hpas.set(scaler.name, this.beginHpa(scaler));
      else if (scaler.kind === 'ScaledObject') hpas.set(scaler.hpaName, this.beginKeda(scaler));
    }
    for (const scaler of plan.service.scalers)
      if (scaler.kind === 'CronHorizontalPodAutoscaler') this.beginCron(scaler, hpas);
  }

  /** The fewest replicas that they go to; nothing where only schedules decide. */
  get floor(): number | undefined {
    for (const scaler of this.plan.service.scalers) {
      if (scaler.kind === 'HorizontalPodAutoscaler') return scaler.policy.minReplicas;
      if (scaler.kind === 'ScaledObject') return scaler.policy.idleReplicaCount ?? scaler.policy.minReplicaCount;
    }
    return undefined;
  }

  /** The end of a step: each HPA, written or made by KEDA, is written down. */
  step(): void {
    for (const record of this.records) record.step();
  }

  /** What the HPAs and ScaledObjects saw, every `factor` steps as one entry; schedules have none. */
  results(factor: number): readonly ScalerResult[] {
    return this.records.map((record) => record.result(factor));
  }

  private beginHpa(scaler: HpaScaler): HpaRun {
    const hpa = this.hpaRun(scaler.namespace, scaler.name, scaler.policy, this.sourceOf(scaler));
    this.keep(scaler, { min: scaler.policy.minReplicas, max: scaler.policy.maxReplicas }, hpa);
    return hpa;
  }

  private sourceOf(scaler: HpaScaler): MetricSource {
    const { custom, service } = this.plan;
    const { stack, settings, prometheus, queue, begin, phaseOf } = this.context;
    const { recorded } = settings;
    if (recorded?.kind === 'values') return recordedSource(recorded, scaler, service);
    const relist = stack.relistMs ?? DEFAULT_RELIST_MS;
    // What was recorded begins with the rehearsal, and the adapter must not first have to find it.
    const phase = recorded === undefined ? phaseOf('adapter relist') : 0;
    const adapter = new MetricsAdapter([...custom.values()], relist, prometheus, queue, begin, phase);
    return this.beside(adapterSource(adapter, custom, recorded !== undefined));
  }

  /** The other metrics beside the CPU of the pods, where that is known. */
  private beside(others: MetricSource): MetricSource {
    return this.meter === undefined ? others : withCpu(others, this.meter, this.plan.service);
  }

  private beginKeda(scaler: KedaScaler): HpaRun {
    const { queue, phaseOf, record, settings } = this.context;
    const { recorded } = settings;
    const ask =
      recorded?.kind === 'values'
        ? (trigger: PrometheusTrigger, now: number) => recordedAnswer(recorded, scaler, trigger, now)
        : (trigger: PrometheusTrigger, now: number) => this.ask(trigger, now);
    const textOf = ({ metricName }: PrometheusTrigger) => this.plan.queries.get(metricName)?.text ?? metricName;
    const keda = new KedaRun(scaler, this.run, ask, textOf, record, settings.epochMs);
    const interval = scaler.policy.pollingIntervalSeconds * 1000;
    queue.every(phaseOf(`poll ${scaler.name}`) * interval, interval, (now) => {
      keda.poll(now);
      return undefined;
    });
    const resources =
      recorded?.kind === 'values' ? recordedSource(recorded, scaler, this.plan.service) : this.beside(NO_METRICS);
    const source: MetricSource = { ...resources, external: (metric, now) => keda.external(metric, now) };
    const hpa = this.hpaRun(scaler.namespace, scaler.hpaName, scaler.policy.hpa, source);
    const { idleReplicaCount, minReplicaCount, maxReplicaCount } = scaler.policy;
    this.keep(scaler, { min: idleReplicaCount ?? minReplicaCount, max: maxReplicaCount }, hpa);
    return hpa;
  }

  private ask({ metricName }: PrometheusTrigger, now: number): readonly number[] | MetricError {
    const answer = this.context.prometheus.ask(this.plan.queries.get(metricName) as CompiledQuery, now);
    return answer instanceof PromqlError ? new MetricError(answer.message) : answer.map(({ value }) => value);
  }

  private hpaRun(namespace: string, name: string, policy: HpaPolicy, source: MetricSource): HpaRun {
    const { queue, settings, phaseOf, record } = this.context;
    const { hpaSyncMs, hpaPhase } = settings.signals;
    const ours = { ...policy, namespace };
    const controller = hpaSettingsOf(settings.versions.kubernetes);
    const hpa = new HpaRun(`${namespace}/${name}`, ours, controller, this.run, source, record);
    queue.every((hpaPhase ?? phaseOf(`hpa ${name}`)) * hpaSyncMs, hpaSyncMs, (now) => {
      hpa.tick(now);
      return undefined;
    });
    return hpa;
  }

  private keep({ kind, namespace, name }: HpaScaler | KedaScaler, bounds: { min: number; max: number }, hpa: HpaRun) {
    const { custom, queries } = this.plan;
    this.records.push(
      new ScalerRecord(kind, namespace, name, bounds, hpa, (metric) => queryTextOf(metric, custom, queries)),
    );
  }

  private beginCron(scaler: CronScaler, hpas: ReadonlyMap<string, HpaRun>): void {
    const { queue, record, settings } = this.context;
    const { target } = scaler;
    const hpa = target.kind === 'HorizontalPodAutoscaler' ? hpas.get(target.name) : undefined;
    const zone = offsetsOf(settings.signals.cronTimeZone);
    new CronRun(scaler, this.run, hpa, record, zone, settings.epochMs).begin(queue);
  }
}
