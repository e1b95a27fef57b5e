import { checkQuery } from '../../src/metrics/query';

const textsOf = (query: string) => checkQuery('query', query).map(({ text }) => text);

test.each([
  'sum(x)',
  'sum by () (x)',
  '-sum(x) # a comment',
  '(sum(x)) / on () sum(y)',
  'sum(x) + x',
  'x + sum(x)',
  'sum(x) or vector(0)',
  'sum(x) * on (pod) group_left () sum by (pod) (x)',
  'sum(x) unless y',
  '1',
  'scalar(x)',
  'absent(x)',
  'topk(1, x)',
  'quantile(0.9, x)',
  'clamp_max(sum(x), 5)',
  'sum(rate(x[5m] offset 1m))',
  'sum(rate((x[5m])))',
  'sum(x @ end())',
  'max_over_time(sum(x)[5m:1m])',
  'predict_linear(sum(x)[1h:], 60)',
  'avg(max_over_time(rate(x[1m])[5m:]))',
  'sum(rate(x_total[5m]))',
  'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))',
  'label_replace(sum(x), "a", "$1", "b", "(.+)")',
  'sum({"my.metric"})',
  'sum({__name__="x"})',
  'sum({a!=""})',
  'sum({a!~".*"})',
  'sum({a=~"(?i)b|(?P<n>c)|(?s:d)"})',
  'sum({a=~`\\d+`})',
  'time() - 5',
  'vector(time() >= bool 8)',
  'absent(x) or vector(0)',
  'round(sum(x))',
  'round(sum(x), 0.5)',
  'sum(x) * (1 > bool 2)',
  'sum(label_join(x, "a", ","))',
  'sum(label_join(x, "a", ",", "b", "c"))',
  'sum(quantile_over_time(0.9, x[5m]))',
  'sum(histogram_quantiles(x, "q", 0.5, 0.9))',
])('%s is fine', (query) => {
  expect(textsOf(query)).toEqual([]);
});

const WRAP = 'and gives one per series; wrap it in sum(…), avg(…) or max(…) (metric/query)';

test.each([
  ['x', `must give one element, ${WRAP}`],
  ['x offset 5m', `must give one element, ${WRAP}`],
  ['topk(2, x)', `must give one element, ${WRAP}`],
  ['sum(x) or y', `must give one element, ${WRAP}`],
  ['y unless sum(x)', `must give one element, ${WRAP}`],
  ['x > 5', `must give one element, ${WRAP}`],
  ['x / y', `must give one element, ${WRAP}`],
  [
    'sum by (pod) (x) * on (pod) group_left () sum(x)',
    'must give one element, and gives one per group of by (pod); leave that out (metric/query)',
  ],
  ['sum(x) * on () group_right () y', `must give one element, ${WRAP}`],
  [
    'histogram_quantile(0.9, sum by (le, pod) (x))',
    'must give one element, and gives one per group of by (le, pod); leave that out (metric/query)',
  ],
  [
    'sum(x) without (a)',
    'must give one element, and gives one per what is left by without (a); leave that out (metric/query)',
  ],
  ['sum(x', 'must be PromQL, and is wrong at character 6; correct it (metric/query)'],
  ['# only a comment', 'must be PromQL, and is wrong at character 17; correct it (metric/query)'],
  ['x:y.z', 'must be PromQL, and is wrong at character 4; correct it (metric/query)'],
  ['foo(x)', 'must be PromQL, and is wrong at character 4; correct it (metric/query)'],
  ['x[5m]', 'must not use a range as a value; take its rate(…) or avg_over_time(…) (metric/query)'],
  ['sum(increase(x))', "must give 'increase' a range; write it like increase(series[5m]) (metric/query)"],
  [
    'histogram_quantile(x)',
    "must give 'histogram_quantile' 2 arguments, not 1; write it like histogram_quantile(number, series) (metric/query)",
  ],
  [
    'histogram_quantile(sum by (le) (x), 0.9)',
    [
      "must give 'histogram_quantile' a number as its argument 1, not a series; write it like histogram_quantile(number, series) (metric/query)",
      "must give 'histogram_quantile' a series as its argument 2, not a number; write it like histogram_quantile(number, series) (metric/query)",
    ],
  ],
  [
    'sum(quantile_over_time(0.9, x))',
    "must give 'quantile_over_time' a range; write it like quantile_over_time(number, series[5m]) (metric/query)",
  ],
  ['sum(rate(x[5m], 3))', "must give 'rate' 1 argument, not 2; write it like rate(series[5m]) (metric/query)"],
  ['topk(x)', "must give 'topk' 2 arguments, not 1; write it like topk(number, series) (metric/query)"],
  ['sum(round(x, 1, 2))', "must give 'round' 1 or 2 arguments, not 3; write it like round(series) (metric/query)"],
  [
    'sum(label_join(x))',
    'must give \'label_join\' at least 3 arguments, not 1; write it like label_join(series, "text", "text") (metric/query)',
  ],
  [
    'sum(label_join(x, "a", ",", b))',
    'must give \'label_join\' a text as its argument 4, not a series; write it like label_join(series, "text", "text") (metric/query)',
  ],
  ['sum(5)', "must give 'sum' a series as its argument 1, not a number; write it like sum(series) (metric/query)"],
  [
    'vector(sum(x))',
    "must give 'vector' a number as its argument 1, not a series; write it like vector(number) (metric/query)",
  ],
  ['sum("x")', "must give 'sum' a series as its argument 1, not a text; write it like sum(series) (metric/query)"],
  ['"x"', 'must not use a text as a value; name a series, without quotes (metric/query)'],
  ['sum(x) * y[5m]', 'must not use a range as a value; take its rate(…) or avg_over_time(…) (metric/query)'],
  [
    'sum(max_over_time(x[5m][1h:]))',
    'must not use a range as a value; take its rate(…) or avg_over_time(…) (metric/query)',
  ],
  ['sum(x) or 0', "must not use 'or' on a number; take vector(…) of it (metric/query)"],
  ['vector(time() > 5)', "must not compare two numbers by '>'; write > bool (metric/query)"],
  ['sum(x{a=~"["})', 'must not have the regular expression "["; correct it (metric/query)'],
  ['sum(x{a=~"a(?=b)"})', 'must not have the regular expression "a(?=b)"; correct it (metric/query)'],
  ['sum({a=""})', 'must not select every series there is; name the series or give a label (metric/query)'],
  ['sum({a!="b"})', 'must not select every series there is; name the series or give a label (metric/query)'],
  ['sum({a=~".*",b!~".+"})', 'must not select every series there is; name the series or give a label (metric/query)'],
])('%s is refused', (query, messages) => {
  expect(textsOf(query)).toEqual([messages].flat().map((message) => `'query' (${JSON.stringify(query)}) ${message}`));
});

test('the total of a counter is warned of, its rate is not', () => {
  expect(checkQuery('query', 'sum(requests_total) / sum(rate(errors_total[5m]))')).toEqual([
    {
      rule: 'metric/query',
      severity: 'warning',
      text: "'query' takes requests_total as it is, and by its name it is a counter, which only grows; take its rate(…) (metric/query)",
    },
  ]);
});

test('a query may be nested as deep as it likes, and is refused beyond what anybody writes', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}sum(x)${')'.repeat(depth)}`;
  expect(textsOf(nested(400))).toEqual([]);
  expect(textsOf(nested(100_000))).toEqual([expect.stringContaining('must be PromQL, and is wrong at character')]);
});
