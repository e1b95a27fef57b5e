import { type NextFire, nextFire } from '../../../kubernetes/next-fire';
import type { ZoneOffsets } from '../../../kubernetes/zone-offsets';

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};
const EVERY = /^@every ((?:\d+(?:\.\d+)?(?:ms|[hms]))+)$/;
const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/**
 * When a job of CronHPA runs, for everything that its cron library takes: six fields, five (the day of the week is left
 * out), `@date`, `@daily` and its like, `@every`.
 */
export function nextFireOfJob(schedule: string, offsets: ZoneOffsets): NextFire {
  const text = schedule.trim().replace(/\s+/g, ' ');
  const every = EVERY.exec(text);
  if (every !== null) {
    const seconds = secondsOf(every[1]);
    return (after) => Math.floor(after) + seconds;
  }
  if (Object.hasOwn(DESCRIPTORS, text)) return nextFire(DESCRIPTORS[text], offsets);
  return nextFire(text.split(' ').length === 5 ? `${text} *` : text, offsets);
}

/** Whole seconds, one at least. */
function secondsOf(duration: string): number {
  let seconds = 0;
  for (const [, count, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/g))
    seconds += Number(count) * UNIT_SECONDS[unit];
  return Math.max(1, Math.floor(seconds));
}
