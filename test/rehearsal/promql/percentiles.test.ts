import { ask, flat, linear, storeOf } from './support';

describe('percentiles of histograms', () => {
  const store = storeOf({
    'latency_bucket{pod="a",le="0.1"}': linear(5),
    'latency_bucket{pod="a",le="1"}': linear(9),
    'latency_bucket{pod="a",le="+Inf"}': linear(10),
    'latency_bucket{pod="b",le="0.1"}': linear(0),
    'latency_bucket{pod="b",le="1"}': linear(10),
    'latency_bucket{pod="b",le="+Inf"}': linear(10),
  });

  test.each<[string, Record<string, number>]>([
    ['histogram_quantile(0.25, sum by (le) (rate(latency_bucket[2m])))', { '': 0.1 }],
    ['histogram_quantile(0.6, sum by (le) (rate(latency_bucket[2m])))', { '': 0.55 }],
    ['histogram_quantile(0.99, sum by (le) (rate(latency_bucket[2m])))', { '': 1 }],
    ['histogram_quantile(0.5, sum by (pod, le) (rate(latency_bucket[2m])))', { 'pod=a': 0.1, 'pod=b': 0.55 }],
    ['histogram_quantile(0.5, nothing)', {}],
  ])('%s', (query, expected) => {
    const answer = ask(store, query) as Record<string, number>;
    expect(Object.keys(answer)).toEqual(Object.keys(expected));
    for (const [labels, value] of Object.entries(expected)) expect(answer[labels]).toBeCloseTo(value, 10);
  });

  test('an empty one has no percentile, which is not a number', () => {
    const empty = storeOf({ 'latency_bucket{le="1"}': flat(0), 'latency_bucket{le="+Inf"}': flat(0) });
    expect(ask(empty, 'histogram_quantile(0.9, rate(latency_bucket[2m]))')).toEqual({ '': Number.NaN });
  });

  const shapes = storeOf({
    'endless_bucket{le="1"}': flat(5),
    'negative_bucket{le="-1"}': flat(10),
    'negative_bucket{le="+Inf"}': flat(10),
    // Two versions of a program that write the bound differently.
    'mixed_bucket{le="1"}': flat(2),
    'mixed_bucket{le="1.0"}': flat(2),
    'mixed_bucket{le="+Inf"}': flat(8),
    'gauge{pod="a"}': flat(1),
    'gauge{le="much"}': flat(1),
  });

  test.each<[string, Record<string, number>]>([
    ['histogram_quantile(NaN, negative_bucket)', { '': Number.NaN }],
    ['histogram_quantile(-1, negative_bucket)', { '': Number.NEGATIVE_INFINITY }],
    ['histogram_quantile(2, negative_bucket)', { '': Number.POSITIVE_INFINITY }],
    ['histogram_quantile(0.5, endless_bucket)', { '': Number.NaN }],
    ['histogram_quantile(0.5, negative_bucket)', { '': -1 }],
    ['histogram_quantile(0.25, mixed_bucket)', { '': 0.5 }],
    ['histogram_quantile(0.5, gauge)', {}],
  ])('%s', (query, expected) => {
    expect(ask(shapes, query)).toEqual(expected);
  });
});
