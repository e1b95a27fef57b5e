import { type Condition, Conditions, type ConditionType, type HpaEvent, REASONS, type Reason } from './conditions';
import { limitByBehavior, limitByDefault } from './limits';
import { DEFAULT_HPA_SETTINGS, type HpaMetricPolicy, type HpaPolicy, type HpaSettings } from './policy';
import { ScaleEvents } from './rate-limits';
import { type Proposal, proposeReplicas, type Tolerances } from './replica-calculator';
import { Recommendations, type StabilizationWindows } from './stabilization';
import { failureOf, wholeFailureOf } from './wording';
import { type HpaWorld, MetricError } from './world';

/** What the metrics together ask for. */
interface Computed {
  readonly replicas: number;
  readonly title: string;
}

/** Numbers and their times. */
type Remembered = readonly (readonly [count: number, at: number])[];

/** What the controller calls a metric type when it fails. */
const FAILED: Record<HpaMetricPolicy['type'], string> = {
  Resource: 'FailedGetResourceMetric',
  ContainerResource: 'FailedGetContainerResourceMetric',
  Pods: 'FailedGetPodsMetric',
  Object: 'FailedGetObjectMetric',
  External: 'FailedGetExternalMetric',
};

/**
 * The HorizontalPodAutoscaler controller for one object: `reconcile` is one of its ticks. Deterministic; its clock are
 * the milliseconds that it is given.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
 */
export class HpaController {
  private readonly recommendations = new Recommendations();
  private readonly scaleEvents = new ScaleEvents();
  private readonly tolerances: Tolerances;
  /** Nothing without a behavior. */
  private readonly windows: StabilizationWindows | undefined;
  private readonly said = new Conditions();
  private latest: readonly (Proposal | undefined)[] = [];

  /** `record` receives the events, as `kubectl describe hpa` shows them. */
  constructor(
    private policy: HpaPolicy,
    private readonly settings: HpaSettings = DEFAULT_HPA_SETTINGS,
    private readonly record: (event: HpaEvent) => void = () => {},
  ) {
    this.windows = policy.behavior && windowsOf(policy.behavior, settings.downscaleStabilizationSeconds);
    const { scaleUp, scaleDown } = (settings.hasOwnTolerance && policy.behavior) || {};
    this.tolerances = {
      up: scaleUp?.tolerance ?? settings.tolerance,
      down: scaleDown?.tolerance ?? settings.tolerance,
    };
  }

  /** The conditions in the order in which they were first set. */
  get conditions(): readonly Condition[] {
    return this.said.list;
  }

  /** The reason of one condition; nothing while it is not set. */
  reasonOf(type: ConditionType): string | null {
    return this.said.reasonOf(type);
  }

  /** What each metric was last measured at; nothing where it could not be had or was not asked for. */
  get currentMetrics(): readonly (Proposal | undefined)[] {
    return this.latest;
  }

  /** Somebody changed the bounds of its object. What it remembers stays. */
  setBounds(minReplicas: number, maxReplicas: number): void {
    this.policy = { ...this.policy, minReplicas, maxReplicas };
  }

  /** What it remembers of its recommendations and of its steps, as pairs of a number and a time. */
  get memory(): { readonly wanted: Remembered; readonly scaleUps: Remembered; readonly scaleDowns: Remembered } {
    return { wanted: this.recommendations.entries, ...this.scaleEvents.entries };
  }

  /** One tick: the replicas that the target is to have from now on. */
  reconcile(world: HpaWorld, now: number): number {
    const { minReplicas, maxReplicas } = this.policy;
    const current = world.specReplicas;
    this.because('AbleToScale', true, 'SucceededGetScale', now);
    this.recommendations.begin(current, now);
    this.latest = [];

    if (current === 0 && (minReplicas !== 0 || this.settings.quirks?.staysAtZero)) {
      this.because('ScalingActive', false, 'ScalingDisabled', now);
      return current;
    }
    if (current > maxReplicas)
      return this.rescale(current, maxReplicas, 'Current number of replicas above Spec.MaxReplicas', now);
    if (current < minReplicas)
      return this.rescale(current, minReplicas, 'Current number of replicas below Spec.MinReplicas', now);

    const computed = this.compute(world, now);
    if (computed instanceof MetricError) {
      this.record({ type: 'Warning', reason: 'FailedComputeMetricsReplicas', message: computed.message });
      return current;
    }
    const wanted = Math.max(0, computed.replicas);
    const desired = this.normalize(current, wanted, now);
    if (desired === current) return current;
    const why = wanted > current ? `${computed.title} above target` : 'All metrics below target';
    return this.rescale(current, desired, wanted === current ? '' : why, now);
  }

