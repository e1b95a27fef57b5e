import type { Fields } from '../../stack/fields';
import type { HpaEvent } from '../controllers/hpa/conditions';
import { HpaController } from '../controllers/hpa/controller';
import type { HpaMetricPolicy } from '../controllers/hpa/policy';
import { readHpaSpec } from '../controllers/hpa/read-policy';
import { hpaSettingsOf } from '../controllers/hpa/versions';
import { type HpaWorld, MetricError, type PodSample } from '../controllers/hpa/world';
import { Unreadable } from '../reader';
import { MOST_PODS, PlayedPods, tooManyPods } from './played-pods';
import { bothReasons, readHpaScenario } from './read-scenario';
import type { ControllerVersions, HpaTick } from './scenario';

/** What became of it, after each tick. */
export interface HpaOutcome {
  /** That of the scenario, so that outcomes can be told apart. */
  readonly id: number | string;
  /** What the target is to have after each tick, in the order of time. */
  readonly replicas: readonly number[];
  /** The reasons of AbleToScale, ScalingActive and ScalingLimited; null for a condition that is not set. */
  readonly reasons: readonly (readonly (string | null)[])[];
}

/** Looks at the controller after a tick, with what it recorded in it. */
export type WatchHpa = (controller: HpaController, events: readonly HpaEvent[]) => void;

const CONDITIONS = ['AbleToScale', 'ScalingActive', 'ScalingLimited'] as const;
/** The world of a tick is there half a second after the tick before. */
const WORLD_OFFSET = 500;

/** Plays a scenario: the world changes, and the controller looks at it. */
export function playHpaScenario(
  value: unknown,
  versions: ControllerVersions = {},
  watch?: WatchHpa,
): HpaOutcome | Unreadable {
  const scenario = readHpaScenario(value);
  const policy = readHpaSpec((value as Fields | undefined)?.spec);
  if (scenario instanceof Unreadable || policy instanceof Unreadable) return bothReasons(scenario, policy);
  const settings = {
    ...hpaSettingsOf(versions.kubernetes),
    downscaleStabilizationSeconds: scenario.downscaleSeconds,
  };
  let events: HpaEvent[] = [];
  const controller = new HpaController(policy, settings, (event) => events.push(event));
  // Whole nanoseconds, as the controller has them: windows end on a tick, or just before it.
  const resync = Math.trunc(scenario.resyncSeconds * 1e9) / 1e6;
  const pods = new PlayedPods();
  const replicas: number[] = [];
  const reasons: (string | null)[][] = [];
  let current = scenario.initial;
  for (const [index, tick] of scenario.ticks.entries()) {
    if (current > MOST_PODS) return tooManyPods(current, index);
    pods.move(current, tick, WORLD_OFFSET + index * resync);
    const now = (index + 1) * resync;
    events = [];
    current = controller.reconcile(new PlayedWorld(current, pods, tick, scenario.requestMilli, now), now);
    replicas.push(current);
    reasons.push(CONDITIONS.map((type) => controller.reasonOf(type)));
    watch?.(controller, events);
  }
  return { id: scenario.id, replicas, reasons };
}

/** The metrics APIs fail and have nothing in the words of their clients. */
const API: Readonly<Record<HpaMetricPolicy['type'], string>> = {
  Resource: 'resource',
  ContainerResource: 'resource',
  Pods: 'custom',
  Object: 'custom',
  External: 'external',
};

class PlayedWorld implements HpaWorld {
  readonly specReplicas: number;
  readonly statusReplicas: number;
  readonly pods: HpaWorld['pods'];
  readonly metrics = this;

  constructor(
    replicas: number,
    pods: PlayedPods,
    private readonly tick: HpaTick,
    private readonly requestMilli: number,
    private readonly now: number,
  ) {
    this.specReplicas = replicas;
    this.statusReplicas = replicas;
    this.pods = pods.list;
  }

  ofPods(metric: HpaMetricPolicy): readonly (PodSample | undefined)[] | MetricError {
    const values = this.valuesOf(metric);
    if (values instanceof MetricError) return values;
    const samples = this.pods.map((_, place): PodSample | undefined => {
      const value = values[place % values.length];
      return value === null ? undefined : { value, at: this.now, window: 0 };
    });
    return samples.some((sample) => sample !== undefined) ? samples : nothingOf(metric);
  }

  requestsOfPods(): readonly number[] {
    return this.pods.map(() => this.requestMilli);
  }

  ofObject(metric: HpaMetricPolicy): number | MetricError {
    const values = this.valuesOf(metric);
    return values instanceof MetricError ? values : (values[0] ?? nothingOf(metric));
  }

  external(metric: HpaMetricPolicy): readonly number[] | MetricError {
    const values = this.valuesOf(metric);
    if (values instanceof MetricError) return values;
    const series = values.filter((value) => value !== null);
    return series.length === 0 ? nothingOf(metric) : series;
  }

  private valuesOf(metric: HpaMetricPolicy): readonly (number | null)[] | MetricError {
    if (this.tick.errors?.includes(metric.name))
      return new MetricError(
        `unable to fetch metrics from ${API[metric.type]} metrics API: the metric fails in this tick`,
      );
    const values = this.tick.values?.[metric.name];
    return values === undefined || values.length === 0 ? nothingOf(metric) : values;
  }
}

function nothingOf({ type }: HpaMetricPolicy): MetricError {
  return new MetricError(`no metrics returned from ${API[type]} metrics API`);
}
