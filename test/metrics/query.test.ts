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
  ['sum(x{a=~"["})', 'must not have the regular expression "["; correct it (metric/query)'],
  ['sum(x{a=~"a(?=b)"})', 'must not have the regular expression "a(?=b)"; correct it (metric/query)'],
  ['sum({a=""})', 'must not select every series there is; name the series or give a label (metric/query)'],
  ['sum({a!="b"})', 'must not select every series there is; name the series or give a label (metric/query)'],
  ['sum({a=~".*",b!~".+"})', 'must not select every series there is; name the series or give a label (metric/query)'],
])('%s is refused', (query, message) => {
  expect(textsOf(query)).toEqual([`'query' (${JSON.stringify(query)}) ${message}`]);
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
