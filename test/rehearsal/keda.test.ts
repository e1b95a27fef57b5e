import { MetricError } from '../../src/rehearsal/controllers/hpa/world';
import { readScaledObject } from '../../src/rehearsal/controllers/keda/read-scaled-object';
import { type KedaWorld, ScaledObjectController, toMilli } from '../../src/rehearsal/controllers/keda/scaled-object';
import { Unreadable } from '../../src/rehearsal/reader';
import { playKedaScenario } from '../../src/rehearsal/scenarios/keda-scenario';
import { readable } from './support';

const trigger = (name: string, metadata: object = {}, more: object = {}) => ({
  type: 'prometheus',
  name,
  metadata: { serverAddress: 'http://p', query: 'q', threshold: '2', ignoreNullValues: 'false', ...metadata },
  ...more,
});
const answers = (series: readonly number[], count: number) =>
  Array.from({ length: count }, () => ({ series: { a: series } }));
const failures = (count: number) => Array.from({ length: count }, () => ({ errors: ['a'] }));

function play(scaledObject: object, ticks: object[], initial = 1) {
  const outcome = readable(
    playKedaScenario({
      id: 1,
      initial,
      scaledObject: { triggers: [trigger('a')], ...scaledObject },
      ticks,
    }),
  );
  return outcome.replicas;
}

test('five in flight on a target of two are three, and none at all for longer than the cooldown are zero', () => {
  const replicas = play({ maxReplicaCount: 5 }, [...answers([5], 4), ...answers([0], 30), ...answers([3], 3)]);
  expect(replicas.slice(0, 4)).toEqual([3, 3, 3, 3]);
  // It was last seen active at 35.5 s, kept as 35 s; the first poll more than 300 s later is at 335.5 s.
  expect(replicas.indexOf(0)).toBe(22);
  expect(replicas.slice(-3)).toEqual([2, 2, 2]);
});

test('several series hold the size: the query gives no one number', () => {
  expect(play({ minReplicaCount: 1, maxReplicaCount: 5 }, answers([3, 4], 5), 2)).toEqual([2, 2, 2, 2, 2]);
});

test('an empty answer is zero, or an error where null values count', () => {
  const idle = { minReplicaCount: 1, maxReplicaCount: 5 };
  expect(play(idle, answers([], 25), 4).at(-1)).toBe(4);
  const ignoring = { ...idle, triggers: [trigger('a', { ignoreNullValues: 'true' })] };
  expect(play(ignoring, answers([], 25), 4).at(-1)).toBe(1);
});

test.each([
  ['static', 6, 6],
  ['static', 2, 2],
  ['currentReplicas', 6, 3],
  ['currentReplicasIfHigher', 2, 3],
  ['currentReplicasIfHigher', 6, 6],
  ['currentReplicasIfLower', 2, 2],
  ['currentReplicasIfLower', 6, 3],
])('a fallback %s to %d replicas makes three into %d', (behavior, replicas, expected) => {
  const fallback = { failureThreshold: 3, replicas, behavior };
  const sizes = play({ minReplicaCount: 1, maxReplicaCount: 9, fallback }, [...answers([5], 2), ...failures(30)], 3);
  expect(sizes.slice(0, 2)).toEqual([3, 3]);
  expect(sizes.at(-1)).toBe(expected);
});

test('the fallback stands in after more failures than its threshold, of polls and of the HPA together', () => {
  const fallback = { failureThreshold: 3, replicas: 6 };
  // Failing from 30.5 s on: poll 35.5, HPA 45 and 60, and at the poll of 65.5 s it is the fourth time.
  const sizes = play({ minReplicaCount: 1, maxReplicaCount: 9, fallback }, [...answers([5], 2), ...failures(5)], 3);
  expect(sizes).toEqual([3, 3, 3, 3, 6, 6, 6]);
});

test('a formula makes one metric of several triggers, and its fallback needs a whole target', () => {
  const both = (a: number, b: number) => ({ series: { a: [a], b: [b] } });
  const triggers = [trigger('a'), trigger('b')];
  const advanced = { scalingModifiers: { formula: 'max(a, b) * 2', target: '4' } };
  expect(play({ triggers, maxReplicaCount: 9, minReplicaCount: 1, advanced }, [both(1, 5), both(9, 5)])).toEqual([
    3, 5,
  ]);
  const fallback = { failureThreshold: 0, replicas: 7 };
  const broken = { triggers, maxReplicaCount: 9, minReplicaCount: 1, fallback };
  const failing = [{ series: { b: [1] }, errors: ['a'] }];
  // Without a behavior the HPA takes two steps to get there.
  expect(play({ ...broken, advanced }, [...failing, ...failing])).toEqual([4, 7]);
  const fraction = { scalingModifiers: { formula: 'max(a, b)', target: '2.5' } };
  expect(play({ ...broken, advanced: fraction }, failing)).toEqual([1]);
});

test('a formula says what stands in for a trigger that has failed', () => {
  const advanced = { scalingModifiers: { formula: 'a ?? b', target: '1' } };
  const fallback = { failureThreshold: 0, replicas: 4, behavior: 'scalingModifiers' };
  const triggers = [trigger('a'), trigger('b')];
  const scaledObject = { triggers, minReplicaCount: 1, maxReplicaCount: 9, advanced, fallback };
  expect(play(scaledObject, [{ series: { b: [3] }, errors: ['a'] }])).toEqual([3]);
  expect(play(scaledObject, [{ errors: ['a', 'b'] }])).toEqual([4]);
});

