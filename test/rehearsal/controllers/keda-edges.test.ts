import * as fc from 'fast-check';
import { MetricError } from '../../../src/rehearsal/controllers/hpa/world';
import { readScaledObject } from '../../../src/rehearsal/controllers/keda/read-scaled-object';
import { ScaledObjectController, toMilli } from '../../../src/rehearsal/controllers/keda/scaled-object';
import { readable } from '../support';

const SECOND = 1000;
const LOST = new MetricError('lost');

const trigger = (name: string, more: object = {}) => ({
  type: 'prometheus',
  name,
  metadata: { serverAddress: 'http://p', query: name, threshold: '2', activationThreshold: '1' },
  ...more,
});

/** KEDA for one ScaledObject; what Prometheus answers and how many replicas there are is set from outside. */
function kedaOf(spec: object, annotations: Readonly<Record<string, string>> = {}) {
  const policy = readable(readScaledObject({ triggers: [trigger('a')], ...spec }, annotations));
  const controller = new ScaledObjectController(policy, 0);
  const poll = (seconds: number, currentReplicas: number, answers: Record<string, number | MetricError>) =>
    controller.poll(
      { currentReplicas, readyReplicas: 0, query: ({ name }) => listOf(answers[name]) },
      seconds * SECOND,
    );
  const metric = (name: string, answers: Record<string, number | MetricError>, readyReplicas = 1) =>
    controller.metric(name, { currentReplicas: 1, readyReplicas, query: (of) => listOf(answers[of.name]) }, SECOND);
  return { poll, metric };
}

const listOf = (answer: number | MetricError) => (answer instanceof MetricError ? answer : [answer]);

test('values are cut to thousandths as %.3f does it', () => {
  expect([0.0625, 0.1875, 0.125, 0.3125, -1, 0].map((value) => toMilli(value))).toEqual([62, 188, 125, 312, 0, 0]);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true, minExcluded: true }), fc.nat(20), (value, shift) => {
      for (const each of [value, Math.round(value * 2 ** shift) / 2 ** shift])
        expect(toMilli(each)).toBe(exactly(each));
    }),
  );
});

/** To the nearest thousandth, halves to the even one, without any rounding on the way. */
function exactly(value: number): number {
  let [whole, halvings] = [value, 0n];
  while (!Number.isInteger(whole)) {
    whole *= 2;
    halvings += 1n;
  }
  const unit = 2n ** halvings;
  const [milli, rest] = [(BigInt(whole) * 1000n) / unit, (BigInt(whole) * 1000n) % unit];
  const isUp = rest * 2n > unit || (rest * 2n === unit && milli % 2n === 1n);
  return Number(isUp ? milli + 1n : milli);
}

test('what is on the threshold of activation does not wake it, what is above does', () => {
  const keda = kedaOf({});
  expect([1, 1.001].map((value) => keda.poll(0, 0, { a: value }))).toEqual([0, 1]);
  const advanced = { scalingModifiers: { formula: 'a * 2', target: '2', activationTarget: '3' } };
  const byFormula = kedaOf({ advanced });
  expect([1.5, 1.6].map((value) => byFormula.poll(0, 0, { a: value }))).toEqual([0, 1]);
});

test('the cooldown is over when more time than that has gone', () => {
  const keda = kedaOf({ cooldownPeriod: 60 });
  keda.poll(100.9, 1, { a: 5 });
  // The moment is kept in whole seconds.
  expect([160, 160.001].map((seconds) => keda.poll(seconds, 1, { a: 0 }))).toEqual([1, 0]);
});

test('before anything was active the cooldown of the beginning counts', () => {
  const keda = kedaOf({ cooldownPeriod: 60, initialCooldownPeriod: 10 });
  expect([10, 10.001].map((seconds) => keda.poll(seconds, 1, { a: 0 }))).toEqual([1, 0]);
});

test('beside a trigger that fails the time of activity is not taken', () => {
  const keda = kedaOf({ cooldownPeriod: 60, triggers: [trigger('a'), trigger('b')] });
  keda.poll(100, 1, { a: 5, b: 0 });
  keda.poll(150, 1, { a: 5, b: LOST });
  expect(keda.poll(161, 1, { a: 0, b: 0 })).toBe(0);
});

test('nor is it where the target has its minimum, above idle', () => {
  const keda = kedaOf({
    idleReplicaCount: 0,
    minReplicaCount: 2,
    cooldownPeriod: 60,
    triggers: [trigger('a'), trigger('b')],
  });
  keda.poll(100, 2, { a: 5, b: 0 });
  keda.poll(150, 2, { a: 5, b: LOST });
  expect(keda.poll(161, 2, { a: 0, b: 0 })).toBe(0);
});

test('a formula with a trigger that fails is not active', () => {
  const advanced = { scalingModifiers: { formula: 'a + b', target: '2' } };
  const keda = kedaOf({ triggers: [trigger('a'), trigger('b')], advanced });
  expect(keda.poll(0, 0, { a: 5, b: LOST })).toBe(0);
  expect(keda.poll(30, 0, { a: 5, b: 5 })).toBe(1);
});

test('what is below idle stays there, what is above goes down to it', () => {
  const keda = kedaOf({ idleReplicaCount: 1, minReplicaCount: 2, cooldownPeriod: 0 });
  expect([0, 1, 2].map((current) => keda.poll(10, current, { a: 0 }))).toEqual([0, 1, 1]);
});

test('a pause of scaling out keeps what sleeps asleep', () => {
  const keda = kedaOf({}, { 'autoscaling.keda.sh/paused-scale-out': 'true' });
  expect(keda.poll(0, 0, { a: 5 })).toBe(0);
});

test('a fallback to a value needs pods that are ready', () => {
  const fallback = { failureThreshold: 0, replicas: 6 };
  const triggers = [trigger('a', { metricType: 'Value' })];
  expect(kedaOf({ triggers, fallback }).metric('s0-prometheus', { a: LOST }, 0)).toBeInstanceOf(MetricError);
  expect(kedaOf({ triggers, fallback }).metric('s0-prometheus', { a: LOST }, 3)).toEqual([4000]);
});

test('of a formula one trigger that has fallen back is enough, though another has only begun to fail', () => {
  const keda = kedaOf({
    fallback: { failureThreshold: 1, replicas: 3 },
    triggers: [trigger('a'), trigger('b')],
    advanced: { scalingModifiers: { formula: 'a + b', target: '2' } },
  });
  const answers = [
    { a: LOST, b: 1 },
    { a: LOST, b: LOST },
  ].map((each) => keda.metric('composite-metric', each));
  expect(answers).toEqual([new MetricError('metric:composite-metric encountered error'), [6000]]);
});

test('a fallback of a formula where there is none is minus one, and wakes nobody', () => {
  const keda = kedaOf({ fallback: { failureThreshold: 0, replicas: 3, behavior: 'scalingModifiers' } });
  expect(keda.poll(0, 0, { a: LOST })).toBe(0);
  expect(keda.metric('s0-prometheus', { a: LOST })).toEqual([-1000]);
});

test('nothing is known of a metric that no trigger has', () => {
  expect(kedaOf({}).metric('s7-prometheus', { a: 1 })).toEqual(
    new MetricError('no matching metrics found for s7-prometheus'),
  );
  expect(kedaOf({}).metric('s0-prometheus', { a: LOST })).toEqual(
    new MetricError('metric:s0-prometheus encountered error'),
  );
});
