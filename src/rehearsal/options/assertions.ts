import { Unreadable } from '../reader';
import type { Totals } from '../result';
import { DURATION_FORM, parseDuration } from './duration';
import { splitList } from './list';
import { MEASURES, type Measure, type MeasureUnit, measureOf } from './measures';
import { didYouMean } from './nearest';

/** Something that a rehearsal has to come to. */
export interface Assertion {
  /** As the user wrote it. */
  readonly text: string;
  /** Which number is judged: what stands before the operator. */
  readonly measure: Measure;
  /** How the number has to lie to the bound; `==` is read as `=`. */
  readonly operator: Operator;
  /** In the unit of the measure: shares 0–1, seconds. */
  readonly bound: number;
}

/** What an assertion came to. */
export interface Verdict {
  /** The one that was judged. */
  readonly assertion: Assertion;
  /** Nothing where there was nothing to measure, which holds no assertion. */
  readonly value: number | null;
  /** Whether it is kept; where it is not, the command or the matcher fails. */
  readonly holds: boolean;
}

export const OPERATORS = ['>=', '<=', '>', '<', '='] as const;
export type Operator = (typeof OPERATORS)[number];

const HOLDS: Readonly<Record<Operator, (value: number, bound: number) => boolean>> = {
  '>=': (value, bound) => value >= bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '<': (value, bound) => value < bound,
  '=': (value, bound) => value === bound,
};
const FORM = /^([a-z][a-z0-9-]*)\s*(>=|<=|==|>|<|=)\s*(.+)$/i;

/** Reads assertions, such as `slo>=99%, gpu-hours<=40, ttft-p95<2s`. */
export function parseAssertions(text: string): readonly Assertion[] | Unreadable {
  const parsed = splitList(text).map(parseAssertion);
  const reasons = parsed.filter((each) => typeof each === 'string');
  return reasons.length > 0 ? new Unreadable(reasons) : parsed.filter((each) => typeof each !== 'string');
}

/** Whether a rehearsal keeps an assertion. */
export function judge(assertion: Assertion, totals: Totals): Verdict {
  const value = assertion.measure.of(totals);
  return { assertion, value, holds: value !== null && HOLDS[assertion.operator](value, assertion.bound) };
}

function parseAssertion(item: string): Assertion | string {
  const [, name, sign, amount] = FORM.exec(item) ?? [];
  if (name === undefined)
    return `'${item}' must be MEASURE OPERATOR NUMBER, such as slo>=99%, gpu-hours<=40 or ttft-p95<=2s`;
  const measure = measureOf(name.toLowerCase());
  const names = MEASURES.map((each) => each.name);
  if (measure === undefined)
    return `'${name}' in '${item}' must be one of ${names.join(', ')}${didYouMean(name, names)}`;
  const operator = sign === '==' ? '=' : OPERATORS.find((each) => each === sign);
  const bound = parseBound(amount.trim(), measure.unit);
  if (operator === undefined || bound === undefined)
    return `'${amount.trim()}' in '${item}' must be ${BOUND_FORMS[measure.unit]}`;
  return { text: item, measure, operator, bound };
}

const BOUND_FORMS: Readonly<Record<MeasureUnit, string>> = {
  share: 'a percentage of at most 100%, such as 99.5%',
  seconds: DURATION_FORM,
  number: 'a number, such as 4',
  hours: 'a number of hours, such as 40',
  money: 'an amount in the currency of the prices, such as 25.50',
};

function parseBound(text: string, unit: MeasureUnit): number | undefined {
  if (unit === 'seconds') return parseDuration(text);
  const [, number, suffix] = /^\$?(\d+(?:\.\d+)?)\s*(%|h)?$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  if (unit === 'share')
    return suffix === '%' && Number(number) <= 100 ? Number((Number(number) / 100).toPrecision(12)) : undefined;
  return suffix === undefined || (suffix === 'h' && unit === 'hours') ? Number(number) : undefined;
}
