/** Units of durations, longest first, in milliseconds. */
const UNITS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};
const PART = /^(\d+(?:\.\d+)?)(ms|[wdhms])/;

/** How durations are written, for messages. */
export const DURATION_FORM = 'a duration with its unit, such as 80ms, 2s, 1m30s, 12h or 7d';

/**
 * Reads a duration, such as `80ms`, `2s`, `1m30s` or `7d`: parts from the greatest unit to the smallest, each unit once.
 * Gives seconds; nothing when it is none. A bare number is none, since nobody sees its unit.
 */
export function parseDuration(text: string): number | undefined {
  let rest = text.trim();
  let milliseconds = 0;
  let above = Number.POSITIVE_INFINITY;
  if (rest === '') return undefined;
  while (rest !== '') {
    const match = PART.exec(rest);
    const unit = match ? UNITS[match[2]] : above;
    if (match === null || unit >= above) return undefined;
    milliseconds += Number(match[1]) * unit;
    above = unit;
    rest = rest.slice(match[0].length);
  }
  return Number.isFinite(milliseconds) ? milliseconds / 1000 : undefined;
}

/** Writes seconds so that `parseDuration` reads them back, to the thousandth of a millisecond. */
export function formatDuration(seconds: number): string {
  let rest = Math.round(seconds * 1_000_000) / 1000;
  let text = '';
  for (const [unit, size] of Object.entries(UNITS)) {
    // Nobody writes 2w for 14d.
    if (unit === 'w') continue;
    const count = unit === 'ms' ? Number(rest.toFixed(3)) : Math.floor(rest / size);
    if (count === 0) continue;
    text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}
