import { type Mistake, mistake } from './mistake';

/** Judges the name of a time zone. */
export function checkTimeZone(prop: string, zone: unknown): Mistake[] {
  if (typeof zone === 'string' && isTimeZone(zone)) return [];
  return [
    mistake('cron/timezone', prop, zone, 'must be an IANA time zone', "write it like 'Asia/Shanghai' or 'Etc/UTC'"),
  ];
}

/** Asking the runtime takes longer than everything else that is judged of a schedule, and zones are few. */
const asked = new Map<string, boolean>();
const MOST_ASKED = 1000;

/** True for an IANA time zone, as Go's and JavaScript's databases both know it. */
export function isTimeZone(zone: string): boolean {
  const known = asked.get(zone);
  if (known !== undefined) return known;
  const isZone = askForZone(zone);
  if (asked.size < MOST_ASKED) asked.set(zone, isZone);
  return isZone;
}

function askForZone(zone: string): boolean {
  // Offsets such as +08:00 are zones to JavaScript but not to Go.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
