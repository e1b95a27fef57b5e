import { FormulaError, type FormulaValue } from './formula-functions';

export type Values = Readonly<Record<string, FormulaValue>>;
export type Evaluate = (values: Values) => FormulaValue | FormulaError;
type Combine = (left: Evaluate, right: Evaluate) => Evaluate;

export interface Binary {
  /** Of two operators the one of the greater strength takes the operand between them. */
  readonly strength: number;
  /** Whether `a ^ b ^ c` is `a ^ (b ^ c)`. @default false */
  readonly isRight?: boolean;
  /** Makes one evaluation of those of both sides; that of the right side is not always run. */
  readonly combine: Combine;
}

/** How strongly the operators bind; those of the power bind to the right. */
export const BINARY: Readonly<Record<string, Binary>> = {
  or: { strength: 10, combine: logic(true) },
  '||': { strength: 10, combine: logic(true) },
  and: { strength: 15, combine: logic(false) },
  '&&': { strength: 15, combine: logic(false) },
  '==': { strength: 20, combine: comparing((a, b) => a === b) },
  '!=': { strength: 20, combine: comparing((a, b) => a !== b) },
  '<': { strength: 20, combine: ofNumbers((a, b) => a < b) },
  '>': { strength: 20, combine: ofNumbers((a, b) => a > b) },
  '<=': { strength: 20, combine: ofNumbers((a, b) => a <= b) },
  '>=': { strength: 20, combine: ofNumbers((a, b) => a >= b) },
  '+': { strength: 30, combine: ofNumbers((a, b) => a + b) },
  '-': { strength: 30, combine: ofNumbers((a, b) => a - b) },
  '*': { strength: 60, combine: ofNumbers((a, b) => a * b) },
  '/': { strength: 60, combine: ofNumbers((a, b) => a / b) },
  '**': { strength: 100, isRight: true, combine: ofNumbers(power) },
  '^': { strength: 100, isRight: true, combine: ofNumbers(power) },
  '??': { strength: 500, combine: coalesce },
};

/** As Go has it: 1 to the power of anything is 1. */
function power(base: number, exponent: number): number {
  const isOne = base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY);
  return isOne ? 1 : base ** exponent;
}

/** The item of a list that is looked at. */
export const itself: Evaluate = (values) => values['#'];

export function lengthOf(list: Evaluate): Evaluate {
  return (values) => {
    const value = list(values);
    if (value instanceof FormulaError) return value;
    const [items, ...more] = value as readonly FormulaValue[];
    return Array.isArray(items) && more.length === 0 ? items.length : new FormulaError('len needs a list');
  };
}

export function ofNumbers(operation: (left: number, right: number) => FormulaValue): Combine {
  return comparing((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? operation(a, b) : new FormulaError('numbers are needed'),
  );
}

export function comparing(
  operation: (left: FormulaValue, right: FormulaValue) => FormulaValue | FormulaError,
): Combine {
  return (left, right) => (values) => {
    const a = left(values);
    if (a instanceof FormulaError) return a;
    const b = right(values);
    return b instanceof FormulaError ? b : operation(a, b);
  };
}

export function logic(decides: boolean): Combine {
  return (left, right) => (values) => {
    const value = left(values);
    if (value instanceof FormulaError) return value;
    if (typeof value !== 'boolean') return new FormulaError('logic needs true or false');
    return value === decides ? value : right(values);
  };
}

export function choice(condition: Evaluate, yes: Evaluate, no: Evaluate): Evaluate {
  return (values) => {
    const answer = condition(values);
    if (answer instanceof FormulaError) return answer;
    if (typeof answer !== 'boolean') return new FormulaError('the condition must be true or false');
    return answer ? yes(values) : no(values);
  };
}

function coalesce(left: Evaluate, right: Evaluate): Evaluate {
  return (values) => {
    const value = left(values);
    return value === null ? right(values) : value;
  };
}
