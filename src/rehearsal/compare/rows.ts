import type { MeasureUnit } from '../options/measures';
import { formatValue } from '../report/format';
import { formatMeasure } from '../report/verdict-text';
import type { Change, Comparison } from './compare';

/** A line of the table: a measure before and after, as text. */
export interface Row {
  /** What is compared, in words. */
  readonly title: string;
  /** With its unit; `–` where there was nothing to measure. */
  readonly before: string;
  /** With its unit; `–` where there was nothing to measure. */
  readonly after: string;
  /** By how much, with its sign; empty where nothing can be said. */
  readonly change: string;
  /** Whether that is for better or worse; nothing where it cannot be said. */
  readonly verdict: Change['verdict'];
}

/** The table of a comparison. */
export function rowsOf({ changes }: Comparison): Row[] {
  return changes.map(({ measure, before, after, verdict }) => ({
    title: measure.title,
    before: text(before, measure.unit),
    after: text(after, measure.unit),
    change: before === null || after === null ? '' : difference(before, after, measure.unit),
    verdict,
  }));
}

function text(value: number | null, unit: MeasureUnit): string {
  return value === null ? '–' : formatMeasure(value, unit);
}

/** Shares differ in points, the others by what they were. */
function difference(before: number, after: number, unit: MeasureUnit): string {
  const sign = after > before ? '+' : after < before ? '−' : '±';
  const size = Math.abs(after - before);
  if (unit === 'share') return `${sign}${(size * 100).toFixed(2)} points`;
  if (unit === 'number' || before === 0) return `${sign}${formatMeasure(size, unit)}`;
  return `${sign}${formatValue(size / before, 'share')}`;
}
