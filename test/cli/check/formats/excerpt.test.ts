import { excerptOf } from '../../../../src/cli/check/formats/excerpt';
import { finding } from './report';

const TEXT = 'a: 1\n\nb: 2\n---\nc:\n  d: 3\n';

test.each([
  [1, ['1 a: 1 [3–4]']],
  [3, ['3 b: 2 [3–4]']],
  [5, ['5 c: [0–2]', '6   d: 3']],
  [6, ['5 c:', '6   d: 3 [5–6]']],
  [0, []],
  [99, []],
])('around line %i of a text there is what helps', (line, expected) => {
  const shown = excerptOf(TEXT, finding({ line })).map(
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
  const [{ text, span }] = excerptOf(line, finding({ line: 1, message }));
  expect(text.slice(span?.from, span?.to)).toBe(expected);
});

test('a long line is cut around what matters', () => {
  const line = `${' '.repeat(300)}key: ${'x'.repeat(300)}`;
  const [{ text, span }] = excerptOf(line, finding({ line: 1 }));
  expect(text).toHaveLength(160);
  expect(text.slice(span?.from, span?.to)).toMatch(/^x+…$/);
  expect(text).toMatch(/^… +key: x+…$/);
});

test('nothing in a line controls the terminal, and a tab is one column', () => {
  expect(excerptOf('\ta: \u001b[31mred\u202e\r\n', finding({ line: 1 })).map(({ text }) => text)).toEqual([
    ' a: ·[31mred·',
  ]);
});

const SECRETS = 'env:\n  - name: HF_TOKEN\n    value: letmein # mine\n  - value: nvapi-0123456789abcdefghij\n';

test('of a finding about a secret, neither the secret nor its neighbours are shown', () => {
  const about = (rule: string, line: number) => excerptOf(SECRETS, finding({ rule, line })).map(({ text }) => text);
  expect(about('security/secret-variable', 3)).toEqual(['    value: ••• # mine']);
  expect(about('security/secret', 4)).toEqual(['  - value: •••']);
  expect(about('other/rule', 3)).toEqual(['  - name: HF_TOKEN', '    value: letmein # mine', '  - value: •••']);
});

test('a long neighbour is cut at its end', () => {
  const lines = excerptOf(`${'#'.repeat(200)}\nkey: 1\n`, finding({ line: 2 }));
  expect(lines.map(({ text }) => text)).toEqual([`${'#'.repeat(159)}…`, 'key: 1']);
});

test('a long line that matters at its beginning is cut at its end', () => {
  const [{ text, span }] = excerptOf(`key: ${'x'.repeat(300)}`, finding({ line: 1, message: 'wrong' }));
  expect([text, span]).toEqual([`key: ${'x'.repeat(154)}…`, { from: 5, to: 160 }]);
});

test('a message that ends with the value underlines all of it', () => {
  const line = `query: ${'x'.repeat(50)}`;
  expect(excerptOf(line, finding({ line: 1, message: `'query' ("${'x'.repeat(50)}") ` }))[0].span).toEqual({
    from: 7,
    to: 57,
  });
});
