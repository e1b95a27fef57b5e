import fc from 'fast-check';
import { matches, readSuppression, readSuppressions } from '../../../src/checks/settings/suppression';

test.each([
  ['wire/a: because', { rule: 'wire/a', reason: 'because' }],
  ['wire/a in Service/llm/*: the port: 80', { rule: 'wire/a', object: 'Service/llm/*', reason: 'the port: 80' }],
  ['  wire/a  :  b  ', { rule: 'wire/a', reason: 'b' }],
  ['wire/a', { rule: 'wire/a', reason: '' }],
  ['wire/a:', { rule: 'wire/a', reason: '' }],
  ['wire/a:b', { rule: 'wire/a:b', reason: '' }],
  ['', { rule: '', reason: '' }],
  [': reason', { rule: '', reason: 'reason' }],
  ['wire/a in : x', { rule: 'wire/a in', reason: 'x' }],
])('%j says %j', (text, said) => expect(readSuppression(text)).toEqual({ object: undefined, ...said }));

test('an annotation says one a line', () => {
  expect(readSuppressions('a/b: c\n\n  d/e: f\n').map(({ rule, reason }) => [rule, reason])).toEqual([
    ['a/b', 'c'],
    ['d/e', 'f'],
  ]);
  expect(readSuppressions(' \n')).toEqual([]);
});

test.each([
  ['Service/llm/qwen', 'Service/llm/qwen', true],
  ['Service/llm/qwen', 'Service/llm/qwen2', false],
  ['Service/*/qwen', 'Service/llm/qwen', true],
  ['*', 'anything', true],
  ['*/qwen', 'Service/llm/qwen', true],
  ['Service/*', 'Deployment/llm/qwen', false],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['ab*ba', 'aba', false],
  ['a*a*a', 'aa', false],
  ['a.c', 'abc', false],
])('%j means %j: %j', (pattern, name, expected) => expect(matches(pattern, name)).toBe(expected));

test('a star stands for any text, at once and however long', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/') });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.array(part, { maxLength: 5 }), (parts, texts) => {
      const name = parts.map((each, index) => (index === 0 ? each : `${texts[index - 1] ?? ''}${each}`)).join('');
      expect(matches(parts.join('*'), name)).toBe(true);
    }),
  );
  expect(matches(`${'a*'.repeat(50)}b`, 'a'.repeat(10_000))).toBe(false);
});
