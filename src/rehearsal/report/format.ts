/** How the numbers of a series are to be read. */
export type Unit = 'count' | 'percent' | 'perSecond' | 'share' | 'seconds' | 'money' | 'hours';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A number for people: at most three digits that say something, with its unit. */
export function formatValue(value: number, unit: Unit, currency = '$'): string {
  if (!Number.isFinite(value)) return '–';
  switch (unit) {
    case 'share':
      return `${percent(value)} %`;
    case 'seconds':
      return formatSpan(value);
    case 'money':
      return `${currency}${grouped(value, value < 100 ? 2 : 0)}`;
    case 'hours':
      return `${short(value)} h`;
    case 'perSecond':
      return `${short(value)}/s`;
    case 'percent':
      return `${short(value)} %`;
    case 'count':
      return short(value);
  }
}

/** A value of an axis: round numbers, and one unit only. */
export function formatTick(value: number, unit: Unit): string {
  if (unit === 'share') return `${trimmed(value * 100, 1)} %`;
  if (unit === 'seconds' && value >= MINUTE) return `${grouped(value, 0)} s`;
  return formatValue(value, unit);
}

/** Two decimals near the ends, where a tenth of a percent is what people look for. Never rounds up to 100. */
function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value === 100) return String(value);
  const decimals = value > 99 || value < 1 ? 2 : 1;
  const factor = 10 ** decimals;
  return (Math.floor(value * factor + 1e-9) / factor).toFixed(decimals);
}

/** A span of time with two units at most: `80 ms`, `2.4 s`, `3 min 20 s`, `2 h 5 min`, `3 d`. */
export function formatSpan(seconds: number): string {
  const size = Math.abs(seconds);
  if (seconds === 0) return '0 s';
  if (size < 0.001) return `${short(seconds * 1000)} ms`;
  if (size < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (size < MINUTE - 0.05) return `${trimmed(seconds, size < 10 ? 2 : 1)} s`;
  if (size < HOUR - 0.5) return twoUnits(seconds, MINUTE, 'min', 1, 's');
  if (size < DAY - MINUTE / 2) return twoUnits(seconds, HOUR, 'h', MINUTE, 'min');
  return twoUnits(seconds, DAY, 'd', HOUR, 'h');
}

function twoUnits(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const inSmall = Math.round(seconds / small);
  const per = large / small;
  const rest = inSmall % per;
  const whole = `${(inSmall - rest) / per} ${largeName}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
}

/** Three digits that count, and thousands as k and M. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_500) return `${trimmed(value / 1_000_000, size >= 9_995_000 ? 1 : 2)}M`;
  if (size >= 9_999.5) return `${trimmed(value / 1000, 1)}k`;
  if (size >= 100) return grouped(Math.round(value), 0);
  if (size >= 10) return trimmed(value, 1);
  return trimmed(value, size >= 0.1 || size === 0 ? 2 : 3);
}

/** With thousands apart, and the same number of decimals always. */
export function grouped(value: number, decimals: number): string {
  const [whole, fraction] = value.toFixed(decimals).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}

function trimmed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}
