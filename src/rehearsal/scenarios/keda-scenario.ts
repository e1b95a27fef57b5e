import type { Fields } from '../../stack/fields';
import { HpaController } from '../controllers/hpa/controller';
import type { HpaMetricPolicy } from '../controllers/hpa/policy';
import { hpaSettingsOf } from '../controllers/hpa/versions';
import { type HpaWorld, MetricError, type PodSample } from '../controllers/hpa/world';
import type { PrometheusTrigger } from '../controllers/keda/policy';
import { readScaledObject } from '../controllers/keda/read-scaled-object';
import { type KedaWorld, ScaledObjectController } from '../controllers/keda/scaled-object';
import { Unreadable } from '../reader';
import { MOST_PODS, PlayedPods, tooManyPods } from './played-pods';
import { bothReasons, readKedaScenario } from './read-scenario';
import type { ControllerVersions, KedaTick } from './scenario';

/** The replicas after each tick. */
export interface KedaOutcome {
  /** That of the scenario, so that outcomes can be told apart. */
  readonly id: number | string;
  /** What the target is to have at the end of each tick, in the order of time. */
  readonly replicas: readonly number[];
}

/** Milliseconds between two evaluations of the HPA, and between two worlds. */
const RESYNC = 15_000;
const WORLD_OFFSET = 500;
const FIRST_POLL = 5_500;

/** Plays a scenario: KEDA polls between the ticks, the HPA looks at the end of each. */
export function playKedaScenario(value: unknown, versions: ControllerVersions = {}): KedaOutcome | Unreadable {
  const scenario = readKedaScenario(value);
  const { scaledObject, annotations } = (value ?? {}) as { scaledObject?: unknown; annotations?: Fields };
  const policy = readScaledObject(scaledObject, annotations ?? undefined, '', versions.keda);
  if (scenario instanceof Unreadable || policy instanceof Unreadable) return bothReasons(scenario, policy);
  const keda = new ScaledObjectController(policy, 0);
  const hpa = new HpaController(policy.hpa, hpaSettingsOf(versions.kubernetes));
  const world = new PlayedWorld(scenario.initial, keda);
  const replicas: number[] = [];
  let nextPoll = FIRST_POLL;
  for (const [index, tick] of scenario.ticks.entries()) {
    if (world.currentReplicas > MOST_PODS) return tooManyPods(world.currentReplicas, index);
    const end = (index + 1) * RESYNC;
    world.begin(tick, WORLD_OFFSET + index * RESYNC);
    for (; nextPoll < end; nextPoll += policy.pollingIntervalSeconds * 1000)
      world.currentReplicas = keda.poll(world, nextPoll);
    world.now = end;
    if (!policy.annotations.isPaused) world.currentReplicas = hpa.reconcile(world, end);
    replicas.push(world.currentReplicas);
  }
  return { id: scenario.id, replicas };
}

/** The world as both controllers see it. */
class PlayedWorld implements KedaWorld, HpaWorld {
  readonly metrics = this;
  private readonly played = new PlayedPods();
  private tick: KedaTick = {};
  now = 0;

  constructor(
    public currentReplicas: number,
    private readonly keda: ScaledObjectController,
  ) {}

  /** Pods that have been asked for are there, and Ready, at the beginning of the next tick. */
  begin(tick: KedaTick, now: number): void {
    this.tick = tick;
    this.played.move(this.currentReplicas, {}, now);
  }

  get pods(): HpaWorld['pods'] {
    return this.played.list;
  }

  get specReplicas(): number {
    return this.currentReplicas;
  }

  get statusReplicas(): number {
    return this.currentReplicas;
  }

  get readyReplicas(): number {
    return this.pods.length;
  }

  query({ name }: PrometheusTrigger): readonly number[] | MetricError {
    if (this.tick.errors?.includes(name)) return new MetricError('the query fails in this tick');
    return this.tick.series?.[name] ?? [];
  }

  external({ name }: HpaMetricPolicy): readonly number[] | MetricError {
    return this.keda.metric(name, this, this.now);
  }

  ofPods(): readonly (PodSample | undefined)[] | MetricError {
    return new MetricError('no metrics returned from resource metrics API');
  }

  requestsOfPods(): readonly number[] | MetricError {
    return new MetricError('no metrics returned from resource metrics API');
  }

  ofObject(): number | MetricError {
    return new MetricError('no metrics returned from custom metrics API');
  }
}
