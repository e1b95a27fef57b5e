import { toInt64 } from '../../src/rehearsal/controllers/hpa/int';
import { compileFormula } from '../../src/rehearsal/controllers/keda/formula';
import { FormulaError } from '../../src/rehearsal/controllers/keda/formula-functions';
import { readScaledObject } from '../../src/rehearsal/controllers/keda/read-scaled-object';

import { Unreadable } from '../../src/rehearsal/reader';
import type { Draw } from './draw';

/** A formula of scaling modifiers and what its triggers are worth, as e2e/tools/keda-oracle takes them. */
export interface Calculation {
  readonly formula: string;
  /** A trigger that has failed is null. */
  readonly values: Readonly<Record<string, number | null>>;
}

const NAMES = ['a', 'b', 'c'];
const NUMBERS = ['0', '1', '2', '3.5', '10', '0.25', '1_000', '1e2', '.5'];
const SIGNS = ['+', '-', '*', '/', '**', '^'];
const ORDERS = ['<', '>', '<=', '>='];
const COMPARISONS = [...ORDERS, '==', '!='];

/** A formula that users could write, now and then a wrong one. */
export function drawCalculation(draw: Draw): Calculation {
  const hasNull = draw.chance(0.2);
  const values = NAMES.map((name) => {
    const value = draw.of([0, 1, 2, 3, -1, Math.round(draw.fraction() * 20_000) / 1000]);
    return [name, hasNull && draw.chance(0.4) ? null : value];
  });
  const formula = drawFormula(draw);
  // One that begins so may come to a whole number, which KEDA then takes for none.
  const isCast = formula.startsWith('float(');
  return { formula: isCast ? `(${formula})` : formula, values: Object.fromEntries(values) };
}

function drawFormula(draw: Draw): string {
  const number = () => drawNumber(draw, 3);
  const name = () => draw.of(NAMES);
  return draw.weighted<string>([
    [20, number],
    [4, () => `${drawCondition(draw, 2)} ? ${number()} : ${number()}`],
    [2, () => `${number()} ?? ${number()}`],
    [2, () => `let x = ${number()}; x + ${name()}`],
    [2, () => `if ${drawCondition(draw, 2)} { ${number()} } else { ${number()} }`],
    [1, () => draw.of(['unknown', `${name()} ${name()}`, `max(${name()}`, 'true', `${name()} && true`, `${name()} +`])],
  ]);
}

/** Something that comes to a number. */
function drawNumber(draw: Draw, depth: number): string {
  const number = () => drawNumber(draw, depth - 1);
  const name = () => draw.of(NAMES);
  if (depth === 0) return draw.chance(0.6) ? name() : draw.of(NUMBERS);
  return draw.weighted<string>([
    [4, name],
    [1, () => draw.of(NUMBERS)],
    [5, () => `${number()} ${draw.of(SIGNS)} ${number()}`],
    [2, () => `(${number()})`],
    [1, () => `${draw.of(['-', '+'])}${name()}`],
    [2, () => `(${drawCondition(draw, depth - 1)} ? ${number()} : ${number()})`],
    [1, () => `(${number()} ?? ${number()})`],
    [1, () => `${draw.of(['abs', 'ceil', 'floor', 'round', 'int', 'float'])}(${number()})`],
    [2, () => `${draw.of(['min', 'max', 'mean', 'median'])}(${number()}, ${number()})`],
    [2, () => `${draw.of(['min', 'max', 'sum', 'mean', 'median', 'len'])}(${drawList(draw, depth - 1)})`],
    [1, () => `count(${drawList(draw, depth - 1)}, ${drawPredicate(draw)})`],
    [0.5, () => `sum(${drawList(draw, depth - 1)}, # * 2)`],
  ]);
}

function drawList(draw: Draw, depth: number): string {
  const list = `[${draw.list(draw.whole(1, 3), () => drawNumber(draw, Math.max(0, depth - 1))).join(', ')}]`;
  return draw.weighted([
    [6, () => list],
    [1, () => `filter(${list}, ${drawPredicate(draw)})`],
    [1, () => `map(${list}, # + 1)`],
  ]);
}

function drawPredicate(draw: Draw): string {
  // What a list comes to is not compared with a whole number for equality: expr-lang fails at that.
  const judge = draw.chance(0.7)
    ? `# ${draw.of(ORDERS)} ${draw.of([...NAMES, ...NUMBERS])}`
    : `# ${draw.of(COMPARISONS)} ${draw.of(NAMES)}`;
  return draw.chance(0.7) ? `{${judge}}` : judge;
}

function drawCondition(draw: Draw, depth: number): string {
  const condition = () => drawCondition(draw, depth - 1);
  const comparison = () => `${drawNumber(draw, Math.max(0, depth - 1))} ${draw.of(ORDERS)} ${draw.of(NUMBERS)}`;
  if (depth <= 0) return `${draw.of(NAMES)} ${draw.of(COMPARISONS)} ${draw.of(NUMBERS)}`;
  return draw.weighted<string>([
    [6, comparison],
    [2, () => `${condition()} ${draw.of(['&&', '||', 'and', 'or'])} ${condition()}`],
    [1, () => `${draw.of(['!', 'not '])}(${condition()})`],
    [1, () => `(${condition()})`],
    [1, () => `${draw.of(['any', 'all', 'none', 'one'])}(${drawList(draw, 1)}, ${drawPredicate(draw)})`],
    [0.5, () => `${draw.of(NAMES)} ${draw.of(['==', '!='])} nil`],
    [0.5, () => `0 <= ${draw.of(NAMES)} < ${draw.of(NUMBERS)}`],
    [0.2, () => draw.of(['true', 'false'])],
  ]);
}

/** What becomes of it: thousandths, or nothing where the formula comes to nothing. */
export interface Calculated {
  readonly value: number | null;
  readonly isRefused: boolean;
  readonly fails: boolean;
}

/** What we make of it. */
export function answerCalculation({ formula, values }: Calculation): Calculated {
  const triggers = Object.keys(values).map((name) => ({ type: 'prometheus', name, metadata: { threshold: '1' } }));
  const read = readScaledObject({ triggers, advanced: { scalingModifiers: { formula, target: '1' } } });
  const compiled = compileFormula(formula);
  if (read instanceof Unreadable || compiled instanceof FormulaError)
    return { value: null, isRefused: true, fails: false };
  const result = compiled(values);
  // Only a formula that asks for it may come to nothing.
  if (typeof result !== 'number')
    return { value: null, isRefused: false, fails: result !== null || !formula.includes('??') };
  return { value: toInt64(result * 1000), isRefused: false, fails: false };
}
