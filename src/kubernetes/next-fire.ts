import { type CronFields, isOnDay, parseFiveFields, parseSixFields } from './cron-fields';
import { atLocal, type LocalTime, localTime, secondOfDay, type ZoneOffsets } from './zone-offsets';

/** How many years ahead a schedule is looked for. */
const YEARS = 5;

/** Gives the moment of the next run after a moment, both in seconds since 1970; nothing when there is none. */
export type NextFire = (after: number) => number | undefined;

/**
 * When a schedule of CronHPA runs, computed as its controller does (ringtail/go-cron), with what that does on the days
 * on which clocks are changed: an hour that there is twice counts twice, one that is skipped not at all, and where
 * midnight is skipped a day may be lost.
 *
 * @param expression a schedule that has been judged, as `renderSchedule` gives it; any other has no next run
 * @param offsets the time zone of the controller, by `offsetsOf`
 */
export function nextFire(expression: string, offsets: ZoneOffsets): NextFire {
  const fields = expression.startsWith('@date ') ? parseDate(expression) : parseSixFields(expression);
  if ('wrong' in fields) return () => undefined;
  const clock = new Clock(fields, offsets);
  return (after) => clock.next(Math.floor(after) + 1);
}

/**
 * When a schedule of KEDA's cron trigger fires, computed as its library does (robfig/cron): five fields, and where
 * midnight is skipped the day is found all the same.
 *
 * @param expression five fields that have been judged; any other has no next run
 * @param offsets the time zone of the trigger, by `offsetsOf`
 */
export function nextFireWithoutSeconds(expression: string, offsets: ZoneOffsets): NextFire {
  const fields = parseFiveFields(expression);
  if ('wrong' in fields) return () => undefined;
  const clock = new Clock({ ...fields, values: [[0], ...fields.values] }, offsets, true);
  return (after) => clock.next(Math.floor(after) + 1);
}

/** The year is not heeded: a date comes again every year. */
function parseDate(expression: string): CronFields {
  const [month, day, hour, minute, second] = expression.split(/\D+/).slice(2).map(Number);
  const everyWeekday = [0, 1, 2, 3, 4, 5, 6];
  return { values: [[second], [minute], [hour], [day], [month], everyWeekday], eitherDay: false };
}

/** Turns the hands forward, the slowest first, until all of them stand right. */
class Clock {
  private now = 0;
  /** Whether a hand has been turned: the faster ones are at their beginning then. */
  private hasTurned = false;

  constructor(
    private readonly fields: CronFields,
    private readonly offsets: ZoneOffsets,
    /** Whether a day that does not begin at midnight is put right. */
    private readonly mendsMidnight = false,
  ) {}

  next(from: number): number | undefined {
    this.now = from;
    this.hasTurned = false;
    const lastYear = this.local().year + YEARS;
    while (this.local().year <= lastYear)
      if (this.findMonth() && this.findDay() && this.findHour() && this.findMinute() && this.findSecond())
        return this.now;
    return undefined;
  }

  /** Each of these gives false where a hand has gone round: the slower ones are to be looked at again. */
  private findMonth(): boolean {
    while (!this.has(4, this.local().month)) {
      this.turn(() => this.set({ day: 1, hour: 0, minute: 0, second: 0 }));
      this.set({ month: this.local().month + 1 });
      if (this.local().month === 1) return false;
    }
    return true;
  }

  private findDay(): boolean {
    while (!this.isOnDay()) {
      this.turn(() => this.set({ hour: 0, minute: 0, second: 0 }));
      this.set({ day: this.local().day + 1 });
      if (this.mendsMidnight) this.mend();
      if (this.local().day === 1) return false;
    }
    return true;
  }

  private mend(): void {
    const hour = this.hour();
    if (hour !== 0) this.now += (hour > 12 ? 24 - hour : -hour) * 3600;
  }

  private findHour(): boolean {
    while (!this.has(2, this.hour())) {
      this.turn(() => this.set({ minute: 0, second: 0 }));
      this.now += 3600;
      if (this.hour() === 0) return false;
    }
    return true;
  }

  private findMinute(): boolean {
    while (!this.has(1, this.minute())) {
      this.turn(() => {
        this.now -= ((this.now % 60) + 60) % 60;
      });
      this.now += 60;
      if (this.minute() === 0) return false;
    }
    return true;
  }

  private findSecond(): boolean {
    while (!this.has(0, this.second())) {
      this.hasTurned = true;
      this.now += 1;
      if (this.second() === 0) return false;
    }
    return true;
  }

  private has(field: number, value: number): boolean {
    return this.fields.values[field].includes(value);
  }

  private isOnDay(): boolean {
    const { day, month, weekday } = this.local();
    return isOnDay(this.fields, [day, month, weekday]);
  }

  /** The first time that a hand is turned, the faster ones go to their beginning. */
  private turn(begin: () => void): void {
    if (!this.hasTurned) begin();
    this.hasTurned = true;
  }

  // The fast hands are turned often, and asked for without the calendar.

  private hour(): number {
    return Math.floor(this.secondOfDay() / 3600);
  }

  private minute(): number {
    return Math.floor(this.secondOfDay() / 60) % 60;
  }

  private second(): number {
    return this.secondOfDay() % 60;
  }

  private secondOfDay(): number {
    return secondOfDay(this.now, this.offsets);
  }

  private local(): LocalTime {
    return localTime(this.now, this.offsets);
  }

  private set(change: Partial<LocalTime>): void {
    this.now = atLocal({ ...this.local(), ...change }, this.offsets);
  }
}
