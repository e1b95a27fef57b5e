import { groupPods, type PodGroups } from './group-pods';
import { cappedSum, mean, percentOf, sum, suspiciousSum, toCappedInt32, toInt32 } from './int';
import type { HpaMetricPolicy, HpaSettings } from './policy';
import { type HpaWorld, MetricError } from './world';

/** What one metric asks for. */
export interface Proposal {
  /** For this metric alone, before stabilization, speed and bounds. */
  readonly replicas: number;
  /** What was measured, in thousandths: per pod, or the whole where the target is a `Value`. */
  readonly usage: number;
  /** Percent of the requests. @default - the target is no `Utilization` */
  readonly utilization?: number;
}

/** How far a metric may be off before anything happens. */
export interface Tolerances {
  /** Above the target: with 0.1, nothing happens up to 1.1 times the target. */
  readonly up: number;
  /** Below the target: with 0.1, nothing happens down to 0.9 times the target. */
  readonly down: number;
}

interface Question {
  readonly metric: HpaMetricPolicy;
  readonly world: HpaWorld;
  readonly tolerances: Tolerances;
  readonly settings: HpaSettings;
  readonly namespace: string;
  readonly now: number;
}

const NO_OBJECT_TARGET = 'invalid object metric source: neither a value target nor an average value target was set';
const NO_PODS = 'no pods returned by selector while calculating replica count';
const NO_SAMPLES = 'did not receive metrics for targeted pods (pods might be unready)';

/**
 * The replicas that a metric asks for: current replicas times how far the metric is off its target, in the exact
 * arithmetic of the controller.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details
 */
export function proposeReplicas(question: Question): Proposal | MetricError {
  const { metric, world } = question;
  switch (metric.type) {
    case 'Object': {
      if (metric.target.type === 'Utilization') return new MetricError(NO_OBJECT_TARGET);
      const usage = world.metrics.ofObject(metric);
      if (usage instanceof MetricError) {
        const { kind, name } = metric.object ?? { kind: '', name: '' };
        // The words are in the controller's own order.
        return new MetricError(
          `unable to get metric ${metric.name}: ${kind} on ${question.namespace} ${name}/${usage.message}`,
        );
      }
      return fromOne(question, usage, toInt32);
    }
    case 'External': {
      const series = world.metrics.external(metric);
      if (series instanceof MetricError) {
        const { name, selector = 'nil' } = metric;
        const path = `${question.namespace}/${name}/${selector}`;
        return new MetricError(`unable to get external metric ${path}: ${series.message}`);
      }
      const isAverage = metric.target.type === 'AverageValue';
      const { turnsAveragesOver, turnsValuesOver } = question.settings.quirks ?? {};
      if (isAverage ? turnsAveragesOver : turnsValuesOver) return fromOne(question, Number(sum(series)), toInt32);
      return fromOne(question, (isAverage ? suspiciousSum : cappedSum)(series), toCappedInt32);
    }
    default:
      return fromPods(question);
  }
}

/** From one number for all pods. */
function fromOne(question: Question, usage: number, toReplicas: (value: number) => number): Proposal | MetricError {
  const { metric, world } = question;
  if (metric.target.type === 'AverageValue') {
    const { statusReplicas } = world;
    const ratio = usage / (metric.target.value * statusReplicas);
    const replicas = isWithin(question, ratio) ? statusReplicas : toReplicas(Math.ceil(usage / metric.target.value));
    return { replicas, usage: statusReplicas === 0 ? 0 : Math.ceil(usage / statusReplicas) };
  }
  const ratio = usage / metric.target.value;
  if (world.specReplicas === 0) return { replicas: toInt32(Math.ceil(ratio)), usage };
  if (isWithin(question, ratio)) return { replicas: world.specReplicas, usage };
  if (world.pods.length === 0) return new MetricError(`unable to calculate ready pods: ${NO_PODS}`);
  const ready = world.pods.filter(({ phase, ready: condition }) => phase === 'Running' && condition?.isTrue).length;
  const cap = question.settings.quirks?.turnsValuesOver ? toInt32 : toCappedInt32;
  return { replicas: cap(Math.ceil(ratio * ready)), usage };
}

