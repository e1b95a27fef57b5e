import { worstMinutes } from '../../../src/rehearsal/report/worst-minutes';
import type { Decision, RehearsalResult, ScalerMetric } from '../../../src/rehearsal/result';
import { madeResult } from '../../support/rehearsal-result';

/** Ten minutes in which one state holds throughout, and half of the requests of minute 5 are not served as wanted. */
interface State {
  readonly ready?: number;
  readonly spec?: number;
  readonly pending?: number;
  readonly starting?: number;
  readonly waiting?: number;
  readonly wanted?: number | null;
  readonly desired?: number;
  readonly heldBackBy?: string | null;
  readonly value?: number | null;
  readonly decisions?: readonly Decision[];
  /** What the metrics ask for in the steps after minute 5. */
  readonly wantedLater?: number;
  readonly hasScaler?: boolean;
}

const TARGET = 20;
const STEP = 15;

function resultOf(state: State): RehearsalResult {
  const {
    ready = 2,
    spec = 2,
    pending = 0,
    starting = 0,
    waiting = 5,
    wanted = 2,
    desired = 2,
    heldBackBy = null,
    value = 10,
  } = state;
  const made = madeResult({ seconds: 600, stepSeconds: STEP });
  const [service] = made.services;
  const [scaler] = service.scalers;
  const all = <T>(each: T) => Array.from({ length: 600 / STEP }, () => each);
  const metric: ScalerMetric = { ...scaler.metrics[0], target: TARGET, values: all(value) };
  const later = all(wanted).map((each, k) =>
    k * STEP >= 360 && state.wantedLater !== undefined ? state.wantedLater : each,
  );
  return {
    ...made,
    decisions: state.decisions ?? [],
    services: [
      {
        ...service,
        steps: {
          ...service.steps,
          ready: all(ready),
          specReplicas: all(spec),
          pending: all(pending),
          starting: all(starting),
          waiting: all(0).map((_, k) => (k * STEP >= 300 ? waiting : 0)),
        },
        scalers:
          state.hasScaler === false
            ? []
            : [{ ...scaler, wanted: later, desired: all(desired), heldBackBy: all(heldBackBy), metrics: [metric] }],
        intervals: {
          ...service.intervals,
          requests: Array.from({ length: 10 }, () => 100),
          attainment: [Array.from({ length: 10 }, (_, minute) => (minute === 5 ? 0.5 : 1))],
          abandoned: Array.from({ length: 10 }, () => 0),
        },
      },
    ],
  };
}

const explained = (state: State) => worstMinutes(resultOf(state)).map(({ explanation }) => explanation)[0];
const rescale = (at: number, from: number, to: number): Decision => ({
  at,
  controller: 'HorizontalPodAutoscaler',
  object: 'llm/gemma-hpa',
  reason: 'SuccessfulRescale',
  message: `New size: ${to}; reason: All metrics below target`,
  from,
  to,
});

test('tells the minute, and how bad it was', () => {
  const [minute] = worstMinutes(resultOf({}));
  expect(minute).toMatchObject({ service: 'gemma', from: 300, to: 360, requests: 100, hurt: 50, share: 0.5 });
});

test.each<[string, State, string]>([
  [
    'maximum',
    { wanted: 9, desired: 2, heldBackBy: 'TooManyReplicas' },
    'HorizontalPodAutoscaler gemma-hpa was held back for 1 min by the maximum (TooManyReplicas); at last the metrics asked for 9, and it left 2',
  ],
  [
    'rate policy',
    { wanted: 6, desired: 4, heldBackBy: 'ScaleUpLimit' },
    'HorizontalPodAutoscaler gemma-hpa was held back for 1 min by the rate at which it may scale out (ScaleUpLimit); at last the metrics asked for 6, and it left 4',
  ],
  [
    'stabilization window',
    { wanted: 6, desired: 4, heldBackBy: 'ScaleUpStabilized' },
    'HorizontalPodAutoscaler gemma-hpa was held back for 1 min by the stabilization window for scaling out (ScaleUpStabilized); at last the metrics asked for 6, and it left 4',
  ],
  [
    'missing metrics',
    { wanted: null, heldBackBy: 'FailedGetPodsMetric', value: null },
    'HorizontalPodAutoscaler gemma-hpa was held back for 1 min by metrics that could not be had (FailedGetPodsMetric)',
  ],
  [
    'zero replicas',
    { spec: 0, ready: 0, wanted: null, heldBackBy: 'ScalingDisabled' },
    'HorizontalPodAutoscaler gemma-hpa was held back for 1 min by a target of zero replicas, at which the HPA does nothing (ScalingDisabled)',
  ],
  [
    'pending for GPUs',
    { spec: 5, pending: 3 },
    'There were pods without a node for 1 min; at last 3 (pool gpu had 6 nodes and none starting)',
  ],
  [
    'cold start',
    { spec: 5, starting: 3 },
    'There were pods that were starting: image, model and warm-up for 1 min; at last 3',
  ],
  [
    'tolerance',
    { value: 21 },
    'vllm_num_requests_running was 21 of its target 20: within the tolerance, so nothing changed',
  ],
  [
    'target too high',
    { value: 12 },
    'vllm_num_requests_running was 12 of its target 20, so no more replicas were asked for',
  ],
  [
    'signal delay',
    { value: 12, wantedLater: 4 },
    "the metrics asked for more only 15 s later: scraping, rules, the adapter and the controller's own interval take time",
  ],
  ['not asked for', { value: null }, 'its metrics asked for no more'],
  ['no scaler', { hasScaler: false }, 'nothing scales it'],
  [
    'scaled in before',
    { value: 12, decisions: [rescale(120, 5, 2)] },
    'HorizontalPodAutoscaler llm/gemma-hpa had scaled in from 5 to 2 at 00:02:00',
  ],
])('%s', (rule, state, sentence) => {
  const explanation = explained(state);
  expect(explanation.rule).toBe(rule);
  expect(explanation.sentences).toContain(sentence);
  expect(explanation.fixes.length).toBeGreaterThan(0);
});

