import { checkSixFields } from '../../kubernetes/cron-fields';
import { type Mistake, mistake, warning } from '../../kubernetes/mistake';
import { checkInteger } from '../../kubernetes/numbers';
import { takenOptions } from '../../kubernetes/taken';

/** A time of the day. */
export interface TimeOfDay {
  /** Hour, 0–23. */
  readonly hour: number;
  /** Minute, 0–59. @default 0 */
  readonly minute?: number;
  /** Second, 0–59; only CronHPA is so exact. @default 0 */
  readonly second?: number;
}

/** A schedule, as data. */
export type ScheduleFacts =
  | { readonly kind: 'cron'; readonly expression: string }
  | { readonly kind: 'time'; readonly time: TimeOfDay; readonly days: string }
  | { readonly kind: 'date'; readonly date: string };

/**
 * When something happens, in the time zone of whoever does it.
 *
 * Errors: the construct that receives a schedule reports what is wrong with it.
 */
export class Schedule {
  /** Every day. */
  static daily(time: TimeOfDay): Schedule {
    return new Schedule({ kind: 'time', time: takenOptions(time), days: '*' });
  }

  /** From Monday to Friday. */
  static weekdays(time: TimeOfDay): Schedule {
    return new Schedule({ kind: 'time', time: takenOptions(time), days: '1-5' });
  }

  /** On Saturday and Sunday. */
  static weekends(time: TimeOfDay): Schedule {
    return new Schedule({ kind: 'time', time: takenOptions(time), days: '0,6' });
  }

  /** Six fields, seconds first: second, minute, hour, day of the month, month, day of the week (0–6). */
  static cron(expression: string): Schedule {
    return new Schedule({ kind: 'cron', expression });
  }

  /** One point in time, written `2026-12-01 09:00:00`; only for jobs. The controller heeds all but the year. */
  static date(date: string): Schedule {
    return new Schedule({ kind: 'date', date });
  }

  /** @internal */
  static _facts(schedule: Schedule): ScheduleFacts {
    return schedule.facts;
  }

  private constructor(private readonly facts: ScheduleFacts) {}
}

/** A schedule as CronHPA reads it. */
export function renderSchedule(schedule: Schedule): string {
  const facts = Schedule._facts(schedule);
  if (facts.kind === 'date') return `@date ${facts.date}`;
  if (facts.kind === 'cron') return String(facts.expression).trim().split(/\s+/).join(' ');
  const { hour, minute = 0, second = 0 } = facts.time;
  return `${second} ${minute} ${hour} * * ${facts.days}`;
}

/** A schedule as KEDA reads it: without the seconds. */
export function renderWithoutSeconds(schedule: Schedule): string {
  return renderSchedule(schedule).split(' ').slice(1).join(' ');
}

/** Judges a schedule for CronHPA. */
export function checkSchedule(prop: string, schedule: Schedule): Mistake[] {
  const facts = Schedule._facts(schedule);
  if (facts.kind === 'date') return checkDate(prop, facts.date);
  if (facts.kind === 'cron') return checkSixFields(prop, facts.expression);
  const { hour, minute = 0, second = 0 } = facts.time;
  return [
    ...checkInteger(`${prop}.hour`, hour, 0, 23),
    ...checkInteger(`${prop}.minute`, minute, 0, 59),
    ...checkInteger(`${prop}.second`, second, 0, 59),
  ];
}

/** Judges a schedule for KEDA, which has no seconds; that a date is none of its windows is said of every window. */
export function checkScheduleWithoutSeconds(prop: string, schedule: Schedule): Mistake[] {
  const found = checkSchedule(prop, schedule);
  if (found.length > 0) return found;
  const expression = renderSchedule(schedule);
  if (Schedule._facts(schedule).kind === 'date' || expression.startsWith('0 ')) return [];
  return [
    mistake(
      'cron/schedule',
      prop,
      expression,
      "must be on the full minute, since KEDA's cron has no seconds",
      'set the seconds to 0',
    ),
  ];
}

/** The zone of the controller is not known here, and none is further from UTC than this. */
const FURTHEST_ZONE_MS = 14 * 3600 * 1000;

function checkDate(prop: string, date: unknown): Mistake[] {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(String(date)) ?? [];
  const parsed = new Date(`${year}-${month}-${day}T${time}Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.getUTCDate() !== Number(day))
    return [mistake('cron/schedule', prop, date, 'must be a date that exists', "write it like '2026-12-01 09:00:00'")];
  if (parsed.getTime() + FURTHEST_ZONE_MS > Date.now()) return [];
  return [
    warning(
      'cron/schedule',
      `'${prop}' (${date}) is past, and the CronHPA controller passes over the year, so it fires on that day again`,
      'take it out, or give a date to come',
    ),
  ];
}
