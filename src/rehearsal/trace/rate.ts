/** How many requests come per second: a line from one rate to another. */
export interface RateLine {
  /** How long, in milliseconds. */
  readonly lengthMs: number;
  /** Requests per second at its beginning. */
  readonly from: number;
  /** Requests per second at its end. */
  readonly to: number;
}

const DAY_MS = 86_400_000;
const STEP_MS = 600_000;

/** The shape of days and weeks. */
export interface DiurnalRate {
  /** Requests per second, the mean of a week. */
  readonly mean: number;
  /** The busiest time of a day over the quietest. */
  readonly ratio: number;
  /** The hour of the busiest time, 0–24. */
  readonly peakHour: number;
  /** Saturdays and Sundays over the other days. */
  readonly weekend: number;
  /** The day of the week on which it begins, 0 for Sunday. */
  readonly firstDay: number;
  /** How long it goes on, in milliseconds from midnight of the first day. */
  readonly durationMs: number;
}

/** A cosine over the day, in lines of ten minutes. */
export function* diurnalLines(rate: DiurnalRate): Generator<RateLine> {
  const swing = (rate.ratio - 1) / (rate.ratio + 1);
  const weekday = (rate.mean * 7) / (5 + 2 * rate.weekend);
  const rateAt = (ms: number, day: number) => {
    const isWeekend = day % 7 === 0 || day % 7 === 6;
    const level = isWeekend ? weekday * rate.weekend : weekday;
    return level * (1 + swing * cosineOfTurns(ms / DAY_MS - rate.peakHour / 24));
  };
  for (let fromMs = 0; fromMs < rate.durationMs; fromMs += STEP_MS) {
    const toMs = Math.min(fromMs + STEP_MS, rate.durationMs);
    const day = rate.firstDay + Math.floor(fromMs / DAY_MS);
    yield { lengthMs: toMs - fromMs, from: rateAt(fromMs, day), to: rateAt(toMs, day) };
  }
}

/** The cosine, where 1 is a full turn. Math.cos is not the same in all versions of Node. */
function cosineOfTurns(turns: number): number {
  // cos 2a = 1 - 2 sin² a, with the sine as its series between ± a quarter turn.
  const angle = (turns - Math.round(turns)) * Math.PI;
  const square = angle * angle;
  let sine = 0;
  let term = angle;
  for (let order = 1; order <= 19; order += 2) {
    sine += term;
    term *= -square / ((order + 1) * (order + 2));
  }
  return 1 - 2 * sine * sine;
}
