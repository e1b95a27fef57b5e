import { Duration, Size } from 'cdk8s';
import {
  EngineMetric,
  GpuMetric,
  Metric,
  type MetricTarget,
  Percent,
  Ratio,
  RawMetric,
  ResourceMetric,
} from '../../src';
import { checkTarget } from '../../src/metrics/target';

const COUNT = EngineMetric.RUNNING_REQUESTS;
const RATIO = EngineMetric.KV_CACHE_USAGE;
const PERCENT = GpuMetric.UTILIZATION;
const LATENCY = EngineMetric.timeToFirstToken();

/** The messages of a target, or what became of it. */
function judge(target: unknown) {
  const checked = checkTarget('metrics[0]', target);
  return 'metric' in checked ? checked : checked.map(({ text }) => text);
}

describe('a target in range', () => {
  test.each<[string, MetricTarget, object]>([
    ['a count', COUNT.target(8), { unit: 'count', comparison: 'average', value: 8, quantity: '8' }],
    ['a thousandth', COUNT.target(0.001), { value: 0.001, quantity: '1m' }],
    ['thousands', COUNT.target(2000), { value: 2000, quantity: '2k' }],
    ['a ratio', RATIO.target(Ratio.of(0.1)), { unit: 'ratio', value: 0.1, quantity: '100m' }],
    ['the whole', RATIO.target(Ratio.of(1)), { value: 1, quantity: '1' }],
    [
      'a percentage',
      PERCENT.target(Percent.of(80)),
      { unit: 'percent', comparison: 'average', value: 80, quantity: '80' },
    ],
    ['one percent', PERCENT.target(Percent.of(1)), { value: 1, quantity: '1' }],
    ['a hundred percent', PERCENT.target(Percent.of(100)), { value: 100, quantity: '100' }],
    ['a latency', LATENCY.target(Duration.millis(500)), { unit: 'seconds', value: 0.5, quantity: '500m' }],
    ['a millisecond', LATENCY.target(Duration.millis(1)), { value: 0.001, quantity: '1m' }],
    ['a share of CPU', ResourceMetric.CPU.target(Percent.of(50)), { comparison: 'utilization', value: 50 }],
    ['a share of memory', ResourceMetric.MEMORY.target(Percent.of(60)), { comparison: 'utilization', value: 60 }],
    [
      'an amount of memory',
      ResourceMetric.MEMORY.targetSize(Size.gibibytes(24)),
      { comparison: 'average', value: 24 * 2 ** 30, quantity: '24Gi' },
    ],
    ['a raw value per pod', RawMetric.pods('m').averageValue(3), { comparison: 'average', quantity: '3' }],
    [
      'a raw value of an object',
      RawMetric.object('m', { apiVersion: 'v1', kind: 'Service', name: 's' }).value(2),
      {
        metric: {
          from: 'kubernetes',
          api: { type: 'Object', name: 'm', describedObject: { apiVersion: 'v1', kind: 'Service', name: 's' } },
        },
        quantity: '2',
      },
    ],
    ['a raw value', RawMetric.external('m').value(0.5), { comparison: 'value', quantity: '500m' }],
  ])('of %s is taken', (_what, target, expected) => {
    expect(judge(target)).toMatchObject({ ...expected, activation: undefined });
  });

  test.each<[string, MetricTarget, number]>([
    ['a count', COUNT.target(8, 0), 0],
    ['a ratio', RATIO.target(Ratio.of(0.8), Ratio.of(0.05)), 0.05],
    ['a percentage', PERCENT.target(Percent.of(80), Percent.of(0)), 0],
    ['a latency', LATENCY.target(Duration.seconds(2), Duration.millis(1500)), 1.5],
  ])('of %s may have an activation', (_what, target, activation) => {
    expect(judge(target)).toMatchObject({ activation });
  });
});