/** From one number of each pod. */
function fromPods(question: Question): Proposal | MetricError {
  const { metric, world, settings, now } = question;
  const isResource = metric.type !== 'Pods';
  const samples = world.metrics.ofPods(metric);
  if (samples instanceof MetricError)
    return new MetricError(
      `unable to get ${isResource ? 'metrics for resource' : 'metric'} ${metric.name}: ${samples.message}`,
    );
  if (world.pods.length === 0) return new MetricError(NO_PODS);
  const groups = groupPods(world.pods, samples, isResource && metric.name === 'cpu', settings, now);
  if (groups.counted.length === 0) return new MetricError(NO_SAMPLES);
  if (metric.target.type !== 'Utilization') return weigh(question, groups, averages(metric.target.value));
  const requests = world.metrics.requestsOfPods(metric);
  if (requests instanceof MetricError) return requests;
  return weigh(question, groups, utilizations(metric.target.value, requests));
}

/** How samples of pods become a ratio of the target, and what is assumed of a pod without one. */
interface Scale {
  measure(values: readonly number[], places: readonly number[]): Measured | MetricError;
  /** A missing pod while scaling in: busy enough not to be missed. */
  assume(place: number): number;
}

interface Measured {
  readonly ratio: number;
  readonly usage: number;
  readonly utilization?: number;
}

function averages(target: number): Scale {
  return {
    measure: (values) => {
      const usage = mean(sum(values), values.length);
      return { ratio: usage / target, usage };
    },
    assume: () => target,
  };
}

function utilizations(target: number, requests: readonly number[]): Scale {
  return {
    measure: (values, places) => {
      const requested = sum(places.map((place) => requests[place]));
      if (Number(requested) === 0) return new MetricError('no metrics returned matched known pods');
      const total = sum(values);
      const utilization = percentOf(total, requested);
      return { ratio: utilization / target, usage: mean(total, values.length), utilization };
    },
    assume: (place) => Math.trunc((requests[place] * Math.max(100, target)) / 100),
  };
}

/** Assumes the cautious thing about pods without a sample: it dampens a change and never turns it round. */
function weigh(question: Question, groups: PodGroups, scale: Scale): Proposal | MetricError {
  const current = question.world.specReplicas;
  const { counted, places, missing, unready } = groups;
  const first = scale.measure(counted, places);
  if (first instanceof MetricError) return first;
  const { ratio, usage, utilization } = first;
  const stay = { replicas: current, usage, utilization };
  const ignoresUnready = ratio <= 1 || unready.length === 0;
  if (ignoresUnready && missing.length === 0)
    return isWithin(question, ratio)
      ? stay
      : { replicas: toInt32(Math.ceil(ratio * counted.length)), usage, utilization };

  const isPlain = question.metric.target.type !== 'Utilization';
  const countsThem = ratio !== 1 || (isPlain && question.settings.quirks?.countsMissingOnTarget);
  const assumed = countsThem ? missing : [];
  const idle = ignoresUnready ? [] : unready;
  const values = [...counted, ...assumed.map((place) => (ratio < 1 ? scale.assume(place) : 0)), ...idle.map(() => 0)];
  const second = scale.measure(values, [...places, ...assumed, ...idle]);
  if (second instanceof MetricError) return second;
  if (isWithin(question, second.ratio)) return stay;
  if ((ratio < 1 && second.ratio > 1) || (ratio > 1 && second.ratio < 1)) return stay;
  const replicas = toInt32(Math.ceil(second.ratio * values.length));
  const turnsRound = second.ratio < 1 ? replicas > current : replicas < current;
  return turnsRound ? stay : { replicas, usage, utilization };
}

function isWithin({ tolerances: { up, down }, settings }: Question, ratio: number): boolean {
  if (settings.quirks?.comparesDistance) return Math.abs(1 - ratio) <= settings.tolerance;
  return 1 - down <= ratio && ratio <= 1 + up;
}