const world = (currentReplicas: number, series: readonly number[] | MetricError): KedaWorld => ({
  currentReplicas,
  readyReplicas: currentReplicas,
  query: () => series,
});

function controllerOf(spec: object, annotations: Record<string, string> = {}) {
  const policy = readable(readScaledObject({ triggers: [trigger('a')], ...spec }, annotations, 'qwen'));
  return { policy, keda: new ScaledObjectController(policy, 0) };
}

test('from zero it goes to the minimum, and with an idle count between it and that', () => {
  expect(controllerOf({}).keda.poll(world(0, [1]), 5_500)).toBe(1);
  expect(controllerOf({ minReplicaCount: 2 }).keda.poll(world(0, [1]), 5_500)).toBe(2);
  const { keda } = controllerOf({ minReplicaCount: 3, idleReplicaCount: 0, cooldownPeriod: 60 });
  expect(keda.poll(world(0, [1]), 5_500)).toBe(3);
  expect(keda.poll(world(3, [0]), 35_500)).toBe(3);
  expect(keda.poll(world(3, [0]), 65_500)).toBe(0);
  expect(controllerOf({ minReplicaCount: 3 }).keda.poll(world(1, [0]), 5_500)).toBe(3);
});

test('what is not above the activation threshold does not wake it', () => {
  const { keda } = controllerOf({ triggers: [trigger('a', { activationThreshold: '4' })] });
  expect(keda.poll(world(0, [4]), 5_500)).toBe(0);
  expect(keda.poll(world(0, [4.1]), 35_500)).toBe(1);
});

test('annotations stop it and force it', () => {
  const prefix = 'autoscaling.keda.sh/';
  expect(controllerOf({}, { [`${prefix}paused`]: 'true' }).keda.poll(world(0, [9]), 5_500)).toBe(0);
  expect(controllerOf({}, { [`${prefix}paused`]: 'false' }).keda.poll(world(0, [9]), 5_500)).toBe(1);
  expect(controllerOf({}, { [`${prefix}paused-replicas`]: '3' }).keda.poll(world(0, [9]), 5_500)).toBe(3);
  expect(controllerOf({}, { [`${prefix}paused-scale-out`]: 'true' }).keda.poll(world(0, [9]), 5_500)).toBe(0);
  expect(controllerOf({}, { [`${prefix}paused-scale-in`]: 'true' }).keda.poll(world(2, [0]), 999_500)).toBe(2);
  expect(controllerOf({}, { [`${prefix}force-activation`]: 'true' }).keda.poll(world(0, [0]), 5_500)).toBe(1);
  const paused = controllerOf({}, { [`${prefix}paused-scale-in`]: 'yes' }).policy;
  expect(paused.hpa.behavior?.scaleDown.selectPolicy).toBe('Disabled');
});

test('a failing trigger holds the size where there is no fallback, and one that is active wakes all the same', () => {
  const failing = new MetricError('no connection');
  const { keda } = controllerOf({ cooldownPeriod: 10 });
  expect(keda.poll(world(1, failing), 500_500)).toBe(1);
  expect(controllerOf({ fallback: { failureThreshold: 9, replicas: 0 } }).keda.poll(world(1, failing), 500_500)).toBe(
    0,
  );
});

test('CPU alone is always active', () => {
  const { keda, policy } = controllerOf({
    triggers: [
      { type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } },
      { type: 'memory', metricType: 'AverageValue', metadata: { value: '2Gi', containerName: 'server' } },
    ],
  });
  expect(keda.poll(world(0, []), 5_500)).toBe(1);
  expect(policy.hpa.metrics.map(({ type, name, target }) => [type, name, target.type])).toEqual([
    ['ContainerResource', 'memory', 'AverageValue'],
    ['Resource', 'cpu', 'Utilization'],
  ]);
});

test.each([
  // In binary it is a little less than it looks.
  [1.2345, 1234],
  [1.2346, 1235],
  [0.0625, 62],
  [0.1875, 188],
  [5.5, 5500],
  [-3, 0],
  [Number.NaN, 0],
  [0.0004, 0],
])('%d is %d thousandths, as KEDA rounds', (value, milli) => {
  expect(toMilli(value)).toBe(milli);
});

test('what cannot be read is said field by field', () => {
  const spec = {
    pollingInterval: 0,
    triggers: [trigger('a', { threshold: '500m' }), { type: 'kafka', metadata: {} }],
    fallback: { failureThreshold: 1, replicas: 1, behavior: 'none' },
    advanced: { scalingModifiers: { formula: 'a +', target: '1' } },
  };
  expect(readScaledObject(spec)).toEqual(
    new Unreadable([
      '\'spec.triggers[0].metadata.threshold\' ("500m") must be a number',
      '\'spec.triggers[1].type\' ("kafka") must be one of prometheus, cron, cpu, memory',
      "'spec.pollingInterval' (0) must be at least 1",
      '\'spec.advanced.scalingModifiers.formula\' ("a +") must be valid: unexpected end',
      '\'spec.fallback.behavior\' ("none") must be one of static, currentReplicas, currentReplicasIfHigher, currentReplicasIfLower, scalingModifiers',
    ]),
  );
});