describe('a target out of range', () => {
  const count = 'must be a number and at least 0.001, with at most three decimals';
  const ratio = 'must be a ratio of at most 1 and at least 0.001, with at most three decimals';
  const percent = 'must be at most 100 % and at least 1, with at most three decimals';
  const latency = 'must be a duration and at least 0.001, with at most three decimals';
  const give = 'give a value in that range (metric/target)';

  test.each<[MetricTarget, string]>([
    [COUNT.target(0), `'metrics[0]' (0) ${count}; ${give}`],
    [COUNT.target(-1), `'metrics[0]' (-1) ${count}; ${give}`],
    [COUNT.target(Number.NaN), `'metrics[0]' (NaN) ${count}; ${give}`],
    [COUNT.target(Infinity), `'metrics[0]' (Infinity) ${count}; ${give}`],
    [COUNT.target(0.0005), `'metrics[0]' (0.0005) ${count}; ${give}`],
    [COUNT.target(1.2345), `'metrics[0]' (1.2345) ${count}; ${give}`],
    [COUNT.target(1e13), `'metrics[0]' (10000000000000) ${count}; ${give}`],
    [RATIO.target(Ratio.of(0)), `'metrics[0]' (0) ${ratio}; ${give}`],
    [RATIO.target(Ratio.of(-0.5)), `'metrics[0]' (-0.5) ${ratio}; ${give}`],
    [RATIO.target(Ratio.of(0.12345)), `'metrics[0]' (0.12345) ${ratio}; ${give}`],
    [RATIO.target(Ratio.of(80)), `'metrics[0]' (80) ${ratio}; did you mean Ratio.of(0.8)? (metric/target)`],
    [RATIO.target(Ratio.of(29)), `'metrics[0]' (29) ${ratio}; did you mean Ratio.of(0.29)? (metric/target)`],
    [RATIO.target(Ratio.of(1.1)), `'metrics[0]' (1.1) ${ratio}; did you mean Ratio.of(0.011)? (metric/target)`],
    [RATIO.target(Ratio.of(100)), `'metrics[0]' (100) ${ratio}; did you mean Ratio.of(1)? (metric/target)`],
    [RATIO.target(Ratio.of(101)), `'metrics[0]' (101) ${ratio}; ${give}`],
    [PERCENT.target(Percent.of(0)), `'metrics[0]' (0) ${percent}; ${give}`],
    [PERCENT.target(Percent.of(150)), `'metrics[0]' (150) ${percent}; ${give}`],
    [PERCENT.target(Percent.of(0.5)), `'metrics[0]' (0.5) ${percent}; did you mean Percent.of(50)? (metric/target)`],
    [PERCENT.target(Percent.of(0.57)), `'metrics[0]' (0.57) ${percent}; did you mean Percent.of(57)? (metric/target)`],
    [PERCENT.target(Percent.of(0.001)), `'metrics[0]' (0.001) ${percent}; ${give}`],
    [LATENCY.target(Duration.seconds(0)), `'metrics[0]' (0) ${latency}; ${give}`],
    [
      ResourceMetric.CPU.target(Percent.of(50.5)),
      "'metrics[0]' (50.5) must be a whole percentage; round it (metric/target)",
    ],
    [ResourceMetric.CPU.target(Percent.of(101)), `'metrics[0]' (101) ${percent}; ${give}`],
    [ResourceMetric.MEMORY.targetSize(Size.kibibytes(0)), `'metrics[0]' (0) ${count}; ${give}`],
  ])('is refused (%#)', (target, text) => {
    expect(judge(target)).toEqual([text]);
  });

  test('is reported together with its activation, which may be 0 but not less', () => {
    expect(judge(COUNT.target(0, -1))).toEqual([
      `'metrics[0]' (0) ${count}; ${give}`,
      `'metrics[0].activation' (-1) must be a number and at least 0, with at most three decimals; ${give}`,
    ]);
  });
});

