import type { Element, Expression, Moment, Vector, VectorExpression } from './expression';
import { dropping, keeping, type Labels, type LabelTable, NAME, remembered } from './labels';

type Arithmetic = (left: number, right: number) => number;
type Comparison = (left: number, right: number) => boolean;

/** By their names in the grammar. */
export const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  Add: (left, right) => left + right,
  Sub: (left, right) => left - right,
  Mul: (left, right) => left * right,
  Div: (left, right) => left / right,
  Mod: (left, right) => left % right,
  Pow: (left, right) => left ** right,
  Atan2: (left, right) => Math.atan2(left, right),
};

export const COMPARISONS: Readonly<Record<string, Comparison>> = {
  Eql: (left, right) => left === right,
  Neq: (left, right) => left !== right,
  Gtr: (left, right) => left > right,
  Gte: (left, right) => left >= right,
  Lss: (left, right) => left < right,
  Lte: (left, right) => left <= right,
};

/** How elements of both sides are matched. */
export interface Matching {
  /** `on` takes only these labels, `ignoring` leaves them out. */
  readonly on: boolean;
  /** The names that `on` or `ignoring` lists; with neither there are none, and all labels have to agree. */
  readonly labels: readonly string[];
  /** The side on which several may meet one of the other: `left` with `group_left`. @default - one meets one */
  readonly many?: 'left' | 'right';
  /** Labels that the many take over from the one. */
  readonly include: readonly string[];
}

/** What an operator makes of two numbers; nothing drops the element. */
interface Operation {
  readonly of: (left: number, right: number) => number | undefined;
  /** Whether the result is a number of its own, without the name of the series. */
  readonly renames: boolean;
}

function operationOf(operator: string, isBool: boolean): Operation {
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic !== undefined) return { of: arithmetic, renames: true };
  const compare = COMPARISONS[operator];
  if (isBool) return { of: (left, right) => Number(compare(left, right)), renames: true };
  return { of: (left, right) => (compare(left, right) ? left : undefined), renames: false };
}

/** Arithmetic or a comparison of two parts of a query. */
export function binary(
  table: LabelTable,
  operator: string,
  isBool: boolean,
  matching: Matching,
  left: Extract<Expression, { type: 'scalar' | 'vector' }>,
  right: Extract<Expression, { type: 'scalar' | 'vector' }>,
): Expression {
  const { of, renames } = operationOf(operator, isBool);
  const rename = renames ? dropping(table, [NAME]) : (labels: Labels) => labels;
  if (left.type === 'vector') {
    if (right.type === 'vector') return { type: 'vector', at: matched(table, matching, { of, renames }, left, right) };
    return {
      type: 'vector',
      at: (moment) => {
        const elements: Element[] = [];
        const number = right.at(moment);
        for (const { labels, value } of left.at(moment)) push(elements, rename(labels), of(value, number));
        return elements;
      },
    };
  }
  if (right.type === 'scalar')
    return { type: 'scalar', at: (moment) => of(left.at(moment), right.at(moment)) as number };
  return {
    type: 'vector',
    at: (moment) => {
      const elements: Element[] = [];
      const number = left.at(moment);
      // A comparison keeps the value of the vector, on whichever side it stands.
      for (const { labels, value } of right.at(moment)) {
        const outcome = of(number, value);
        push(elements, rename(labels), outcome === undefined || renames ? outcome : value);
      }
      return elements;
    },
  };
}

function push(elements: Element[], labels: Labels, value: number | undefined): void {
  if (value !== undefined) elements.push({ labels, value });
}

/** The labels by which elements of both sides meet. */
function signature(table: LabelTable, { on, labels }: Matching): (labels: Labels) => Labels {
  return on ? keeping(table, labels) : dropping(table, [...labels, NAME]);
}

function matched(
  table: LabelTable,
  matching: Matching,
  { of, renames }: Operation,
  left: VectorExpression,
  right: VectorExpression,
): (moment: Moment) => Vector {
  const sign = signature(table, matching);
  const manyIsRight = matching.many === 'right';
  const name = renames ? dropping(table, [NAME]) : (labels: Labels) => labels;
  const matchedLabels = matching.on ? keeping(table, matching.labels) : dropping(table, matching.labels);
  const including = new Map<Labels, (labels: Labels) => Labels>();
  const resultOf = (many: Labels, one: Labels): Labels => {
    if (matching.many === undefined) return matchedLabels(name(many));
    if (matching.include.length === 0) return name(many);
    let include = including.get(one);
    if (include === undefined) {
      const taken = Object.fromEntries(matching.include.map((label) => [label, one.values[label] ?? '']));
      include = remembered((labels) => table.of({ ...name(labels).values, ...taken }));
      including.set(one, include);
    }
    return include(many);
  };
  return (moment) => {
    const [manySide, oneSide] = manyIsRight ? [right, left] : [left, right];
    const all = manySide.at(moment);
    // With nothing to match nothing can be ambiguous.
    if (all.length === 0) return [];
    const ones = new Map<Labels, Element>();
    for (const element of oneSide.at(moment)) {
      const key = sign(element.labels);
      if (ones.has(key)) {
        moment.problem ??= `found duplicate series for the match group on the ${manyIsRight ? 'left' : 'right'} hand-side of the operation`;
        return [];
      }
      ones.set(key, element);
    }
    const seen = new Set<Labels>();
    const elements: Element[] = [];
    for (const many of all) {
      const key = sign(many.labels);
      const one = ones.get(key);
      if (one === undefined) continue;
      const value = manyIsRight ? of(one.value, many.value) : of(many.value, one.value);
      if (value === undefined) continue;
      const labels = resultOf(many.labels, one.labels);
      const unique = matching.many === undefined ? key : labels;
      if (seen.has(unique)) {
        moment.problem ??=
          matching.many === undefined
            ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
            : 'multiple matches for labels: grouping labels must ensure unique matches';
        return [];
      }
      seen.add(unique);
      elements.push({ labels, value });
    }
    return elements;
  };
}

export type SetOperator = 'And' | 'Or' | 'Unless';

/** `and`, `or` and `unless`. */
export function setOperation(
  table: LabelTable,
  operator: SetOperator,
  matching: Matching,
  left: VectorExpression,
  right: VectorExpression,
): VectorExpression {
  const sign = signature(table, matching);
  return {
    type: 'vector',
    at: (moment) => {
      const mine = left.at(moment);
      const theirs = right.at(moment);
      if (operator === 'Or') {
        const known = new Set(mine.map(({ labels }) => sign(labels)));
        return [...mine, ...theirs.filter(({ labels }) => !known.has(sign(labels)))];
      }
      const known = new Set(theirs.map(({ labels }) => sign(labels)));
      return mine.filter(({ labels }) => known.has(sign(labels)) === (operator === 'And'));
    },
  };
}
