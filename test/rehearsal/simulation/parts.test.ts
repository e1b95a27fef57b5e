import { ENGINES } from '../../../src/metrics/catalogue';
import { VLLM } from '../../../src/metrics/catalogue/vllm';
import { MetricError } from '../../../src/rehearsal/controllers/hpa/world';
import { compileQuery } from '../../../src/rehearsal/promql/compile';
import { PromqlError, type Vector } from '../../../src/rehearsal/promql/expression';
import type { LabelTable } from '../../../src/rehearsal/promql/labels';
import { Columns, compact } from '../../../src/rehearsal/simulation/columns';
import { engineSeries, gpuSeries } from '../../../src/rehearsal/simulation/engine-series';
import { EventQueue } from '../../../src/rehearsal/simulation/event-queue';
import { MetricsAdapter } from '../../../src/rehearsal/simulation/metrics-api';
import { type PoolOptions, poolsOf } from '../../../src/rehearsal/simulation/pools';
import { Prometheus } from '../../../src/rehearsal/simulation/prometheus';
import { SignalPlan } from '../../../src/rehearsal/simulation/signal-plan';
import type { Stack } from '../../../src/rehearsal/stack/read-stack';

describe('columns', () => {
  test.each([
    [1, 'last' as const, [1, null, 3, 4, 5]],
    [2, 'last' as const, [null, 4, 5]],
    [2, 'mean' as const, [1, 3.5, 5]],
    [1, 'mean' as const, [1, null, 3, 4, 5]],
  ])('of %d entries as one, by the %s', (factor, merge, expected) => {
    expect(compact([1, null, 3, 4, 5], factor, merge)).toEqual(expected);
  });

  test('that have no value have none together', () => {
    expect(compact([null, null, 1], 2, 'mean')).toEqual([null, 1]);
  });

  test('keep six digits', () => {
    const columns = new Columns({ a: 'last', b: 'mean' });
    columns.add({ a: 1 / 3, b: Number.POSITIVE_INFINITY });
    columns.add({ a: 1_234_567, b: 2 / 3 });
    expect(columns.compacted(1)).toEqual({ a: [0.333333, 1_234_567], b: [null, 0.666667] });
  });
});

describe('the queue of events', () => {
  test('runs what is to happen by time, and what happens at one time in the order in which it was asked for', () => {
    const queue = new EventQueue();
    const seen: string[] = [];
    for (const [time, name] of [
      [5, 'a'],
      [1, 'b'],
      [5, 'c'],
      [1, 'd'],
      [3, 'e'],
    ] as const)
      queue.at(time, (now) => seen.push(`${name}${now}`));
    while (queue.nextTime < 10) queue.step();
    expect(seen).toEqual(['b1', 'd1', 'e3', 'a5', 'c5']);
  });

  test('never runs what never happens, and stops what says so', () => {
    const queue = new EventQueue();
    queue.at(Number.POSITIVE_INFINITY, () => undefined);
    expect(queue.nextTime).toBe(Number.POSITIVE_INFINITY);
    const seen: number[] = [];
    queue.every(2, 10, (now) => seen.push(now) < 3);
    while (queue.nextTime < 100) queue.step();
    expect(seen).toEqual([2, 12, 22]);
  });
});

describe('pools', () => {
  const fixed = { initialNodes: 1, minNodes: 0, maxNodes: 1, scaling: 'fixed', gpusPerNode: 1 };

  test.each<[Partial<PoolOptions>, object]>([
    [{}, fixed],
    [{ nodes: 3 }, { ...fixed, initialNodes: 3, maxNodes: 3 }],
    [{ maxNodes: 4 }, { ...fixed, initialNodes: 4, maxNodes: 4 }],
    [{ scaling: 'cluster-autoscaler' }, { initialNodes: 0, minNodes: 0, maxNodes: Number.MAX_SAFE_INTEGER }],
    [
      { scaling: 'ack-instant', minNodes: 2, maxNodes: 5 },
      { initialNodes: 2, minNodes: 2, maxNodes: 5 },
    ],
    [
      { gpusPerNode: 8, labels: { zone: 'a' } },
      { gpusPerNode: 8, labels: expect.objectContaining({ zone: 'a' }) },
    ],
  ])('%j', (options, expected) => {
    expect(poolsOf([{ name: 'a', ...options }], 1)).toMatchObject([expected]);
  });

  test('nodes come sooner with ack-instant, and as the same seed has them', () => {
    const delayOf = (scaling: PoolOptions['scaling']) => poolsOf([{ name: 'a', scaling }], 1)[0].provisioning(0);
    expect(delayOf('ack-instant')).toBeLessThan(delayOf('cluster-autoscaler'));
    expect(delayOf('ack-instant')).toBe(delayOf('ack-instant'));
  });
});

