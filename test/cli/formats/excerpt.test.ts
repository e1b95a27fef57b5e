import fc from 'fast-check';
import { excerptOf, spanOf } from '../../../src/cli/formats/excerpt';

test.each([
  ['port: metrics', 'metrics'],
  ['    - port: metrics # why', 'metrics'],
  ['  - - a', 'a'],
  ['  "app.kubernetes.io/name": "a # b" # c', '"a # b"'],
  ["  'a: b': c", 'c'],
  ['      "port": "http",', '"http"'],
  ['spec:', 'spec:'],
  ['  spec:   # below', 'spec:'],
  ['  config.yaml: |', 'config.yaml:'],
  ['  query: >-', 'query:'],
  ['  - sum(vllm:num_requests_running{namespace="llm"})', 'sum(vllm:num_requests_running{namespace="llm"})'],
  ['  seriesQuery: vllm:num_requests_running{pod!=""}', 'vllm:num_requests_running{pod!=""}'],
  ['  url: http://a#b', 'http://a#b'],
  ["  note: it's # fine", "it's"],
  ['---', '---'],
  ['', ''],
])('in %j the value is %j', (line, value) => {
  const { from, to } = spanOf(line);
  expect(line.slice(from, to)).toBe(value);
  expect(to).toBeGreaterThan(from);
});

test('a span lies within its line, whatever stands there', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...`ab :-#"'|>{}[],\\`) }), (line) => {
      const { from, to } = spanOf(line);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(Math.max(1, line.length + 1));
    }),
  );
});

const TEXT = 'a: 1\n\nb: 2\n---\nc:\n  d: 3\n';

test.each([
  [1, ['1 a: 1 [3–4]']],
  [3, ['3 b: 2 [3–4]']],
  [5, ['5 c: [0–2]', '6   d: 3']],
  [6, ['5 c:', '6   d: 3 [5–6]']],
  [0, []],
  [99, []],
])('around line %i of a text there is what helps', (line, expected) => {
  const shown = excerptOf(TEXT, line).map(
    ({ number, text, span }) => `${number} ${text}${span ? ` [${span.from}–${span.to}]` : ''}`,
  );
  expect(shown).toEqual(expected);
});

test.each([
  [
    'a query',
    `'query' ("sum(rate(vllm:num…) asks for vllm:num_requests_running, which is not there`,
    'vllm:num_requests_running',
  ],
  [
    'nothing in it',
    `'query' ("sum(rate(vllm:num…) must give one element`,
    'sum(rate(vllm:num_requests_running{namespace="llm"}[2m]))',
  ],
  ['no value at all', 'something is wrong', 'sum(rate(vllm:num_requests_running{namespace="llm"}[2m]))'],
])('of a long value, what the message names is underlined: %s', (_, message, expected) => {
  const line = '    query: sum(rate(vllm:num_requests_running{namespace="llm"}[2m]))';
  const [{ text, span }] = excerptOf(line, 1, message);
  expect(text.slice(span?.from, span?.to)).toBe(expected);
});

test('a long line is cut around what matters', () => {
  const line = `${' '.repeat(300)}key: ${'x'.repeat(300)}`;
  const [{ text, span }] = excerptOf(line, 1);
  expect(text).toHaveLength(160);
  expect(text.slice(span?.from, span?.to)).toMatch(/^x+…$/);
  expect(text).toMatch(/^… +key: x+…$/);
});

test('nothing in a line controls the terminal, and a tab is one column', () => {
  expect(excerptOf('\ta: \u001b[31mred\u202e\r\n', 1).map(({ text }) => text)).toEqual([' a: ·[31mred·']);
});
