import { HpaController } from '../controllers/hpa/controller';
import { DEFAULT_HPA_SETTINGS, type HpaMetricPolicy } from '../controllers/hpa/policy';
import { readHpaSpec } from '../controllers/hpa/read-policy';
import { type HpaPod, type HpaWorld, MetricError, type PodSample } from '../controllers/hpa/world';
import { Unreadable } from '../reader';

/** Recorded metrics, tick by tick, and the HorizontalPodAutoscaler that sees them. */
export interface HpaScenario {
  readonly id: number | string;
  /** Replicas before the first tick. */
  readonly initial: number;
  /** What each pod requests of the resources that the metrics name, in thousandths. */
  readonly requestMilli: number;
  /** Seconds between two ticks of the controller. */
  readonly resyncSeconds: number;
  /** The controller's downscale stabilization in seconds. */
  readonly downscaleSeconds: number;
  /** The spec of an autoscaling/v2 HorizontalPodAutoscaler; what it scales is left out. */
  readonly spec: unknown;
  readonly ticks: readonly HpaTick[];
}

/** The world of one tick. Values are in thousandths. */
export interface HpaTick {
  /**
   * By the name of the metric or resource: one sample for each pod in order, again from the first when there are more
   * pods, nothing for null; the series of an External metric; the first is the value of an Object's.
   */
  readonly values?: Readonly<Record<string, readonly (number | null)[]>>;
  /** The metrics that fail. */
  readonly errors?: readonly string[];
  /** How many pods, counted from the last, are not Ready. */
  readonly unready?: number;
  /** How many pods, counted from the last, are Pending. */
  readonly pending?: number;
}

/** What became of it, after each tick. */
export interface HpaOutcome {
  readonly id: number | string;
  readonly replicas: readonly number[];
  /** The reasons of AbleToScale, ScalingActive and ScalingLimited; null for a condition that is not set. */
  readonly reasons: readonly (readonly (string | null)[])[];
}

const CONDITIONS = ['AbleToScale', 'ScalingActive', 'ScalingLimited'];
/** The world of a tick is there half a second after the tick before. */
const WORLD_OFFSET = 500;

/** Plays a scenario: the world changes, and the controller looks at it. */
export function playHpaScenario(scenario: HpaScenario): HpaOutcome | Unreadable {
  const policy = readHpaSpec(scenario.spec);
  if (policy instanceof Unreadable) return policy;
  const settings = { ...DEFAULT_HPA_SETTINGS, downscaleStabilizationSeconds: scenario.downscaleSeconds };
  const controller = new HpaController(policy, settings);
  const resync = scenario.resyncSeconds * 1000;
  const pods: PlayedPod[] = [];
  const replicas: number[] = [];
  const reasons: (string | null)[][] = [];
  let current = scenario.initial;
  scenario.ticks.forEach((tick, index) => {
    movePods(pods, current, tick, WORLD_OFFSET + index * resync);
    const now = (index + 1) * resync;
    current = controller.reconcile(new PlayedWorld(current, pods, tick, scenario.requestMilli, now), now);
    replicas.push(current);
    reasons.push(CONDITIONS.map((type) => controller.conditions.find((each) => each.type === type)?.reason ?? null));
  });
  return { id: scenario.id, replicas, reasons };
}

interface PlayedPod extends HpaPod {
  phase: 'Pending' | 'Running';
  readonly startTime: number;
  ready: { readonly isTrue: boolean; readonly since: number };
}

/** Pods come and go at the end of the list; their conditions change only when their state does. */
function movePods(pods: PlayedPod[], count: number, { unready = 0, pending = 0 }: HpaTick, now: number): void {
  pods.length = Math.min(pods.length, count);
  while (pods.length < count) pods.push({ phase: 'Running', startTime: now, ready: { isTrue: true, since: now } });
  pods.forEach((pod, place) => {
    const isTrue = place < count - unready;
    if (pod.ready.isTrue !== isTrue) pod.ready = { isTrue, since: now };
    pod.phase = place < count - pending ? 'Running' : 'Pending';
  });
}

class PlayedWorld implements HpaWorld {
  readonly specReplicas: number;
  readonly statusReplicas: number;
  readonly metrics = this;

  constructor(
    replicas: number,
    readonly pods: readonly HpaPod[],
    private readonly tick: HpaTick,
    private readonly requestMilli: number,
    private readonly now: number,
  ) {
    this.specReplicas = replicas;
    this.statusReplicas = replicas;
  }

  ofPods(metric: HpaMetricPolicy): readonly (PodSample | undefined)[] | MetricError {
    const values = this.valuesOf(metric);
    if (values instanceof MetricError) return values;
    return this.pods.map((_, place) => {
      const value = values[place % values.length];
      return value === null ? undefined : { value, at: this.now, window: 0 };
    });
  }

  requestsOfPods(): readonly number[] {
    return this.pods.map(() => this.requestMilli);
  }

  ofObject(metric: HpaMetricPolicy): number | MetricError {
    const values = this.valuesOf(metric);
    return values instanceof MetricError ? values : (values[0] ?? new MetricError('no value'));
  }

  external(metric: HpaMetricPolicy): readonly number[] | MetricError {
    const values = this.valuesOf(metric);
    return values instanceof MetricError ? values : values.filter((value) => value !== null);
  }

  private valuesOf({ name }: HpaMetricPolicy): readonly (number | null)[] | MetricError {
    if (this.tick.errors?.includes(name)) return new MetricError('the metric fails in this tick');
    const values = this.tick.values?.[name];
    return values === undefined || values.length === 0 ? new MetricError('no metrics returned') : values;
  }
}
