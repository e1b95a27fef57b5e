import type { Steps } from '../result';

/** The value of one entry of a column; zero where nothing was measured, or past its end. */
export function valueAt(values: Steps, index: number): number {
  return values[index] ?? 0;
}