  /** The greatest proposal of the metrics. With one missing it never scales in. */
  private compute(world: HpaWorld, now: number): Computed | MetricError {
    const { metrics, namespace = 'default' } = this.policy;
    let replicas = 0;
    let title = '';
    let failed = 0;
    let first: { readonly metric: HpaMetricPolicy; readonly own: string; readonly whole: string } | undefined;
    const latest: (Proposal | undefined)[] = [];
    for (const metric of metrics) {
      const { tolerances, settings } = this;
      const proposal = proposeReplicas({ metric, world, tolerances, settings, namespace, now });
      if (proposal instanceof MetricError) {
        const own = failureOf(metric, proposal.message);
        this.record({ type: 'Warning', reason: FAILED[metric.type], message: own });
        first ??= { metric, own, whole: wholeFailureOf(metric, proposal.message) };
        failed += 1;
        latest.push(undefined);
        continue;
      }
      latest.push(proposal);
      if (replicas === 0 || proposal.replicas > replicas) {
        replicas = proposal.replicas;
        title = metric.title;
      }
    }
    this.latest = latest;
    if (first && (failed === metrics.length || replicas < world.specReplicas)) {
      const message = `the HPA was unable to compute the replica count: ${first.own}`;
      this.said.set('ScalingActive', false, FAILED[first.metric.type], message, now);
      return new MetricError(
        `invalid metrics (${failed} invalid out of ${metrics.length}), first error is: ${first.whole}`,
      );
    }
    const message = `the HPA was able to successfully calculate a replica count from ${title}`;
    this.said.set('ScalingActive', true, 'ValidMetricFound', message, now);
    return { replicas, title };
  }

  /** The recommendation, held back by what was recommended lately, by the speed and by the bounds. */
  private normalize(current: number, wanted: number, now: number): number {
    const { behavior, minReplicas, maxReplicas } = this.policy;
    const flag = this.settings.downscaleStabilizationSeconds;
    const stabilized = this.windows
      ? this.recommendations.stabilized(current, wanted, this.windows, now)
      : this.recommendations.highest(wanted, flag * 1000, now);
    const held = behavior && wanted >= current ? 'ScaleUpStabilized' : 'ScaleDownStabilized';
    this.because('AbleToScale', true, stabilized === wanted ? 'ReadyForNewScale' : held, now);
    const limited = behavior
      ? limitByBehavior(current, stabilized, this.policy, behavior, this.scaleEvents, now)
      : limitByDefault(current, stabilized, minReplicas, maxReplicas);
    this.because('ScalingLimited', limited.replicas !== stabilized, limited.reason, now);
    return limited.replicas;
  }

  private rescale(from: number, to: number, reason: string, now: number): number {
    const message = `the HPA controller was able to update the target scale to ${to}`;
    this.said.set('AbleToScale', true, 'SucceededRescale', message, now);
    this.record({ type: 'Normal', reason: 'SuccessfulRescale', message: `New size: ${to}; reason: ${reason}` });
    if (this.policy.behavior) this.scaleEvents.store(from, to, this.policy.behavior, now);
    return to;
  }

  private because(type: ConditionType, isTrue: boolean, reason: Reason, now: number): void {
    this.said.set(type, isTrue, reason, REASONS[reason], now);
  }
}

function windowsOf({ scaleUp, scaleDown }: NonNullable<HpaPolicy['behavior']>, flag: number) {
  return {
    up: (scaleUp.stabilizationWindowSeconds ?? 0) * 1000,
    // A behavior counts whole seconds.
    down: (scaleDown.stabilizationWindowSeconds ?? Math.trunc(flag)) * 1000,
  };
}
