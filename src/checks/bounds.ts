import { isWhole } from './numbers';
import { bad, type Part } from './part';
import type { Problem } from './rule';

/** How a kind calls the bounds of its replicas, and what holds where they are not given. */
export interface BoundFields {
  readonly min: string;
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
  if (!isWhole(lower, least)) yield bad(part, min, `must be a whole number of at least ${least}`, `write ${least}`);
  if (!isWhole(upper, 1))
    yield bad(part, max, 'must be a whole number of at least 1', 'give the greatest number of replicas');
  else if (isWhole(lower, least) && lower > upper)
    yield bad(part, max, `must be at least '${min}' (${lower})`, `raise it to ${lower} or more, or lower '${min}'`);
}
