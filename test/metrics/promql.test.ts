import fc from 'fast-check';
import * as promql from '../../src/metrics/promql';
import { isPromQl, shapeOf } from '../support/promql';

/**
 * Text made to break out of a string, a regular expression or a line. Halves of surrogate pairs are left out: no query
 * can hold them, since they have no UTF-8, and every emitted object is judged for them.
 */
const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '"',
      "'",
      '`',
      '\\',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      ',',
      '=',
      '~',
      '!',
      '#',
      '|',
      '*',
      '$',
      '\n',
      '\r',
      '\t',
    ),
    fc.constantFrom(
      '"} or vector(1000) or up{a="',
      '\\"',
      '\\x22',
      '\\u0022',
      '$1',
      '.*',
      '\u2028',
      '\u0085',
      'é',
      '日',
      '😀',
    ),
    fc.integer({ min: 0, max: 0x1f }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0, max: 0xd7ff }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0xe000, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('a', '-', '0'),
  ),
  maxLength: 12,
});

/** A query with a text in every place that takes one. */
function queryWith(text: string): string {
  const selector = promql.series(
    'up',
    promql.is('a', text),
    promql.isNot('b', text),
    promql.matches('c', `x-${promql.literal(text)}`),
  );
  return promql.aggregate('sum', promql.copyLabel(promql.rate(selector, '2m'), 'from', text), ['le']);
}

describe('text within a query', () => {
  const shape = shapeOf(queryWith('harmless'));

  test('never changes the shape of the query', () => {
    expect(shape).not.toContain('⚠');
    fc.assert(
      fc.property(nasty, (text) => {
        if (shapeOf(queryWith(text)) !== shape) throw new Error(queryWith(text));
      }),
      { numRuns: 10_000 },
    );
  });

  test('is read back by Prometheus as it was', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const quoted = promql.is('a', text).slice('a='.length);
        expect(quoted).toMatch(/^"[^\n\r]*"$/);
        expect(unquoted(quoted)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('would change the shape if it were not escaped', () => {
    expect(shapeOf('sum(up{a="x"} or vector(1000) or up{a=""})')).not.toBe(shapeOf('sum(up{a="x"})'));
  });
});

/** The value of a PromQL string in double quotes: the escapes of Go that may occur. */
function unquoted(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-f]{2})|(["\\]))/g,
      (_all, hex, char) => char ?? String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

describe('literal', () => {
  test('matches just the text', () => {
    fc.assert(
      fc.property(nasty, nasty, (text, other) => {
        const pattern = new RegExp(`^(?:${promql.literal(text)})$`, 'u');
        expect(pattern.test(text)).toBe(true);
        expect(pattern.test(other)).toBe(text === other);
        expect(pattern.test(`${text}x`)).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  test.each([
    ['qwen', 'qwen'],
    ['qwen.v1', 'qwen\\.v1'],
    ['a+b|c', 'a\\+b\\|c'],
    ['(a)[b]{c}^$\\', '\\(a\\)\\[b\\]\\{c\\}\\^\\$\\\\'],
    ['a-b/c:d', 'a-b/c:d'],
  ])('of %s is %s', (text, pattern) => {
    expect(promql.literal(text)).toBe(pattern);
  });
});

describe('the builder', () => {
  const up = promql.series('up');

  test.each([
    [up, 'up'],
    [promql.series('up', promql.is('a', 'b"\\\n')), 'up{a="b\\"\\\\\\x0a"}'],
    [promql.series('up', promql.isNot('a', ''), promql.matches('b', 'c.*')), 'up{a!="",b=~"c.*"}'],
    [promql.series('not a name'), '{__name__="not a name"}'],
    [promql.series('not a name', promql.is('a', 'b')), '{__name__="not a name",a="b"}'],
    [promql.rate(up, '2m'), 'rate(up[2m])'],
    [promql.aggregate('sum', up), 'sum(up)'],
    [promql.aggregate('avg', up, ['a', 'b']), 'avg by (a, b) (up)'],
    [promql.histogramQuantile(0.95, up), 'histogram_quantile(0.95, up)'],
    [promql.copyLabel(up, 'from', 'to'), 'label_replace(up, "to", "$1", "from", "(.+)")'],
    [promql.numberOr(up, promql.zeroOf(up)), '(up >= 0) or 0 * up'],
  ])('writes %s', (query, text) => {
    expect(query).toBe(text);
    expect(isPromQl(query)).toBe(true);
  });
});

describe('isMetricName', () => {
  test.each(['up', 'vllm:num_requests_running', '_a', ':a', 'A9'])('takes %p', (name) => {
    expect(promql.isMetricName(name)).toBe(true);
  });

  test.each(['', '9a', 'a.b', 'a b', 'a-b', 'é', 'a\n', undefined, null, 5])('refuses %p', (name) => {
    expect(promql.isMetricName(name)).toBe(false);
  });
});
