import * as fc from 'fast-check';
import { compileFormula, FormulaError } from '../../src/rehearsal/controllers/keda/formula';

const values = { a: 2, b: 3.5, gone: null };

function calculate(text: string): unknown {
  const formula = compileFormula(text);
  const result = formula instanceof FormulaError ? formula : formula(values);
  return result instanceof FormulaError ? `error: ${result.message}` : result;
}

test.each([
  ['a + b * 2', 9],
  ['(a + b) * 2', 11],
  ['a - b - 1', -2.5],
  ['7 / 2', 3.5],
  ['2 ** 3 ** 2', 512],
  ['-a ** 2', -4],
  ['2 ^ -1', 0.5],
  ['+a - -b', 5.5],
  ['1_000.5e1', 10005],
  ['.5', 0.5],
  ['a > 1 ? b : 0', 3.5],
  ['a > 1 && b > 9 ? 1 : a < 1 ? 2 : 3', 3],
  ['a > 1 or b > 9 ? 1 : 2', 1],
  ['a > 9 and b > 1 ? 1 : 2', 2],
  ['not (a == 2) ? 1 : 2', 2],
  ['!(a != 2) ? 1 : 2', 1],
  ['!true', false],
  ['a <= 2 && b >= 3.5', true],
  // It binds more strongly than any other operator.
  ['gone ?? a + 1', 3],
  ['1 + gone ?? a', 3],
  ['gone ?? gone', null],
  ['gone == nil ? 1 : 2', 1],
  ['a != nil', true],
  ['min(a, b, 1)', 1],
  ['max([a, b])', 3.5],
  ['sum([a, [b, 1]])', 6.5],
  ['mean([a, b])', 2.75],
  ['median([5, 1, 3])', 3],
  ['median([4, 1, 3, 2])', 2.5],
  ['mean([])', 0],
  ['median([])', 0],
  ['abs(-a) + ceil(b) + floor(b)', 9],
  ['round(2.5) + round(-2.5) + round(b)', 4],
  ['int(b) + float(a)', 5],
  ['count([a, b, 1], {# > 1}) >= 2 ? 5 : 0', 5],
  ['any([a, b], # > 3)', true],
  ['all([a, b], # > 3)', false],
  ['none([a, b], # > 9)', true],
])('%s is %j', (text, expected) => {
  expect(calculate(text)).toBe(expected);
});

test.each([
  ['', 'unexpected end'],
  ['a +', 'unexpected end'],
  ['(a', "expected ')'"],
  ['a b', "unexpected 'b'"],
  ['a % 2', "unexpected '% 2'"],
  ['a ? b', "expected ':'"],
  ['min(a b)', "expected ',', not 'b'"],
  [') a', "unexpected ')'"],
  ['sqrt(a)', 'unknown function sqrt'],
  ['constructor(a)', 'unknown function constructor'],
  ['c + 1', 'unknown name c'],
  ['toString', 'unknown name toString'],
  ['a ? 1 : 2', 'the condition must be true or false'],
  ['a && true', 'logic needs true or false'],
  ['gone + 1', 'numbers are needed'],
  ['max(gone)', 'max needs numbers'],
  ['count(a, # > 1)', 'count needs a list'],
  ['count([a], #)', 'count needs a condition'],
  ['count([a], # > b > 1)', 'numbers are needed'],
])('%j cannot be calculated: %s', (text, message) => {
  expect(calculate(text)).toBe(`error: ${message}`);
});

test('any text ends in a value or an error, soon', () => {
  const parts = fc.constantFrom(
    'a',
    'b',
    'gone',
    '1',
    '+',
    '-',
    '*',
    '/',
    '**',
    '??',
    '?',
    ':',
    '(',
    ')',
    '[',
    ']',
    ',',
    '#',
  );
  const words = fc.constantFrom(
    'min',
    'count',
    '{',
    '}',
    'nil',
    '!',
    '&&',
    '==',
    '<',
    ' ',
    '"',
    '\\',
    '\u2028',
    '__proto__',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(parts, words), { maxLength: 40 }), (list) => {
      const result = calculate(list.join(' '));
      expect(['number', 'boolean', 'string', 'object']).toContain(typeof result);
    }),
    { numRuns: 2000 },
  );
});