describe('a target of the wrong type, from code without types', () => {
  const use = 'as its metric is; use the type of the unit (metric/unit)';

  test.each<[string, any, any, string]>([
    ['a number for a Percent', PERCENT, 80, `'metrics[0]' (80) must be a Percent, 0–100, ${use}`],
    [
      'a Ratio for a Percent',
      PERCENT,
      Ratio.of(0.8),
      `'metrics[0]' (an instance of Ratio) must be a Percent, 0–100, ${use}`,
    ],
    [
      'a Percent of text',
      PERCENT,
      Percent.of('80' as any),
      `'metrics[0]' (an instance of Percent) must be a Percent, 0–100, ${use}`,
    ],
    ['a look-alike', PERCENT, { value: 80 }, `'metrics[0]' (an object) must be a Percent, 0–100, ${use}`],
    ['a number for a Ratio', RATIO, 0.8, `'metrics[0]' (0.8) must be a Ratio, 0–1, ${use}`],
    [
      'a Percent for a Ratio',
      RATIO,
      Percent.of(80),
      `'metrics[0]' (an instance of Percent) must be a Ratio, 0–1, ${use}`,
    ],
    ['text for a count', COUNT, '8', `'metrics[0]' ("8") must be a number, ${use}`],
    ['nothing for a count', COUNT, undefined, `'metrics[0]' (undefined) must be a number, ${use}`],
    ['a Percent for a count', COUNT, Percent.of(8), `'metrics[0]' (an instance of Percent) must be a number, ${use}`],
    ['a Size for a count', COUNT, Size.gibibytes(1), `'metrics[0]' (an instance of Size) must be a number, ${use}`],
    ['a number for a latency', LATENCY, 2, `'metrics[0]' (2) must be a Duration, ${use}`],
    ['a number for memory', { target: ResourceMetric.MEMORY.targetSize }, 5, `'metrics[0]' (5) must be a Size, ${use}`],
  ])('is refused: %s', (_what, metric, value, text) => {
    expect(judge(metric.target(value))).toEqual([text]);
  });

  test('is refused as an activation too', () => {
    expect(judge((COUNT as any).target(8, Percent.of(1)))).toEqual([
      `'metrics[0].activation' (an instance of Percent) must be a number, ${use}`,
    ]);
  });

  test.each([
    [COUNT, 'an instance of CountMetric'],
    [undefined, 'undefined'],
    [{ metric: 'x' }, 'an object'],
  ])('is refused when no target() made it (%#)', (target, shown) => {
    expect(judge(target)).toEqual([
      `'metrics[0]' (${shown}) must be made by the target() of a metric; call target(…) on it (metric/unit)`,
    ]);
  });
});

/** Each line that a directive stands above must not compile: `tsc --noEmit` fails on a directive without need. */
describe('the types', () => {
  test('keep units apart', () => {
    const attempts = () => {
      // @ts-expect-error a Percent is no Ratio
      const ratio: Ratio = Percent.of(80);
      // @ts-expect-error a Ratio is no Percent
      const percent: Percent = Ratio.of(0.8);
      // @ts-expect-error a number is no Percent
      const fromNumber: Percent = 80;
      // @ts-expect-error what merely has a value is no Ratio
      const lookAlike: Ratio = { value: 0.8 };
      // @ts-expect-error requests are counted
      COUNT.target(Percent.of(80));
      // @ts-expect-error requests are counted
      COUNT.target(Duration.seconds(1));
      // @ts-expect-error a latency is a Duration
      LATENCY.target(2);
      // @ts-expect-error KV-cache usage is a ratio
      RATIO.target(Percent.of(80));
      // @ts-expect-error KV-cache usage is a Ratio, which says what 0.8 means
      RATIO.target(0.8);
      // @ts-expect-error GPU utilization is in percent
      PERCENT.target(Ratio.of(0.8));
      // @ts-expect-error an activation has the type of its target
      PERCENT.target(Percent.of(80), 5);
      // @ts-expect-error one's own series have units too
      Metric.percent('p').target(Ratio.of(0.8));
      // @ts-expect-error memory per pod is a Size
      ResourceMetric.MEMORY.targetSize(5);
      // @ts-expect-error the constructor is not public
      new Percent(80);
      return [ratio, percent, fromNumber, lookAlike];
    };
    expect(attempts).not.toThrow();
  });
});
