import type { Random } from '../random';

/** Seconds: a number, or a median and the value that one of ten exceeds (lognormal). */
export type Delay = number | { readonly p50: number; readonly p90: number };

/** What a new pod goes through before it serves. */
export interface ColdStart {
  /** Pulling the image onto a node that has none of it. */
  readonly imageSeconds: Delay;
  /** The same onto a node that has it. */
  readonly cachedImageSeconds: Delay;
  /** From the start of the container until the model is loaded. */
  readonly loadSeconds: Delay;
  /** Compiling, capturing graphs, the first request. */
  readonly warmUpSeconds: Delay;
}

/** z of the 90th percentile of a normal distribution. */
const Z90 = 1.2815515655446004;

/** Milliseconds of one of these delays. */
export function drawDelay(delay: Delay, random: Random): number {
  if (typeof delay === 'number') return Math.max(0, Math.round(delay * 1000));
  const sigma = Math.log(delay.p90 / delay.p50) / Z90;
  return Math.round(delay.p50 * Math.exp(sigma * random.normal()) * 1000);
}
