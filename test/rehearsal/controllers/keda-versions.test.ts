import { MetricError } from '../../../src/rehearsal/controllers/hpa/world';
import { readScaledObject } from '../../../src/rehearsal/controllers/keda/read-scaled-object';
import { type KedaWorld, ScaledObjectController } from '../../../src/rehearsal/controllers/keda/scaled-object';
import { kedaQuirksOf } from '../../../src/rehearsal/controllers/keda/versions';
import { Unreadable } from '../../../src/rehearsal/reader';
import { playKedaScenario } from '../../../src/rehearsal/scenarios/keda-scenario';
import { readable } from '../support';

const trigger = (name = 'a', more: object = {}) => ({
  type: 'prometheus',
  name,
  metadata: { serverAddress: 'http://p', query: 'q', threshold: '2.5', ignoreNullValues: 'false' },
  ...more,
});
const cron = {
  type: 'cron',
  metadata: { timezone: 'UTC', start: '0 8 * * *', end: '0 9 * * *', desiredReplicas: '5' },
};

/** The replicas of each version after each tick: at midnight, where every trigger fails, or as the ticks say. */
function sizes(scaledObject: object, initial: number, versions: readonly string[], ticks: object[] = failing(8)) {
  return versions.map((keda) => {
    const scenario = { id: 1, initial, scaledObject: { triggers: [trigger()], ...scaledObject }, ticks };
    const outcome = playKedaScenario(scenario, { keda });
    return outcome instanceof Unreadable ? outcome.reasons.join('; ') : outcome.replicas;
  });
}

const failing = (count: number) => Array.from({ length: count }, () => ({ errors: ['a', 'b'] }));
const last = (all: readonly (string | readonly number[])[]) => all.map((each) => each.at(-1));

/** What a controller of a version polls and answers, where Prometheus answers so. */
function controllerIn(version: string, spec: object, series: readonly number[] | MetricError, currentReplicas = 1) {
  const policy = readable(readScaledObject({ triggers: [trigger()], ...spec }, {}, '', version));
  const world: KedaWorld = { currentReplicas, readyReplicas: currentReplicas, query: () => series };
  const controller = new ScaledObjectController(policy, 0);
  return {
    policy,
    poll: (now: number) => controller.poll(world, now),
    metric: (name = 's0-prometheus', now = 15_000) => controller.metric(name, world, now),
  };
}

test('up to 2.16 the scale loop goes to the replicas of the fallback with the first failure', () => {
  const fallback = { failureThreshold: 100, replicas: 4 };
  expect(sizes({ minReplicaCount: 0, fallback }, 2, ['2.14', '2.16', '2.17', '2.20'], failing(2))).toEqual([
    [4, 4],
    [4, 4],
    [2, 2],
    [2, 2],
  ]);
});

test('up to 2.16 a fallback is static, whatever it says', () => {
  const fallback = { failureThreshold: 0, replicas: 4, behavior: 'currentReplicas' };
  expect(last(sizes({ fallback }, 2, ['2.16', '2.17']))).toEqual([4, 2]);
});

test('up to 2.16 the triggers of a formula must be averages for a fallback, and then the formula must', () => {
  const policy = (metricType: string, ofFormula: string) => ({
    minReplicaCount: 1,
    fallback: { failureThreshold: 0, replicas: 4, behavior: 'static' },
    triggers: [trigger('a', { metricType })],
    advanced: { scalingModifiers: { formula: 'a + 1', target: '2', metricType: ofFormula } },
  });
  const answers = (version: string, spec: object) =>
    controllerIn(version, spec, new MetricError('gone')).metric('composite-metric');
  const [value, average] = [policy('Value', 'AverageValue'), policy('AverageValue', 'Value')];
  expect(['2.16', '2.17', '2.18'].map((version) => answers(version, value) instanceof MetricError)).toEqual([
    true,
    false,
    false,
  ]);
  expect(['2.16', '2.17', '2.18'].map((version) => answers(version, average) instanceof MetricError)).toEqual([
    false,
    true,
    false,
  ]);
});

test('up to 2.17 a fallback stands in for averages alone, and goes by the whole part of the target', () => {
  const spec = { minReplicaCount: 1, fallback: { failureThreshold: 0, replicas: 3 } };
  const gone = new MetricError('gone');
  expect(['2.14', '2.17', '2.18'].map((version) => controllerIn(version, spec, gone).metric())).toEqual([
    [6000],
    [6000],
    [7500],
  ]);
  const values = { ...spec, triggers: [trigger('a', { metricType: 'Value' })] };
  expect(['2.17', '2.18'].map((version) => controllerIn(version, values, gone).metric())).toEqual([
    new MetricError('metric:s0-prometheus encountered error'),
    [7500],
  ]);
});

test('up to 2.17 a cron trigger asks for one replica outside of its window', () => {
  const name = 's0-cron-UTC-08xxx-09xxx';
  const answers = ['2.14', '2.17', '2.18', '2.20'].map((version) =>
    controllerIn(version, { triggers: [cron] }, []).metric(name),
  );
  expect(answers).toEqual([[1000], [1000], [0], [0]]);
});