describe('where a series comes from', () => {
  test.each([
    ['DCGM_FI_DEV_GPU_UTIL', 0.254, 25],
    ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', 0.254, 0.254],
    ['DCGM_FI_PROF_SM_ACTIVE', 0.254, 0.254],
  ])('%s is made from how busy a GPU is', (name, busy, value) => {
    const found = gpuSeries(name);
    expect(found && 'value' in found && found.value(busy)).toBe(value);
  });

  test('of a GPU, what the model does not know is said, and what no exporter has is nothing', () => {
    expect(gpuSeries('DCGM_FI_DEV_POWER_USAGE')).toEqual({
      why: 'the service model knows nothing of GPU power, which is DCGM_FI_DEV_POWER_USAGE of the DCGM exporter',
    });
    expect(gpuSeries('nginx_requests')).toBeUndefined();
  });

  test('every series of every engine is made or said to be unknown, with the name of the engine', () => {
    for (const table of ENGINES)
      for (const row of table.rows)
        for (const { name } of row.names) {
          const found = engineSeries(table, undefined, name);
          const why = `the service model knows nothing of ${row.concept}, which is ${name} of ${table.title}`;
          expect(found).toEqual(
            found?.type === 'unknown'
              ? { type: 'unknown', why }
              : expect.objectContaining({ series: expect.anything() }),
          );
        }
  });

  test('a name that a version has not, and has no other for', () => {
    expect(engineSeries(VLLM, '0.11.0', 'vllm:num_requests_swapped')).toEqual({
      type: 'unknown',
      why: 'vLLM 0.11.0 does not export vllm:num_requests_swapped',
    });
  });
});

const NOTHING: Stack = { services: [], rules: [], relistMs: undefined, gpuScrape: undefined, hasMonitors: false };

describe('recording rules', () => {
  /** What `doubled`, a rule that doubles `seconds`, has after two evaluations at 0 and 30 s, and after a third. */
  function doubledOf(records: readonly string[]) {
    const rule = { labels: {}, intervalMs: 30_000, group: 'a', from: 'PrometheusRule a/a' };
    const exprs: Readonly<Record<string, string>> = { seconds: 'vector(time())', doubled: '2 * seconds' };
    const rules = records.map((record) => ({ ...rule, record, expr: exprs[record] }));
    const queue = new EventQueue();
    const plan = new SignalPlan({ ...NOTHING, rules });
    const query = plan.compile('doubled');
    if (query instanceof PromqlError) throw new Error(query.message);
    const prometheus = new Prometheus(plan, queue, 0, () => 0, { recorded: undefined, epochMs: 0 });
    return [0, 1, 2].map((evaluation) => {
      queue.step();
      return (prometheus.ask(query, evaluation * 30_000) as Vector).map(({ value }) => value);
    });
  }

  test('of a group are evaluated in the order in which they stand', () => {
    expect(doubledOf(['seconds', 'doubled'])).toEqual([[0], [60], [120]]);
    // The rule that stands first reads what the other recorded the last time.
    expect(doubledOf(['doubled', 'seconds'])).toEqual([[], [0], [60]]);
  });
});

describe('the custom metrics API', () => {
  /** The API after one look for series: series `a` with these values by pod, and a query over them. */
  function answerOf(values: Readonly<Record<string, number>>, text: string) {
    const queue = new EventQueue();
    const prometheus = new Prometheus(new SignalPlan(NOTHING), queue, 0, () => 0, { recorded: undefined, epochMs: 0 });
    const table: LabelTable = prometheus.store.labels;
    for (const [pod, value] of Object.entries(values))
      prometheus.store.series('a', pod === '' ? {} : { pod }).append(0, value);
    const series = compileQuery('a', table);
    const query = compileQuery(text, table);
    if (series instanceof PromqlError || query instanceof PromqlError) throw new Error('wrong query');
    const metric = { name: 'a', series, query, podLabel: 'pod' };
    const adapter = new MetricsAdapter([metric], 60_000, prometheus, queue, 0, 0);
    queue.step();
    const answer = adapter.ofPods(metric, 0);
    return answer instanceof MetricError ? answer.message : Object.fromEntries(answer);
  }

  test.each<[Readonly<Record<string, number>>, string, Record<string, number> | string]>([
    [{ x: 1.2345, y: -1.2345 }, 'a', { x: 1234, y: -1234 }],
    [{ x: Number.NaN }, 'a', { x: 0 }],
    [{ x: Number.POSITIVE_INFINITY, y: 1e16 }, 'a', { x: -(2 ** 63), y: -(2 ** 63) }],
    [{ x: 1, '': 2 }, 'a', { x: 1000 }],
    [{ x: 1 }, 'sum(a)', 'no metrics returned from custom metrics API'],
    [{}, 'a', 'the server could not find the metric a for pods'],
    [
      { x: 1, y: 2 },
      'a * on() a',
      'unable to fetch metrics from prometheus: found duplicate series for the match group on the right hand-side of the operation',
    ],
  ])('of %j answers %s with %j', (values, text, expected) => {
    expect(answerOf(values, text)).toEqual(expected);
  });
});
