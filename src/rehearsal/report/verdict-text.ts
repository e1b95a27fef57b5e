import type { Verdict } from '../options/assertions';
import type { MeasureUnit } from '../options/measures';
import { formatValue, type Unit } from './format';

const UNITS: Readonly<Record<MeasureUnit, Unit>> = {
  share: 'share',
  seconds: 'seconds',
  number: 'count',
  hours: 'hours',
  money: 'money',
};

/** What an assertion came to, and by how much it fails. */
export function verdictText({ assertion, value, holds }: Verdict): string {
  const { measure, text, bound } = assertion;
  if (value === null) return `${text}: there was nothing to measure (${measure.title})`;
  const isShare = measure.unit === 'share';
  // Here it is the last digits that matter.
  const is = `${text}: ${measure.name} is ${isShare ? `${digits(value * 100)} %` : formatMeasure(value, measure.unit)}`;
  if (holds) return is;
  const difference = Math.abs(value - bound);
  const off = isShare ? `${digits(difference * 100)} points` : formatMeasure(difference, measure.unit);
  return `${is}, ${difference === 0 ? 'which is the bound itself' : `${off} too ${value < bound ? 'low' : 'high'}`}`;
}

function digits(percent: number): string {
  return String(Number(percent.toFixed(3)));
}

/** How a measure is written. */
export function unitOf(unit: MeasureUnit): Unit {
  return UNITS[unit];
}

/** A number of a measure, with its unit. */
export function formatMeasure(value: number, unit: MeasureUnit): string {
  return formatValue(value, UNITS[unit]);
}
