import { INT32_MAX, isWhole } from './numbers';
import { bad, type Part } from './part';
import type { Problem } from './rule';

/** How a kind calls the bounds of its replicas, and what holds where they are not given. */
export interface BoundFields {
  /** Field of the lower bound, for example `minReplicaCount`. */
  readonly min: string;
  /** Field of the upper bound, for example `maxReplicaCount`. */
  readonly max: string;
  /** Least that the lower bound may be. */
  readonly least: number;
  /** What the lower bound is when it is not given. */
  readonly defaultMin: number;
  /** What the upper bound is when it is not given. @default - it must be given */
  readonly defaultMax?: number;
}

/** Bounds are whole, in range and in order. */
export function* checkBounds(part: Part, { min, max, least, defaultMin, defaultMax }: BoundFields): Iterable<Problem> {
  const lower = part.fields[min] ?? defaultMin;
  const upper = part.fields[max] ?? defaultMax;
  if (!isWhole(lower, least)) yield* wrongBound(part, min, least, `write ${least}`);
  if (!isWhole(upper, 1)) yield* wrongBound(part, max, 1, 'give the greatest number of replicas');
  else if (isWhole(lower, least) && lower > upper)
    yield bad(part, max, `must be at least '${min}' (${lower})`, `raise it to ${lower} or more, or lower '${min}'`);
}

function* wrongBound(part: Part, field: string, least: number, fix: string): Iterable<Problem> {
  const value = part.fields[field];
  // That a number has to be finite is said of every number, by a rule of its own.
  if (typeof value === 'number' && !Number.isFinite(value)) return;
  const isTooGreat = typeof value === 'number' && value > INT32_MAX;
  const range = isTooGreat ? `of at most ${INT32_MAX}` : `of at least ${least}`;
  yield bad(part, field, `must be a whole number ${range}`, fix);
}
