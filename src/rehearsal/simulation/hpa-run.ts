import type { Condition, HpaEvent } from '../controllers/hpa/conditions';
import { HpaController } from '../controllers/hpa/controller';
import type { HpaMetricPolicy, HpaPolicy, HpaSettings } from '../controllers/hpa/policy';
import type { HpaPod, HpaWorld } from '../controllers/hpa/world';
import type { Decision } from '../result';
import type { MetricSource } from './metric-source';
import type { ServiceRun } from './service-run';

/** The reasons that say why a size is not what the metrics ask for. */
const STABILIZED = ['ScaleUpStabilized', 'ScaleDownStabilized'];

/** A HorizontalPodAutoscaler at work in a rehearsal. */
export class HpaRun {
  /** What the metrics asked for at the last tick; nothing while they could not be had. */
  wanted: number | null = null;
  /** What was left of it. */
  desired: number | null = null;
  /** Why `desired` is not `wanted`, as the reason of a condition says it; null where they are the same. */
  heldBackBy: string | null = null;
  /** What each metric was last measured at, in its own unit or percent of the requests; null where it failed. */
  readonly values: (number | null)[];
  /** Replicas that each metric asked for alone at the last tick, in the order of the policy; null where it failed. */
  readonly wishes: (number | null)[];
  /** What its status says since its last tick. */
  currentReplicas = 0;
  private controller: HpaController;
  private readonly world: ServiceWorld;
  private said = new Map<string, string>();
  private now = 0;

  constructor(
    /** `namespace/name`. */
    readonly object: string,
    public policy: HpaPolicy,
    private readonly settings: HpaSettings,
    private readonly run: ServiceRun,
    source: MetricSource,
    private readonly record: (decision: Decision) => void,
  ) {
    this.world = new ServiceWorld(run, source);
    this.values = policy.metrics.map(() => null);
    this.wishes = policy.metrics.map(() => null);
    this.controller = this.controllerOf(policy);
  }

  /** Somebody changes its bounds. What it remembers of the past stays. */
  rebound(minReplicas: number, maxReplicas: number): void {
    this.policy = { ...this.policy, minReplicas, maxReplicas };
    this.controller.setBounds(minReplicas, maxReplicas);
  }

  /** One look of the controller: it asks for the metrics, and scales the target where its size is to be another. */
  tick(now: number): void {
    this.now = now;
    const { run, controller } = this;
    const current = run.specReplicas;
    this.world.look(now);
    const to = controller.reconcile(this.world, now);
    this.currentReplicas = this.world.statusReplicas;
    this.note(current, to);
    if (to !== current) run.scale(to, now);
  }

  private controllerOf(policy: HpaPolicy): HpaController {
    return new HpaController(policy, this.settings, (event) => this.hear(event));
  }

  private note(from: number, to: number): void {
    const conditions = new Map(this.controller.conditions.map((condition) => [condition.type, condition]));
    const measured = this.controller.currentMetrics;
    const active = conditions.get('ScalingActive');
    let wanted: number | null = null;
    this.policy.metrics.forEach(({ target }, index) => {
      const proposal = measured[index];
      this.wishes[index] = proposal?.replicas ?? null;
      this.values[index] =
        proposal === undefined
          ? null
          : target.type === 'Utilization'
            ? (proposal.utilization ?? null)
            : proposal.usage / 1000;
      if (proposal !== undefined) wanted = Math.max(wanted ?? 0, proposal.replicas);
    });
    this.wanted = active?.status === 'True' && measured.length > 0 ? wanted : null;
    this.desired = to;
    this.heldBackBy = this.whyHeld(to, active, conditions.get('ScalingLimited'));
    for (const condition of conditions.values()) this.sayChange(condition, from, to);
  }

  private whyHeld(to: number, active: Condition | undefined, limited: Condition | undefined): string | null {
    if (active?.status === 'False') return active.reason;
    if (this.wanted === null || this.wanted === to) return null;
    if (limited?.status === 'True') return limited.reason;
    return this.wanted > to ? STABILIZED[0] : STABILIZED[1];
  }

  /** A condition is worth a word when its reason changes, and says something. */
  private sayChange({ type, reason, message }: Condition, from: number, to: number): void {
    const before = this.said.get(type);
    if (before === reason) return;
    this.said.set(type, reason);
    const isQuiet = ['SucceededGetScale', 'SucceededRescale', 'ReadyForNewScale', 'DesiredWithinRange'].includes(
      reason,
    );
    if (!isQuiet && !(type === 'ScalingActive' && reason === 'ValidMetricFound' && before === undefined))
      this.say(reason, message, from === to ? null : from, from === to ? null : to);
  }

  private hear({ type, reason, message }: HpaEvent): void {
    if (reason === 'SuccessfulRescale') {
      const to = Number(/New size: (\d+)/.exec(message)?.[1]);
      this.say(reason, message, this.run.specReplicas, to);
      return;
    }
    // The same warning comes with every tick.
    if (type !== 'Warning' || this.said.get(reason) === message) return;
    this.said.set(reason, message);
    this.say(reason, message, null, null);
  }

  private say(reason: string, message: string, from: number | null, to: number | null): void {
    this.record({
      at: this.now / 1000,
      controller: 'HorizontalPodAutoscaler',
      object: this.object,
      reason,
      message,
      from,
      to,
    });
  }
}

/** The service as its HPA sees it. */
class ServiceWorld implements HpaWorld {
  specReplicas = 0;
  statusReplicas = 0;
  pods: readonly HpaPod[] = [];
  readonly metrics: HpaWorld['metrics'];
  private generation = -1;
  private now = 0;

  constructor(
    private readonly run: ServiceRun,
    source: MetricSource,
  ) {
    this.metrics = {
      ofPods: (metric) => source.ofPods(metric, run.pods, this.now),
      requestsOfPods: (metric) => source.requestsOfPods(metric, run.pods),
      ofObject: (metric) => source.ofObject(metric, this.now),
      external: (metric: HpaMetricPolicy) => source.external(metric, this.now),
    };
  }

  look(now: number): void {
    const { run } = this;
    this.now = now;
    this.specReplicas = run.specReplicas;
    if (this.generation === run.generation) return;
    this.generation = run.generation;
    this.statusReplicas = run.active.length;
    this.pods = run.pods.map(({ runningAt, readyAt, startedAt, deletedAt }) => ({
      phase: runningAt === undefined ? ('Pending' as const) : ('Running' as const),
      ...(deletedAt !== undefined && { isBeingDeleted: true }),
      ...(startedAt !== undefined && {
        startTime: startedAt,
        ready: readyAt === undefined ? { isTrue: false, since: startedAt } : { isTrue: true, since: readyAt },
      }),
    }));
  }
}
