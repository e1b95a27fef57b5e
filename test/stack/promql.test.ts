import fc from 'fast-check';
import { isQuick, matchesPattern, meets, secondsOf, unquote } from '../../src/metrics/query-selectors';
import { hasLabel, keepsLabel, readQuery } from '../../src/stack/promql';

describe('selectors', () => {
  test.each([
    ['a', [{ name: 'a', matchers: [], inside: [] }]],
    [
      'a{b="c", d!="e", f=~"g|h", i!~"j"}',
      [
        {
          name: 'a',
          matchers: [
            ['b', '=', 'c'],
            ['d', '!=', 'e'],
            ['f', '=~', 'g|h'],
            ['i', '!~', 'j'],
          ],
        },
      ],
    ],
    ['{__name__="a", b="c"}', [{ name: 'a', matchers: [['b', '=', 'c']] }]],
    ['{__name__=~"vllm:.*"}', [{ name: undefined, matchers: [['__name__', '=~', 'vllm:.*']] }]],
    ['{"my.metric", "a b"=\'c\'}', [{ name: 'my.metric', matchers: [['a b', '=', 'c']] }]],
    ['sum by (pod) (rate(a{b="c"}[5m] offset 1h))', [{ name: 'a', rangeSeconds: 300, inside: ['rate', 'sum'] }]],
    ['SUM(avg_over_time(a[1h30m:1m]))', [{ name: 'a', rangeSeconds: 5400, inside: ['avg_over_time', 'sum'] }]],
    [
      'histogram_quantile(0.9, sum by (le) (rate(a_bucket[2m]))) / on() b',
      [
        { name: 'a_bucket', inside: ['rate', 'sum', 'histogram_quantile'] },
        { name: 'b', inside: [] },
      ],
    ],
    ['1 + time()', []],
  ])('of %s', (text, expected) => {
    const { selectors } = readQuery(text);
    const found = selectors.map((selector) => ({
      ...selector,
      matchers: selector.matchers.map(({ label, operator, value }) => [label, operator, value]),
    }));
    expect(found).toHaveLength(expected.length);
    expected.forEach((each, index) => {
      expect(found[index]).toMatchObject(each);
    });
  });

  test('say where they stand', () => {
    const text = 'sum(up{a="b"}) > 0';
    const [{ from, to }] = readQuery(text).selectors;
    expect(text.slice(from, to)).toBe('up{a="b"}');
  });
});

describe('the labels of a result', () => {
  const LABELS = ['namespace', 'pod', 'le', 'node'];
  test.each([
    ['a', { keeps: LABELS, has: [] }],
    ['sum(a)', { keeps: [], has: [] }],
    ['sum by (pod, namespace) (a)', { keeps: ['namespace', 'pod'], has: ['namespace', 'pod'] }],
    ['sum(a) by (pod)', { keeps: ['pod'], has: ['pod'] }],
    ['sum without (pod) (a)', { keeps: ['namespace', 'le', 'node'], has: [] }],
    ['sum by (pod) (sum by (namespace) (a))', { keeps: [], has: [] }],
    ['topk(3, sum by (pod) (a))', { keeps: ['pod'], has: ['pod'] }],
    ['count_values("node", a)', { keeps: ['node'], has: ['node'] }],
    ['rate(a[5m])', { keeps: LABELS, has: [] }],
    ['label_replace(a, "pod", "$1", "exported_pod", "(.+)")', { keeps: LABELS, has: ['pod'] }],
    ['sum by (pod) (label_replace(sum(a), "pod", "x", "", ""))', { keeps: ['pod'], has: ['pod'] }],
    ['histogram_quantile(0.9, sum by (le, pod) (rate(a_bucket[5m])))', { keeps: ['pod'], has: ['pod'] }],
    ['vector(1)', { keeps: [], has: [] }],
    ['a * on (pod) group_left (node) b', { keeps: LABELS, has: ['node'] }],
    ['a / on (pod) b', { keeps: ['pod'], has: ['pod'] }],
    ['a / ignoring (pod) b', { keeps: ['namespace', 'le', 'node'], has: [] }],
    ['sum by (pod) (a) or vector(0)', { keeps: ['pod'], has: ['pod'] }],
    ['100 * sum by (pod) (a)', { keeps: ['pod'], has: ['pod'] }],
    ['sum by (pod) (a) / 100', { keeps: ['pod'], has: ['pod'] }],
    ['-(a)', { keeps: LABELS, has: [] }],
    ['sum by ("pod") (a)', { keeps: ['pod'], has: ['pod'] }],
    ['sum()', { keeps: [], has: [] }],
    ['a * on (pod) group_right (node) b', { keeps: LABELS, has: ['node'] }],
    ['sum(a) * on () group_right (node) sum by (pod) (b)', { keeps: ['pod', 'node'], has: ['pod', 'node'] }],
    ['label_replace(a)', { keeps: LABELS, has: [] }],
    ['label_join(sum(a), "pod")', { keeps: ['pod'], has: ['pod'] }],
    ['histogram_quantile(0.9)', { keeps: [], has: [] }],
    ['round()', { keeps: [], has: [] }],
    ['time()', { keeps: [], has: [] }],
  ])('of %s', (text, { keeps, has }) => {
    const { labels } = readQuery(text);
    expect(LABELS.filter((label) => keepsLabel(labels, label))).toEqual(keeps);
    expect(LABELS.filter((label) => hasLabel(labels, label))).toEqual(has);
  });
});