test('up to 2.17 only the whole can be paused, and nothing forced', () => {
  const annotationsIn = (version: string) => {
    const annotations = Object.fromEntries(
      ['paused-scale-in', 'paused-scale-out', 'force-activation'].map((each) => [
        `autoscaling.keda.sh/${each}`,
        'true',
      ]),
    );
    const policy = readScaledObject({ triggers: [trigger()] }, annotations, '', version);
    return policy instanceof Unreadable
      ? policy
      : [Object.values(policy.annotations), policy.hpa.behavior !== undefined];
  };
  expect(annotationsIn('2.17')).toEqual([[false, false, false, false], false]);
  expect(annotationsIn('2.18')).toEqual([[false, true, true, true], true]);
});

test('up to 2.18 the scale loop knows no fallback: it counts no failures, and zero stays', () => {
  const fallback = { failureThreshold: 2, replicas: 3 };
  // Polls at 5.5 and 35.5 s count since 2.19; the HPA, at 15, 30 and 45 s, is the third failure without them.
  expect(sizes({ minReplicaCount: 1, fallback }, 1, ['2.17', '2.18', '2.19', '2.20'], failing(4))).toEqual([
    [1, 1, 3, 3],
    [1, 1, 3, 3],
    [1, 3, 3, 3],
    [1, 3, 3, 3],
  ]);
  const zero = { minReplicaCount: 0, pollingInterval: 10, fallback };
  expect(last(sizes(zero, 0, ['2.18', '2.19']))).toEqual([0, 3]);
});

test('up to 2.18 the loop asks the formula, too, whether it is active', () => {
  const advanced = { scalingModifiers: { formula: 'a + b', target: '2', activationTarget: '3' } };
  const spec = { advanced, triggers: [trigger('a'), trigger('b')] };
  const polled = (version: string, value: number) => controllerIn(version, spec, [value], 0).poll(0);
  expect(['2.18', '2.20'].map((version) => [1, 1.5, 1.6].map((value) => polled(version, value)))).toEqual([
    [0, 0, 1],
    [0, 0, 1],
  ]);
  // One that is above by itself is not if the formula is not.
  const difference = { ...spec, advanced: { scalingModifiers: { ...advanced.scalingModifiers, formula: 'a - b' } } };
  expect(controllerIn('2.18', difference, [4], 0).poll(0)).toBe(0);
});

test('up to 2.19 values are cut to thousandths, also below zero', () => {
  const answer = (version: string, value: number) => controllerIn(version, {}, [value]).metric();
  expect(['2.19', '2.20'].map((version) => answer(version, 1.2349))).toEqual([[1234], [1235]]);
  expect(['2.19', '2.20'].map((version) => answer(version, -1.5))).toEqual([[-1500], [0]]);
  expect(['2.19', '2.20'].map((version) => answer(version, -0.0001))).toEqual([[0], [0]]);
  expect(['2.19', '2.20'].map((version) => answer(version, Number.NaN))).toEqual([
    [-(2 ** 63)],
    new MetricError('metric:s0-prometheus encountered error'),
  ]);
  expect(['2.19', '2.20'].map((version) => answer(version, Number.POSITIVE_INFINITY) instanceof MetricError)).toEqual([
    true,
    true,
  ]);
});

test('up to 2.19 there is no fallback of a formula, and what is kept of a fallback is zero to it', () => {
  const advanced = { scalingModifiers: { formula: 'a + b', target: '1' } };
  const triggers = [trigger('a', { useCachedMetrics: true }), trigger('b')];
  const ofFormula = {
    advanced,
    triggers,
    fallback: { failureThreshold: 0, replicas: 3, behavior: 'scalingModifiers' },
  };
  const [refused] = sizes(ofFormula, 1, ['2.19']);
  expect(refused).toBe(
    '\'spec.fallback.behavior\' ("scalingModifiers") must be one of static, currentReplicas, currentReplicasIfHigher, currentReplicasIfLower',
  );
  const kept = { ...ofFormula, fallback: { failureThreshold: 0, replicas: 3, behavior: 'static' } };
  const answers = ['2.19', '2.20'].map((version) => {
    const triggered: (readonly number[] | MetricError)[] = [];
    const policy = readable(readScaledObject(kept, {}, '', version));
    let failing = true;
    const world: KedaWorld = {
      currentReplicas: 1,
      readyReplicas: 1,
      query: ({ name }) => (name === 'a' && failing ? new MetricError('gone') : [4]),
    };
    const controller = new ScaledObjectController(policy, 0);
    controller.poll(world, 5500);
    failing = false;
    triggered.push(controller.metric('composite-metric', world, 15_000));
    return triggered[0];
  });
  expect(answers).toEqual([[4000], new MetricError('no matching metrics found for composite-metric')]);
});

test('an unknown version is taken for the nearest known one', () => {
  const quirksIn = (version: string) => controllerIn(version, {}, []).policy.quirks;
  expect(quirksIn('2.10')).toEqual(quirksIn('2.14'));
  expect(quirksIn('v2.16.1')).toEqual(quirksIn('2.16'));
  expect([quirksIn('2.21'), quirksIn('latest')]).toEqual([{}, {}]);
});

test('a version is one of KEDA 2', () => {
  expect(kedaQuirksOf('12.14')).toEqual(kedaQuirksOf('2.20'));
  expect(kedaQuirksOf('v2.14.1')).not.toEqual(kedaQuirksOf('2.20'));
});

test('up to 2.18, too, the loop wakes what is active', () => {
  const sizesIn = ['2.18', '2.19'].map((version) =>
    controllerIn(version, { fallback: { failureThreshold: 1, replicas: 2 } }, [5], 0).poll(0),
  );
  expect(sizesIn).toEqual([1, 1]);
});
