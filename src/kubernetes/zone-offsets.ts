/** Seconds that a zone is ahead of UTC, at a moment in seconds since 1970. */
export type ZoneOffsets = (moment: number) => number;

/** What calendar and clock on a wall show. */
export interface LocalTime {
  /** Of the Gregorian calendar, in four digits. */
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** Of the month, from 1 on. */
  readonly day: number;
  /** 0–23 */
  readonly hour: number;
  /** 0–59 */
  readonly minute: number;
  /** 0–59 */
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const DAY = 24 * 3600;
/** No zone changes its clocks twice within four weeks: those that put them back for Ramadan do it for longer. */
const SPAN = 28 * DAY;

/** The offsets of an IANA time zone; that it is one has been judged. */
export function offsetsOf(timezone: string): ZoneOffsets {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const ask = (moment: number): number => {
    const parts = Object.fromEntries(
      format.formatToParts(moment * 1000).map(({ type, value }) => [type, Number(value)]),
    ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
    const { year, month, day, hour, minute, second } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - moment;
  };
  // To ask takes long, and a search asks thousands of times.
  const edge = remember((span) => ask(span * SPAN));
  const within = remember((span) => between(span * SPAN, edge(span), (span + 1) * SPAN, edge(span + 1), ask));
  return (moment) => within(Math.floor(moment / SPAN))(moment);
}

function remember<T>(compute: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const computed = compute(key);
    known.set(key, computed);
    return computed;
  };
}

/** The offsets from one moment to another, of which there are two at the most. */
function between(start: number, before: number, end: number, after: number, ask: ZoneOffsets): ZoneOffsets {
  if (before === after) return () => before;
  let [old, changed] = [start, end];
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (ask(middle) === before) old = middle;
    else changed = middle;
  }
  return (moment) => (moment < changed ? before : after);
}

/** How many seconds of the day the clock on the wall shows at a moment. */
export function secondOfDay(moment: number, offsets: ZoneOffsets): number {
  const shown = moment + offsets(moment);
  return shown - Math.floor(shown / DAY) * DAY;
}

/** What the wall shows at a moment. */
export function localTime(moment: number, offsets: ZoneOffsets): LocalTime {
  const shown = new Date((moment + offsets(moment)) * 1000);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    weekday: shown.getUTCDay(),
  };
}

/**
 * The moment at which the wall shows this; a day or month past the end runs on into the next. What is shown twice is
 * taken as Go's time.Date takes it, and what is skipped becomes what that makes of it: a time before or after the gap.
 */
export function atLocal({ year, month, day, hour, minute, second }: Omit<LocalTime, 'weekday'>, offsets: ZoneOffsets) {
  const shown = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  return shown - offsets(shown - offsets(shown));
}