test.each([
  ['sum(', 5],
  ['', 1],
  ['# nothing', 10],
  ['a{', 3],
])('%p is wrong at a character', (text, wrongAt) => {
  expect(readQuery(text)).toMatchObject({ wrongAt, selectors: [] });
});

test('an expression longer than anybody writes is wrong where that begins', () => {
  expect(readQuery('a'.repeat(30_000)).wrongAt).toBe(20_000);
});

describe('patterns', () => {
  test.each([
    ['a|b', 'b', true],
    ['a', 'ab', false],
    ['.*', 'x', true],
    ['.+', '', false],
    ['qwen-[a-z0-9]+-[a-z0-9]{5}', 'qwen-6d4c8f7b59-x7k2p', true],
    ['(?i)QWEN', 'QWEN', true],
    ['(?P<x>a)', 'a', true],
    ['a(?=b)', 'a', undefined],
    ['(a+)+b', 'aaaa', undefined],
    ['[', 'a', undefined],
    ['.*_requests.*|.*cache_usage.*|gpu_.*', 'vllm:num_requests_running', true],
    ['.*_requests.*|.*cache_usage.*|gpu_.*', 'vllm:gpu_cache', false],
  ])('%s and %s: %p', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
    const label = { label: 'x', value: pattern };
    expect(meets({ ...label, operator: '=~' }, text)).toBe(expected);
    expect(meets({ ...label, operator: '!~' }, text)).toBe(expected === undefined ? undefined : !expected);
  });

  test('those that could take years are not tried', () => {
    expect(isQuick(`${'a.*'.repeat(5)}b`)).toBe(false);
    expect(isQuick('x'.repeat(3000))).toBe(false);
    expect(isQuick('a.*b.*c{1,3}d.+')).toBe(true);
  });

  test('of alternatives only one counts at a time, and what is in brackets or quoted does not repeat', () => {
    expect(isQuick('.*a.*|.*b.*|.*c.*')).toBe(true);
    expect(isQuick('.*a.*b.*|.*c.*|d')).toBe(false);
    expect(isQuick('(.*a.*|.*b.*)c.*')).toBe(false);
    expect(isQuick(`${'a.*|'.repeat(41)}b`)).toBe(false);
    expect(isQuick('a[+*]b\\+c\\*[*|+]d.*e.*f.*g.*')).toBe(true);
  });

  test('a text without pattern is compared', () => {
    expect(meets({ label: 'x', operator: '=', value: 'a.' }, 'ab')).toBe(false);
    expect(meets({ label: 'x', operator: '!=', value: 'a' }, 'b')).toBe(true);
  });
});

test.each([
  ['5m', 300],
  ['1h30m', 5400],
  ['500ms', 0.5],
  ['1d', 86_400],
  ['90', 90],
  ['5 m', undefined],
  ['m', undefined],
  ['', undefined],
])('the duration %p has %p seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each([
  ['"a\\"b"', 'a"b'],
  ["'a\\'b'", "a'b"],
  ['`a\\b`', 'a\\b'],
  ['"\\n\\t\\\\ \\x41 \\u0042"', '\n\t\\ A B'],
])('the literal %s says %p', (literal, text) => {
  expect(unquote(literal)).toBe(text);
});

const EXPRESSION = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b{c="d"}', '{__name__=~"x.*"}', '1', 'vector(0)'),
    fc
      .tuple(fc.constantFrom('sum', 'avg by (pod)', 'max without (a)', 'rate'), tie('expression'))
      .map(([f, x]) => `${f}(${x}${f === 'rate' ? '[5m]' : ''})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '/ on (pod)', 'or', 'and', '> bool'), tie('expression'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
  ),
})).expression;

test('every selector of an expression is found, and its text is a part of it', () => {
  fc.assert(
    fc.property(EXPRESSION, (text) => {
      const query = readQuery(text);
      if (query.wrongAt !== undefined) return;
      const written = text.match(/\ba\b(?!\))|b\{c="d"\}|\{__name__=~"x\.\*"\}/g) ?? [];
      const found = query.selectors.map(({ from, to }) => text.slice(from, to));
      expect(found.filter((each) => !text.includes(each))).toEqual([]);
      expect(found.length).toBeGreaterThanOrEqual(written.filter((each) => each !== 'a').length);
    }),
    { numRuns: 300 },
  );
});

test('any text gives a query or the character where it is wrong', () => {
  const parts = fc.constantFrom(
    'a',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '"',
    '=',
    ',',
    ' by ',
    'sum',
    '5m',
    '+',
    '-',
    '=~',
    '__name__',
    '\\',
    "'",
    '`',
    '#',
    ':',
    '0x',
    '1e9',
    '@',
    ' offset ',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (words) => {
      const query = readQuery(words.join(''));
      expect(query.root === undefined).toBe(query.wrongAt !== undefined);
    }),
    { numRuns: 1000 },
  );
});
