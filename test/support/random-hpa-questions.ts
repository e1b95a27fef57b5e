import type { HpaMetricPolicy, HpaSettings, MetricType } from '../../src/rehearsal/controllers/hpa/policy';
import { DEFAULT_HPA_SETTINGS } from '../../src/rehearsal/controllers/hpa/policy';
import type { Proposal, Tolerances } from '../../src/rehearsal/controllers/hpa/replica-calculator';
import { proposeReplicas } from '../../src/rehearsal/controllers/hpa/replica-calculator';
import { type HpaPod, type HpaWorld, MetricError, type PodSample } from '../../src/rehearsal/controllers/hpa/world';
import type { Draw } from './draw';

/** A question to the calculator of replicas, as e2e/tools/hpa-oracle takes it. Times are milliseconds from now. */
export interface HpaQuestion {
  readonly type: MetricType;
  readonly target: 'Utilization' | 'AverageValue' | 'Value';
  readonly value: number;
  readonly resource: string;
  readonly current: number;
  readonly status: number;
  readonly up: number;
  readonly down: number;
  readonly cpu: number;
  readonly readiness: number;
  readonly pods: readonly QuestionedPod[];
  readonly series: readonly number[];
}

export interface QuestionedPod {
  readonly phase: HpaPod['phase'];
  readonly deleted: boolean;
  readonly start: number | null;
  readonly ready: boolean | null;
  readonly since: number;
  readonly value: number | null;
  readonly at: number;
  readonly window: number;
  readonly request: number;
}

export interface HpaAnswer {
  readonly replicas: number;
  readonly usage: number;
  readonly utilization?: number;
  readonly error?: string;
}

const KINDS: readonly (readonly [MetricType, HpaQuestion['target']])[] = [
  ['Pods', 'AverageValue'],
  ['Resource', 'AverageValue'],
  ['Resource', 'Utilization'],
  ['Resource', 'Utilization'],
  ['Object', 'Value'],
  ['Object', 'AverageValue'],
  ['External', 'Value'],
  ['External', 'AverageValue'],
];
const PHASES: readonly HpaPod['phase'][] = [
  'Running',
  'Running',
  'Running',
  'Running',
  'Pending',
  'Failed',
  'Succeeded',
  'Unknown',
];
const TOLERANCES = [0.1, 0.1, 0.1, 0, 0.05, 0.2, 1, 1.5, 57 * 1e-2];
/** Around the ends of the periods in which CPU does not count. */
const AGES = [
  0, 1, 10_000, 29_999, 30_000, 30_001, 60_000, 119_999, 120_000, 120_001, 299_999, 300_000, 300_001, 900_000,
];

/** Any question, with values that gather where decisions turn. */
export function drawHpaQuestion(draw: Draw): HpaQuestion {
  const [type, target] = draw.of(KINDS);
  const value =
    target === 'Utilization'
      ? draw.of([1, 50, 80, 100, 101, 150, draw.whole(1, 400)])
      : draw.of([1, 100, 1000, draw.whole(1, 100_000)]);
  const request = draw.of([0, 1, 100, 250, 1000, 1001, 4000]);
  const around = target === 'Utilization' ? (request * value) / 100 : value;
  const count = draw.of([0, 1, 1, 2, 3, 4, 5, draw.whole(1, 30)]);
  const measure = () =>
    draw.weighted([
      [6, () => Math.round(around * draw.fraction() * 3)],
      [3, () => Math.round(around * draw.of([0.9, 1, 1.1, 0.5, 2]))],
      [1, () => draw.of([0, 1, -1, -5000, 1e15])],
    ]);
  return {
    type,
    target,
    value,
    resource: draw.of(['cpu', 'cpu', 'memory']),
    current: draw.of([count, count, count, 0, draw.whole(0, 40)]),
    status: draw.of([count, count, count, 0, draw.whole(0, 40)]),
    up: draw.of(TOLERANCES),
    down: draw.of(TOLERANCES),
    cpu: draw.of([300_000, 120_000, 0]),
    readiness: draw.of([30_000, 10_000, 0]),
    pods: draw.list(count, () => drawPod(draw, draw.chance(0.9) ? request : draw.whole(0, 4000), measure)),
    series: drawSeries(draw, value, Math.max(1, count)),
  };
}

function drawPod(draw: Draw, request: number, measure: () => number): QuestionedPod {
  const isUsual = draw.chance(0.7);
  const age = draw.of(AGES);
  return {
    phase: isUsual ? 'Running' : draw.of(PHASES),
    deleted: !isUsual && draw.chance(0.1),
    start: !isUsual && draw.chance(0.1) ? null : -age,
    ready: isUsual ? true : draw.of([true, false, false, null]),
    since: isUsual ? -age : -draw.of(AGES),
    value: draw.chance(0.88) ? measure() : null,
    at: -draw.of([0, 0, 1000, 15_000, 30_000, 60_000]),
    window: draw.of([0, 15_000, 30_000]),
    request,
  };
}

function drawSeries(draw: Draw, target: number, count: number): number[] {
  const around = target * count;
  return draw.weighted<number[]>([
    [6, () => [Math.round(around * draw.fraction() * 3)]],
    [3, () => [Math.round(around * draw.of([0.9, 1, 1.1, 0.5, 2]))]],
    [3, () => draw.list(draw.whole(1, 5), () => Math.round(around * draw.fraction()))],
    [
      1,
      () => draw.list(draw.whole(1, 4), () => draw.of([0, 1, -1, -5000, 1e15, Number.MAX_SAFE_INTEGER, 4e18, -4e18])),
    ],
  ]);
}

/** What our calculator answers. */
export function answerHpaQuestion(question: HpaQuestion): HpaAnswer {
  const { type, target, value, resource, up, down } = question;
  const metric: HpaMetricPolicy = {
    type,
    name: type === 'Resource' ? resource : 'm',
    title: '',
    target: { type: target, value },
    object: { kind: 'Service', name: 'gateway' },
  };
  const settings: HpaSettings = {
    ...DEFAULT_HPA_SETTINGS,
    cpuInitializationSeconds: question.cpu / 1000,
    initialReadinessDelaySeconds: question.readiness / 1000,
  };
  const tolerances: Tolerances = { up, down };
  const world = worldOf(question);
  const proposal: Proposal | MetricError = proposeReplicas({
    metric,
    world,
    tolerances,
    settings,
    namespace: 'default',
    now: 0,
  });
  if (proposal instanceof MetricError) return { replicas: 0, usage: 0, error: proposal.message };
  const { replicas, usage, utilization } = proposal;
  return { replicas, usage, ...(utilization !== undefined && { utilization }) };
}

function worldOf({ pods, current, status, series }: HpaQuestion): HpaWorld {
  return {
    specReplicas: current,
    statusReplicas: status,
    pods: pods.map(
      ({ phase, deleted, start, ready, since }): HpaPod => ({
        phase,
        isBeingDeleted: deleted,
        ...(start !== null && { startTime: start }),
        ...(ready !== null && { ready: { isTrue: ready, since } }),
      }),
    ),
    metrics: {
      ofPods: () =>
        pods.map(({ value, at, window }): PodSample | undefined =>
          value === null ? undefined : { value, at, window },
        ),
      requestsOfPods: () => pods.map(({ request }) => request),
      ofObject: () => series[0],
      external: () => series,
    },
  };
}
