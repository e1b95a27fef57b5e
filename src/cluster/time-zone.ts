import { type Mistake, mistake } from '../kubernetes/mistake';

/** An IANA time zone, as Go's and JavaScript's databases both know it. */
export function checkTimeZone(prop: string, zone: unknown): Mistake[] {
  if (typeof zone === 'string' && isTimeZone(zone)) return [];
  return [
    mistake('cron/timezone', prop, zone, 'must be an IANA time zone', "write it like 'Asia/Shanghai' or 'Etc/UTC'"),
  ];
}

function isTimeZone(zone: string): boolean {
  // Offsets such as +08:00 are zones to JavaScript but not to Go.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
