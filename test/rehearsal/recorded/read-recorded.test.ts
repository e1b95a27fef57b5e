import * as fc from 'fast-check';
import type { RehearseOptions } from '../../../src/rehearsal/options/rehearse-options';
import { Unreadable } from '../../../src/rehearsal/reader';
import { readRecorded } from '../../../src/rehearsal/recorded/read-recorded';
import { type RecordedMetrics, valueAt } from '../../../src/rehearsal/recorded/recorded';
import { rehearse } from '../../../src/rehearsal/rehearse';
import { playHpaScenario } from '../../../src/rehearsal/scenarios/hpa-scenario';
import { golden, readable, reasonsIn } from '../support';

function read(text: string): RecordedMetrics {
  return readable(readRecorded(text));
}

function play(name: string, text: string, options: RehearseOptions = {}) {
  return readable(rehearse(golden(name), { recorded: read(text), ...options }));
}

const reasonsOf = (text: string) => reasonsIn(readRecorded(text));

describe('the log of kubectl get hpa -w', () => {
  const HEAD = 'NAME   REFERENCE   TARGETS   MINPODS   MAXPODS   REPLICAS   AGE';

  test('is read line by line', () => {
    const log = `${HEAD}\nhpa  Deployment/a  208m/100m  1  10  1  6m46s\nhpa  Deployment/a  293m/100m  1  10  3  7m16s\n`;
    expect(read(log)).toEqual({
      kind: 'values',
      title: 'log of an HPA, 2 lines',
      durationMs: 30_000,
      moments: [
        { at: 0, values: { '#0': { samples: [208] } }, replicas: 1 },
        { at: 29_000, values: { '#0': { samples: [293] } }, replicas: 3 },
      ],
      initialReplicas: 1,
      hpaPhase: 0,
    });
  });

  test.each([
    ['cpu: 35%/50%', { percent: 35 }],
    ['35%/50%', { percent: 35 }],
    ['2500m/2 (avg)', { total: 7500 }],
    ['1200Mi/2Gi', { samples: [1200 * 2 ** 20 * 1000] }],
    ['<unknown>/80%', { error: 'unknown in the log' }],
    ['cpu: <unknown>/80%', { error: 'unknown in the log' }],
  ])('reads the target %s', (target, value) => {
    const recorded = read(`${HEAD}\nhpa  Deployment/a  ${target}  1  10  3  2h`);
    expect(recorded.kind === 'values' && recorded.moments[0].values['#0']).toEqual(value);
  });

  test('reads several targets, and namespaces', () => {
    const log = `NAMESPACE ${HEAD}\nprod  hpa  Deployment/a  5/4, 20%/50%  1  10  3  1d2h`;
    const recorded = read(log);
    expect(recorded.kind === 'values' && recorded.moments[0].values).toEqual({
      '#0': { samples: [5000] },
      '#1': { percent: 20 },
    });
  });

  test.each([
    [`${HEAD}\n`, ['there is no line in it']],
    [`${HEAD}\nhpa Deployment/a 1/2`, ['line 2 is none of kubectl get hpa: hpa Deployment/a 1/2']],
    [
      `${HEAD}\na Deployment/a 1/2 1 2 1 5s\nb Deployment/b 1/2 1 2 1 6s`,
      ['these are several HPAs (a, b); leave one of them'],
    ],
    [`${HEAD}\na Deployment/a 1/2 1 2 1 50s\na Deployment/a 1/2 1 2 1 5s`, ['line 3 is older than the line before it']],
  ])('says what is wrong with it', (log, reasons) => {
    expect(reasonsOf(log)).toEqual(reasons);
  });
});

describe('the answer of a Prometheus range query', () => {
  const answer = (result: readonly object[]) =>
    JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
  const samples = (from: number, values: readonly number[]) =>
    values.map((value, index) => [from + index * 15, String(value)]);

  test('with names, queries are evaluated over it', () => {
    const text = answer(
      ['a', 'b'].map((pod) => ({
        metric: {
          __name__: 'vllm:num_requests_running',
          namespace: 'default',
          pod: `huggingface-fbopt-predictor-x1-${pod}2345`,
        },
        values: samples(1.7e9, [...Array(8).fill(0), ...Array(20).fill(3), ...Array(40).fill(0)]),
      })),
    );
    const result = play('keda-llm', text);
    const { specReplicas } = result.services[0].steps;
    // 6 running over 2 for each pod.
    expect(Math.max(...specReplicas.map(Number))).toBe(3);
    expect(specReplicas[4]).toBe(1);
    expect(result.seconds).toBe(67 * 15);
    expect(result.totals.requests).toBe(0);
    expect(result.services[0].steps.running.every((value) => value === null)).toBe(true);
  });

  test('the values of recorded pods go to those that are there, in their order', () => {
    const text = answer([
      {
        metric: { __name__: 'gpu_cache_usage_perc', namespace: 'nim', pod: 'x-2' },
        values: samples(0, Array(20).fill(0.3)),
      },
      {
        metric: { __name__: 'gpu_cache_usage_perc', namespace: 'nim', pod: 'x-1' },
        values: samples(0, Array(20).fill(0.1)),
      },
    ]);
    const [service] = play('nim-hpa', text, { initialReplicas: 1 }).services;
    // The first is within the tolerance of 0.1, so that the one pod that is there asks for no more.
    expect(Math.max(...service.steps.specReplicas.map(Number))).toBe(1);
    const both = play('nim-hpa', text, { initialReplicas: 2 }).services[0];
    expect(both.steps.specReplicas.find((replicas) => Number(replicas) > 2)).toBe(4);
  });

  test('without names it is what the HPA saw', () => {
    const text = answer([{ metric: {}, values: samples(100, [0, 0, 5, 5, 5, 5, 5, 5]) }]);
    expect(read(text)).toMatchObject({ kind: 'values', durationMs: 105_000 });
    expect(Math.max(...play('keda-llm', text).services[0].steps.specReplicas.map(Number))).toBe(3);
  });

  test.each([
    [
      JSON.stringify({ status: 'error', error: 'too many samples' }),
      ['Prometheus answered an error: too many samples'],
    ],
    [
      JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [] } }),
      ["'data.resultType' (vector) must be matrix: ask /api/v1/query_range"],
    ],
    [answer([]), ['there is no sample in it']],
    [
      answer([{ metric: { __name__: 'a' }, values: [[1, 'x']] }]),
      ['\'data.result[0].values[0]\' ([1,"x"]) must be a time and a number in a text', 'there is no sample in it'],
    ],
    [
      answer([
        {
          metric: { __name__: 'a' },
          values: [
            [2, '1'],
            [1, '1'],
          ],
        },
      ]),
      ['\'data.result[0].values[1]\' ([1,"1"]) must be later than the sample before it'],
    ],
  ])('says what is wrong with it', (text, reasons) => {
    expect(reasonsOf(text)).toEqual(reasons);
  });

  test('what was not recorded is named', () => {
    const text = answer([{ metric: { __name__: 'other' }, values: samples(0, [1]) }]);
    expect(rehearse(golden('keda-llm'), { recorded: read(text) })).toEqual(
      new Unreadable([
        expect.stringMatching(
          /^ScaledObject default\/huggingface-fbopt-keda cannot be rehearsed: spec\.triggers\[0\]: vllm:num_requests_running was not recorded; there are other \(sum/,
        ),
      ]),
    );
  });
});

