import { toInt64 } from '../hpa/int';

/** What an expression can be worth. A trigger that has failed is null. */
export type FormulaValue = number | boolean | null | readonly FormulaValue[];

/** Why a formula cannot be read or calculated. */
export class FormulaError {
  constructor(readonly message: string) {}
}

/** Functions of numbers, and of lists of them. */
export const FUNCTIONS: Readonly<Record<string, (numbers: readonly number[]) => number | null>> = {
  abs: ([value]) => Math.abs(value),
  ceil: ([value]) => Math.ceil(value),
  floor: ([value]) => Math.floor(value),
  // Go rounds halves away from zero.
  round: ([value]) => Math.sign(value) * Math.round(Math.abs(value)),
  int: ([value]) => toInt64(value),
  float: ([value]) => value,
  min: (numbers) => outermost(numbers, (least, each) => least > each),
  max: (numbers) => outermost(numbers, (most, each) => most < each),
  mean: (numbers) => (numbers.length === 0 ? 0 : total(numbers) / numbers.length),
  median,
};

/** Functions that go through a list: they get what something came to for each item, and the items. */
export const ITEMWISE: Readonly<
  Record<string, (answers: readonly FormulaValue[], items: readonly FormulaValue[]) => FormulaValue | undefined>
> = {
  count: judged((answers) => answers.filter(Boolean).length),
  any: judged((answers) => answers.some(Boolean)),
  all: judged((answers) => answers.every(Boolean)),
  none: judged((answers) => !answers.some(Boolean)),
  one: judged((answers) => answers.filter(Boolean).length === 1),
  filter: judged((answers, items) => items.filter((_, index) => answers[index])),
  map: (answers) => answers,
  sum: (answers) => {
    const numbers = flatten(answers);
    return numbers && total(numbers);
  },
};

/** The answer after which no further item is looked at. */
export const DECISIVE: Readonly<Record<string, boolean>> = { any: true, none: true, all: false };

/** Those whose second part may be left out: the items then stand for themselves. */
export const OPTIONAL = ['count', 'sum'];

function judged(decide: (answers: readonly boolean[], items: readonly FormulaValue[]) => FormulaValue) {
  return (answers: readonly FormulaValue[], items: readonly FormulaValue[]) =>
    answers.every((answer) => typeof answer === 'boolean') ? decide(answers, items) : undefined;
}

/** As expr-lang compares: what is no number is neither less nor more. */
function outermost(numbers: readonly number[], gives: (way: number, to: number) => boolean): number | null {
  let found = numbers[0];
  for (const each of numbers) if (gives(found, each)) found = each;
  return found ?? null;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

function median(numbers: readonly number[]): number {
  if (numbers.length === 0) return 0;
  // Typed arrays sort what is no number last; Go has it first.
  const ordered = Float64Array.from(numbers).sort();
  const strange = numbers.filter(Number.isNaN);
  const sorted = [...strange, ...ordered.subarray(0, numbers.length - strange.length)];
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The numbers of nested lists; nothing when there is anything else in them. */
export function flatten(value: FormulaValue): number[] | undefined {
  if (typeof value === 'number') return [value];
  if (!Array.isArray(value)) return undefined;
  const numbers = value.map(flatten);
  return numbers.includes(undefined) ? undefined : (numbers as number[][]).flat();
}
