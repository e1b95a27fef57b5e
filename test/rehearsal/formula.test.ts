import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { compileFormula } from '../../src/rehearsal/controllers/keda/formula';
import { FormulaError } from '../../src/rehearsal/controllers/keda/formula-functions';
import { answerCalculation, type Calculated, type Calculation } from '../support/random-formulas';

const values = { a: 2, b: 3.5, a1: 7, gone: null };

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
  ['1 + gone ?? a ?? b', 3],
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
  ['one([a, b], # > 3)', true],
  // What is decided is not looked at any further.
  ['all([a, gone], # > 3)', false],
  ['count([true, false])', 1],
  ['all([1, 9], # < 3) ? 1 : 2', 2],
  ['any([1, 9], # > 3) ? 1 : 2', 1],
  ['none([1, 9], # > 3) ? 1 : 2', 2],
  ['(-1) ** (1 / 0)', 1],
  ['(-1) ** 3', -1],
  ['3 ** (1 / 0) > 9', true],
  [' a ', 2],
  ['a1 + 1', 8],
  ['sum(filter([a, b, 9], # < 9))', 5.5],
  ['sum([a, b], # * 2)', 11],
  ['max(map([a, b], {# + 1}))', 4.5],
  ['len([a, b])', 2],
  ['max([])', null],
  ['min([0 / 0, 1])', Number.NaN],
  ['min(1, 0 / 0)', 1],
  ['median([3, 0 / 0, 1])', 1],
  ['1 ** (0 / 0)', 1],
  ['let x = a; x + b', 5.5],
  ['(let x = a; let y = x; y) + b', 5.5],
  ['if a > 1 { b } else { 0 }', 3.5],
  ['if a > 9 { 1 } else if a > 1 { 2 } else { 3 }', 2],
  ['1 < a < b', true],
  ['1 < a < 2 <= b', false],
  ['(gone ?? a) + 1', 3],
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
  ['max(c)', 'unknown name c'],
  ['max([a, c])', 'unknown name c'],
  ['len(c)', 'unknown name c'],
  ['count(c, # > 1)', 'unknown name c'],
  ['count([a], # > c)', 'unknown name c'],
  ['c ? 1 : 2', 'unknown name c'],
  ['c && true', 'unknown name c'],
  ['len([a], [b])', 'len needs a list'],
  ['len([a, b], a)', 'len needs a list'],
  ['filter([a, b], # > 3 ? true : 3)', 'filter needs other items'],
  ['1 + let x = 2; x', "unexpected 'x'"],
  ['1 + if a > 1 { 2 } else { 3 }', "unexpected 'a'"],
  ['a ~~~~~~~~~~~~~~~~', "unexpected '~~~~~~~~~~'"],
  ['toString', 'unknown name toString'],
  ['a ? 1 : 2', 'the condition must be true or false'],
  ['a && true', 'logic needs true or false'],
  ['gone + 1', 'numbers are needed'],
  ['max(gone)', 'max needs numbers'],
  ['count(a, # > 1)', 'count needs a list'],
  ['count([a], #)', 'count needs other items'],
  ['len(a)', 'len needs a list'],
  ['let 1 = a; a', "unexpected '1'"],
  ['let', 'unexpected end'],
  ['let x = gone + 1; a', 'numbers are needed'],
  ['gone ?? a + 1', "'+' and '??' cannot be mixed without parentheses"],
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

/** What KEDA 2.20.2 made of them (`npm run oracle:keda`). */
const vectors = readFileSync(join(__dirname, 'vectors/formulas.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Calculation & { readonly outcome: Calculated });

test.each(vectors.map(({ outcome, ...calculation }) => [calculation.formula, calculation, outcome] as const))(
  '%s comes to what KEDA makes of it',
  (_, calculation, outcome) => {
    expect(answerCalculation(calculation)).toEqual(outcome);
  },
);