describe('JSON lines', () => {
  test('one tick a line', () => {
    const lines = ['{"values":{"a":[100,null]}}', '{"totals":{"a":7},"errors":["b"]}', ''].join('\n');
    expect(read(lines)).toEqual({
      kind: 'values',
      title: 'recorded metrics, 2 ticks',
      durationMs: 30_000,
      moments: [
        { at: 500, values: { a: { samples: [100, null] } } },
        { at: 15_500, values: { a: { total: 7 }, b: { error: 'the metric fails in this tick' } } },
      ],
      hpaPhase: 1,
      hpaSyncMs: 15_000,
    });
  });

  test('a scenario goes through the policy of the manifest as it does through its own, once pods are there', () => {
    const hpa = golden('nim-hpa');
    const ticks = [...Array(3).fill([90]), ...Array(12).fill([205]), ...Array(30).fill([20])].map((values) => ({
      values: { gpu_cache_usage_perc: values },
    }));
    const spec = {
      minReplicas: 1,
      maxReplicas: 10,
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      metrics: [
        {
          type: 'Pods',
          pods: { metric: { name: 'gpu_cache_usage_perc' }, target: { type: 'AverageValue', averageValue: '100m' } },
        },
      ],
    };
    const scenario = { id: 1, initial: 1, requestMilli: 1000, resyncSeconds: 15, downscaleSeconds: 300, spec, ticks };
    const outcome = playHpaScenario(scenario);
    // In scenarios a new pod has its sample at the next tick.
    const coldStart = { imageSeconds: 0, loadSeconds: 0, warmUpSeconds: 0 };
    const result = rehearse(hpa, { recorded: read(JSON.stringify({ initial: 1, ticks })), coldStart });
    if (result instanceof Unreadable || outcome instanceof Unreadable) throw new Error('cannot be played');
    expect(result.services[0].steps.specReplicas).toEqual(outcome.replicas);
  });

  test.each([
    ['{"ticks":[]}', ['there is no tick in it']],
    ['{"values":{"a":"x"}}', ["tick 0: 'values.a' must be a list of numbers and null"]],
    ['{"values":{"a":[1e999]}}', ["tick 0: 'values.a' must be a list of numbers and null"]],
    ['{"unready":1}', ["tick 0: 'unready' is of scenarios (--scenarios); here pods start by themselves"]],
    ['{"at":30}\n{"at":15}', ['tick 1 must be later than the tick before it']],
    ['{"ticks":[{}]}\n{"ticks":[{}]}', ['there are several scenarios; give one, or play them with --scenarios']],
    ['{"a":1}\nnonsense', [expect.stringMatching(/^line 2 is not JSON: /)]],
    ['', ['the file is empty']],
    ['hello', [expect.stringMatching(/^this is neither the answer of a Prometheus range query/)]],
  ])('says what is wrong with %j', (text, reasons) => {
    expect(reasonsOf(text)).toEqual(reasons);
  });
});

test('whatever is in a file, reading it gives metrics or reasons', () => {
  const json = fc.json().map((text) => text);
  const lines = fc
    .array(fc.oneof(json, fc.string(), fc.constant('NAME REFERENCE TARGETS')))
    .map((all) => all.join('\n'));
  fc.assert(
    fc.property(lines, (text) => {
      const recorded = readRecorded(text);
      if (recorded instanceof Unreadable) expect(recorded.reasons.length).toBeGreaterThan(0);
      else expect(recorded.durationMs).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
});

test('a value holds until the next', () => {
  const recorded = read('{"at":10,"values":{"a":[1]}}\n{"at":20,"values":{"b":[2]}}');
  if (recorded.kind !== 'values') throw new Error('series');
  expect([0, 10_000, 19_999, 20_000].map((now) => valueAt(recorded, ['a'], now))).toEqual([
    undefined,
    { samples: [1] },
    { samples: [1] },
    undefined,
  ]);
});