test.each<[State, string]>([
  [{ ready: 1, spec: 1, waiting: 1 }, '1 of 1 replica ready, 1 request waiting, a queue since 00:05:00'],
  [{ ready: 0, spec: 2, waiting: 1500 }, '0 of 2 replicas ready, 1,500 requests waiting, a queue since 00:05:00'],
  [{ ready: 2, spec: 3, waiting: 0 }, '2 of 3 replicas ready'],
])('the situation of %j', (state, sentence) => expect(explained(state).sentences[0]).toBe(sentence));

test('tells of every pool what it had', () => {
  const result = resultOf({ spec: 5, pending: 3 });
  const [pool] = result.pools;
  const each = (value: number) => pool.nodes.map(() => value);
  const sentences = (pools: RehearsalResult['pools']) =>
    worstMinutes({ ...result, pools })[0].explanation.sentences.at(-1);
  const [small, large] = [
    { ...pool, name: 'small', nodes: each(1), starting: each(2) },
    { ...pool, name: 'large', nodes: each(0), starting: each(0) },
  ];
  expect(sentences([small, large])).toBe(
    'There were pods without a node for 1 min; at last 3 (pool small had 1 node and 2 starting, pool large had 0 nodes and none starting)',
  );
  expect(sentences([])).toBe('There were pods without a node for 1 min; at last 3');
});

test('what was not desired at all was not held back', () => {
  const result = resultOf({ wanted: 9, desired: 2, heldBackBy: 'ScaleUpLimit' });
  const [service] = result.services;
  const [scaler] = service.scalers;
  const sentenceOf = (desired: (number | null)[]) =>
    worstMinutes({ ...result, services: [{ ...service, scalers: [{ ...scaler, desired }] }] })[0].explanation
      .sentences[1];
  const last = 360 / STEP - 1;
  expect(sentenceOf(scaler.desired.map((each, k) => (k === last ? null : each)))).toBe(
    'HorizontalPodAutoscaler gemma-hpa was held back for 45 s by the rate at which it may scale out (ScaleUpLimit); at last the metrics asked for 9, and it left –',
  );
});

test('a scale-in before is told beside what held replicas back, with what helps against both', () => {
  const { rule, sentences, fixes } = explained({ spec: 5, starting: 3, decisions: [rescale(120, 5, 2)] });
  expect([rule, sentences.length, fixes.length]).toEqual(['cold start', 3, 2]);
  expect(fixes[0]).toMatch(/^keep replicas longer: /);
});

test('a speed is not blamed for what the maximum forbids', () => {
  // 100 are wanted, 8 are possible, and 7 are left: one replica is withheld by the speed, and three pods are pending.
  expect(explained({ wanted: 100, desired: 7, heldBackBy: 'ScaleUpLimit', spec: 7, pending: 3 }).rule).toBe(
    'pending for GPUs',
  );
});

test('a scale-in that was taken back, or is long ago, explains nothing', () => {
  const taken = explained({ value: 12, decisions: [rescale(120, 5, 2), rescale(150, 2, 5)] });
  expect(taken.rule).toBe('target too high');
});

test('a window for scaling in holds nothing back that users miss', () => {
  expect(explained({ wanted: 1, desired: 2, heldBackBy: 'ScaleDownStabilized', value: 5 }).rule).toBe(
    'target too high',
  );
});

test('without objectives the minutes are those in which requests waited', () => {
  const { services, ...rest } = resultOf({ waiting: 30 });
  const [service] = services;
  const minutes = worstMinutes({
    ...rest,
    services: [{ ...service, intervals: { ...service.intervals, attainment: [] } }],
  });
  expect(minutes[0]).toMatchObject({ from: 300, share: null, hurt: 30 });
  expect(minutes).toHaveLength(5);
});

test('a rehearsal in which nobody had to wait has none', () => {
  const result = resultOf({ waiting: 0 });
  const [service] = result.services;
  const fine = { ...service.intervals, attainment: [Array.from({ length: 10 }, () => 1)] };
  expect(worstMinutes({ ...result, services: [{ ...service, intervals: fine }] })).toEqual([]);
});
