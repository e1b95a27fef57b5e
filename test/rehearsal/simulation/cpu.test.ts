import { MetricError } from '../../../src/rehearsal/controllers/hpa/world';
import type { Fleet } from '../../../src/rehearsal/engine/fleet';
import type { RehearseOptions } from '../../../src/rehearsal/options/rehearse-options';
import { Unreadable } from '../../../src/rehearsal/reader';
import { rehearse } from '../../../src/rehearsal/rehearse';
import { CpuMeter } from '../../../src/rehearsal/simulation/cpu-meter';
import type { Pod } from '../../../src/rehearsal/simulation/pod';
import { golden, readable } from '../support';

/** The one service of manifests, where a request takes so much CPU time. */
function play(manifests: string, traffic: string, replica: RehearseOptions['replica']) {
  const result = readable(rehearse(manifests, { traffic, replica }));
  return { ...result.services[0], inputs: result.inputs };
}

const perRequest = (cpuSecondsPerRequest: number) => ({ cpuSecondsPerRequest });

// As the seed has it: 0.8 of a core on a target of 10 % of one are 8 replicas, 0.7 are 7, and nothing is 1.
test.each([
  [8, [1, 5, 8]],
  [7, [1, 5, 7]],
])('%d users, each with a tenth of a core, make as many replicas of ack-cpu', (count, first) => {
  const traffic = `users:count=${count},think=900ms,duration=20m`;
  const { steps, scalers } = play(golden('ack-cpu'), traffic, perRequest(0.1));
  expect(steps.specReplicas.slice(0, 3)).toEqual(first);
  expect(steps.specReplicas.slice(2, 80).every((size) => size === count)).toBe(true);
  expect(steps.specReplicas.at(-1)).toBe(1);
  expect(scalers[0].metrics[0].values.slice(6, 80).every((percent) => percent === 10)).toBe(true);
  // There is neither a KV cache nor a GPU.
  expect([...steps.kvCacheUsage, ...steps.gpuUtilization].every((share) => share === null)).toBe(true);
});

test('the HPA of KEDA goes by CPU as well', () => {
  const { steps, scalers } = play(golden('keda-cpu'), 'users:count=1,think=100ms,duration=20m', perRequest(0.1));
  expect(new Set(steps.specReplicas)).toEqual(new Set([1]));
  expect(scalers[0].metrics[0].values.at(40)).toBe(50);
  const busy = play(golden('keda-cpu'), 'users:count=5,duration=10m', perRequest(0.1));
  expect(busy.steps.specReplicas.at(30)).toBe(5);
});

test('a limit below one core makes a server slower, and says so', () => {
  const limited = golden('ack-cpu').replace(/limits:\n(\s+)cpu: "1"/, 'limits:\n$1cpu: 500m');
  const { totals, inputs } = play(limited, 'users:count=1,think=900ms,duration=10m', perRequest(0.1));
  expect(totals.e2e.p50).toBeCloseTo(0.2, 2);
  expect(inputs.assumptions).toContain(
    'sklearn-iris: a replica answers one request after the other, on 0.5 of a core, which is its limit',
  );
  expect(inputs.parameters).toContainEqual({
    of: 'sklearn-iris',
    name: 'CPU time of a request',
    value: 0.1,
    unit: 's',
    origin: 'option',
    note: 'of one core',
  });
});

test('nothing is said of scraping where nobody reads what is scraped', () => {
  const { inputs } = play(golden('ack-cpu'), 'users:count=1,duration=2m', perRequest(0.1));
  expect(inputs.assumptions.join()).not.toContain('scraped');
});

test('a limit of 0 is none', () => {
  const limited = golden('ack-cpu').replace(/limits:\n(\s+)cpu: "1"/, 'limits:\n$1cpu: 0');
  const { totals } = play(limited, 'users:count=1,think=900ms,duration=2m', perRequest(0.1));
  expect(totals.e2e.p50).toBeCloseTo(0.1, 2);
});

test('tokens do not matter to a server that knows none', () => {
  const of = (tokens: string) =>
    play(golden('ack-cpu'), `constant:rate=2,duration=10m,tokens=${tokens}`, perRequest(0.1)).totals;
  const { promptTokens, generatedTokens, ...few } = of('1/1');
  expect([promptTokens, generatedTokens]).toEqual([few.requests, few.requests]);
  expect(of('1155/211')).toEqual({ promptTokens, generatedTokens, ...few });
});

test('the CPU of an engine is counted by its answers', () => {
  const manifests = golden('vllm-hpa').replace(
    / {2}metrics:\n {4}- pods:[\s\S]*?\n {2}(minReplicas|scaleTargetRef):/,
    '  metrics:\n    - resource:\n        name: cpu\n        target: { type: AverageValue, averageValue: 600m }\n      type: Resource\n  $1:',
  );
  const traffic = 'users:count=100,think=10s,ramp=10s,tokens=100/10,duration=15m';
  const { steps, scalers } = play(manifests, traffic, { gpu: 'L4', ...perRequest(0.1) });
  // About ten answers a second, each with a tenth of a second: a core in all.
  expect(scalers[0].metrics[0]).toMatchObject({ name: 'cpu', type: 'Resource', query: null });
  expect(new Set(steps.specReplicas.slice(12, 50))).toEqual(new Set([2]));
});

test('memory, and a part of several containers, are in no service model', () => {
  const ofMemory = golden('ack-cpu').replace('scaleMetric: cpu', 'scaleMetric: memory');
  const result = rehearse(ofMemory, { traffic: 'constant:rate=1,duration=1m', replica: perRequest(0.1) });
  expect(result).toEqual(
    new Unreadable([
      'HorizontalPodAutoscaler default/sklearn-iris-predictor cannot be rehearsed from traffic: the service model knows nothing of memory; give recorded metrics',
    ]),
  );
});

describe('what metrics-server tells', () => {
  const pod = (id: string, runningAt: number | undefined) => ({ id, runningAt, replica: 0 }) as Pod;
  const meterOf = (cpuMs: () => number) =>
    new CpuMeter({ advance: () => {}, look: () => ({}) } as unknown as Fleet, cpuMs);

  test('is the mean between two looks', () => {
    let cpuMs = 0;
    const meter = meterOf(() => cpuMs);
    const pods = [pod('a', -60_000)];
    meter.look(pods, 0);
    expect(meter.ofPods(pods)).toEqual(new MetricError('no metrics returned from resource metrics API'));
    cpuMs = 3000;
    meter.look(pods, 15_000);
    expect(meter.ofPods(pods)).toEqual([{ value: 200, at: 15_000, window: 15_000 }]);
    // A thousandth that was begun counts whole.
    cpuMs += 3000.1;
    meter.look(pods, 30_000);
    expect(meter.ofPods([...pods, pod('b', 0)])).toEqual([{ value: 201, at: 30_000, window: 15_000 }, undefined]);
  });

  test.each([
    [9_999, undefined],
    [10_000, { value: 100, at: 0, window: 10_000 }],
    [14_999, { value: 67, at: 0, window: 14_999 }],
    [15_000, undefined],
  ])('a container that has run for %d ms', (age, sample) => {
    const meter = meterOf(() => 1000);
    meter.look([pod('old', -60_000)], -15_000);
    const pods = [pod('old', -60_000), pod('new', -age), pod('starting', undefined)];
    meter.look(pods, 0);
    expect(meter.ofPods(pods)).toEqual([{ value: 0, at: 0, window: 15_000 }, sample, undefined]);
  });
});
