import { readRecorded } from '../../../src/rehearsal/recorded/read-recorded';
import type { RecordedValues } from '../../../src/rehearsal/recorded/recorded';
import { readable, reasonsIn } from '../support';

function valuesOf(text: string): RecordedValues {
  const recorded = readable(readRecorded(text));
  if (recorded.kind === 'series') throw new Error('these are series');
  return recorded;
}

const reasonsOf = (text: string) => reasonsIn(readRecorded(text));

const answer = (result: unknown, more: object = {}) =>
  JSON.stringify({ status: 'success', data: { resultType: 'matrix', result }, ...more });

describe('the answer of a range query', () => {
  test('may be its data alone, and has the values that numbers in a text can have', () => {
    const values = ['1.5', 'NaN', '+Inf', '-Inf'].map((text, index) => [index * 15, text]);
    const recorded = readRecorded(
      JSON.stringify({ resultType: 'matrix', result: [{ metric: { __name__: 'a', pod: 'x' }, values }] }),
    );
    expect(recorded).toEqual({
      kind: 'series',
      title: 'recorded metrics, 1 series',
      durationMs: 45_000,
      series: [
        {
          name: 'a',
          labels: { pod: 'x' },
          times: [0, 15_000, 30_000, 45_000],
          values: [1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
        },
      ],
    });
  });

  test('without a status is known by its data', () => {
    const result = [{ metric: {}, values: [[5, '1']] }];
    expect(valuesOf(JSON.stringify({ data: { resultType: 'matrix', result } })).moments).toEqual([
      { at: 0, values: { '#0': { samples: [1000] } } },
    ]);
  });

  test('of several series without names has at each time those that are there, without what is no number', () => {
    const series = [
      {
        metric: { pod: 'a' },
        values: [
          [0, '1'],
          [15, 'NaN'],
        ],
      },
      { metric: { pod: 'b' }, values: [[15, '2.0005']] },
      { metric: { pod: 'c' }, values: [] },
    ];
    expect(valuesOf(answer(series)).moments).toEqual([
      { at: 0, values: { '#0': { samples: [1000] } } },
      { at: 15_000, values: { '#0': { samples: [2000] } } },
    ]);
  });

  test.each([
    ['a number that is none', [[1, '']], '[1,""]'],
    ['a number without quotes', [[1, 2]], '[1,2]'],
    ['a time that is none', [['1', '2']], '["1","2"]'],
  ])('is refused with %s', (_, values, shown) => {
    expect(reasonsOf(answer([{ metric: { __name__: 'a' }, values }]))).toEqual([
      `'data.result[0].values[0]' (${shown}) must be a time and a number in a text`,
      'there is no sample in it',
    ]);
  });
});

describe('the log of kubectl get hpa -w', () => {
  const HEAD = 'NAME  REFERENCE  TARGETS  MINPODS  MAXPODS  REPLICAS  AGE';
  const line = (targets: string, age: string) => `hpa  Deployment/a  ${targets}  1  10  1  ${age}`;

  test.each([
    ['many/2', { error: 'many in the log' }],
    ['2/2 now', { error: 'unknown in the log' }],
  ])('a target that cannot be read (%s) is one that failed', (targets, value) => {
    expect(valuesOf(`${HEAD}\n${line(targets, '5s')}`).moments[0].values['#0']).toEqual(value);
  });

  test('an age that is none is refused', () => {
    expect(reasonsOf(`${HEAD}\n${line('1/2', 'old')}`)).toEqual([
      'line 2 is none of kubectl get hpa: hpa  Deployment/a  1/2  1  10  1  old',
    ]);
  });

  test('the HPA looks where most lines are within its interval, the earlier of two', () => {
    const log = (ages: readonly number[]) => `${HEAD}\n${ages.map((age) => line('1/2', `${age}s`)).join('\n')}`;
    expect(valuesOf(log([0, 5, 20, 33])).hpaPhase).toBe(5 / 15);
    expect(valuesOf(log([0, 8, 18])).hpaPhase).toBe(3 / 15);
  });
});

describe('JSON lines', () => {
  test('of a scenario of KEDA are in units', () => {
    const scenario = { initialReplicas: 2, resyncSeconds: 30, ticks: [{ series: { a: [1.5, null] } }, { at: 45 }] };
    expect(valuesOf(JSON.stringify(scenario))).toMatchObject({
      initialReplicas: 2,
      hpaSyncMs: 30_000,
      durationMs: 45_000 + 30_000 - 500,
      moments: [
        { at: 500, values: { a: { samples: [1500, null] } } },
        { at: 45_000, values: {} },
      ],
    });
  });

  test.each([
    ['{"series":{"a":["x"]}}', ["tick 0: 'series.a' must be a list of numbers"]],
    ['{"totals":{"a":"7"}}', ["tick 0: 'totals.a' must be a number"]],
    ['{"at":-1}', ["tick 0: 'at' (-1) must be seconds"]],
    ['{"at":"now"}', ['tick 0: \'at\' ("now") must be seconds']],
    ['{"pending":2}', ["tick 0: 'pending' is of scenarios (--scenarios); here pods start by themselves"]],
    ['{"a":1}\n[1]', ['line 2 must be an object']],
    ['[1]', ['line 1 must be an object']],
  ])('%s is refused', (text, reasons) => {
    expect(reasonsOf(text)).toEqual(reasons);
  });

  test('none of unready and pending pods is as good as nothing', () => {
    expect(valuesOf('{"unready":0,"pending":0,"values":{"a":[1]}}').moments).toEqual([
      { at: 500, values: { a: { samples: [1] } } },
    ]);
  });
});
