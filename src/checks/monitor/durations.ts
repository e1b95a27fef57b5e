import { secondsOf } from '../../metrics/query-selectors';
import { plainText } from '../../stack/fields';

/** Durations as the custom resources of the Prometheus operator take them: `1h30m`, `15s`, `0`. */
const DURATION = /^(?:0|(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?)$/;

/** Seconds of a duration of a monitor or rule; nothing when the API server would refuse it. */
export function durationOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || value === '' || !DURATION.test(value)) return undefined;
  return value === '0' ? 0 : secondsOf(value);
}

/** Seconds as one writes them: `90s`, `2m`. */
export function durationText(seconds: number): string {
  if (!Number.isInteger(seconds)) return `${Math.round(seconds * 1000)}ms`;
  return seconds > 0 && seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

const SAID: Readonly<Record<string, string>> = { s: 's', m: 'm', h: 'h', d: 'd' };

/** How a duration was probably meant: `5 minutes` is `5m`. */
export function meantDuration(value: unknown): string {
  const [, number, unit] = /^\s*(\d+)\s*([a-z]?)[a-z]*\s*$/i.exec(plainText(value)) ?? [];
  const known = unit === undefined ? undefined : SAID[unit.toLowerCase() || 's'];
  return known === undefined ? '30s' : `${number}${known}`;
}
