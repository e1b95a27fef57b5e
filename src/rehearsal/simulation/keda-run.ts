import type { HpaMetricPolicy } from '../controllers/hpa/policy';
import { MetricError } from '../controllers/hpa/world';
import type { PrometheusTrigger } from '../controllers/keda/policy';
import { type KedaWorld, ScaledObjectController } from '../controllers/keda/scaled-object';
import type { Decision } from '../result';
import type { KedaScaler } from '../stack/scalers';
import type { ServiceRun } from './service-run';

/** A ScaledObject at work: its own loop between zero and the minimum, and what it answers its HPA. */
export class KedaRun implements KedaWorld {
  private readonly controller: ScaledObjectController;
  private now = 0;
  /** What each trigger failed with when it was last asked; nothing of those that answer. */
  private readonly said = new Map<PrometheusTrigger, string>();

  constructor(
    readonly scaler: KedaScaler,
    private readonly run: ServiceRun,
    /** What Prometheus answers to a trigger, and its query. */
    private readonly ask: (trigger: PrometheusTrigger, now: number) => readonly number[] | MetricError,
    private readonly textOf: (trigger: PrometheusTrigger) => string,
    private readonly record: (decision: Decision) => void,
    /** When its clock shows 0, in milliseconds since 1970: cron triggers go by it. */
    epoch: number,
  ) {
    this.controller = new ScaledObjectController(scaler.policy, 0, epoch);
  }

  /** `spec.replicas` of the target, as the scale loop finds it. */
  get currentReplicas(): number {
    return this.run.specReplicas;
  }

  /** Ready pods of the target; a fallback of a `Value` goes by them. */
  get readyReplicas(): number {
    return this.run.readyReplicas;
  }

  /** One turn of the scale loop, after each `spec.pollingInterval`: KEDA scales the target, or leaves it. */
  poll(now: number): void {
    this.now = now;
    const from = this.run.specReplicas;
    const to = this.controller.poll(this, now);
    if (to === from) return;
    const reason =
      from === 0 ? 'KEDAScaleTargetActivated' : to === 0 ? 'KEDAScaleTargetDeactivated' : 'KEDAScaleTargetScaled';
    const verb = to > from ? 'Scaled up' : 'Scaled down';
    this.say(reason, `${verb} ${this.run.title} from ${from} to ${to}`, from, to);
    this.run.scale(to, now);
  }

  /** What the metrics server answers to the HPA. */
  external({ name }: HpaMetricPolicy, now: number): readonly number[] | MetricError {
    this.now = now;
    return this.controller.metric(name, this, now);
  }

  /** Answers a trigger's query at the time of the turn, or of the HPA's question; a failure is noted. */
  query(trigger: PrometheusTrigger): readonly number[] | MetricError {
    const series = this.ask(trigger, this.now);
    this.notice(trigger, series);
    return series;
  }

  /** What KEDA logs of a trigger that fails, said once for as long as it does. */
  private notice(trigger: PrometheusTrigger, series: readonly number[] | MetricError): void {
    const problem = this.problemOf(trigger, series);
    if (problem === this.said.get(trigger)) return;
    if (problem === undefined) this.said.delete(trigger);
    else {
      this.said.set(trigger, problem);
      this.say('KEDAScalerFailed', problem, null, null);
    }
  }

  private problemOf(trigger: PrometheusTrigger, series: readonly number[] | MetricError): string | undefined {
    if (series instanceof MetricError) return series.message;
    return series.length > 1 ? `prometheus query ${this.textOf(trigger)} returned multiple elements` : undefined;
  }

  private say(reason: string, message: string, from: number | null, to: number | null): void {
    const { namespace, name } = this.scaler;
    const object = `${namespace}/${name}`;
    this.record({ at: this.now / 1000, controller: 'ScaledObject', object, reason, message, from, to });
  }
}
