import { Random } from '../random';
import type { TokenSource } from './traffic';

// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { exp, log, max, min, round } = Math;

/** How many tokens prompts or answers have. */
export interface TokenLengths {
  /** Their mean. */
  readonly mean: number;
  /** Standard deviation of their logarithm: they are lognormal. 0 when all are the same. */
  readonly spread: number;
  /** None has more. */
  readonly longest: number;
}

/** Lengths of a distribution, one after the other. */
export class GeneratedTokens implements TokenSource {
  private readonly random: Random;
  private readonly location: number;

  constructor(
    private readonly lengths: TokenLengths,
    seed: number,
    stream: number,
  ) {
    this.random = new Random(seed, stream);
    this.location = log(lengths.mean) - (lengths.spread * lengths.spread) / 2;
  }

  /** Draws the next length, at least 1 and at most `longest`. */
  next(): number {
    const { mean, spread, longest } = this.lengths;
    const length = spread === 0 ? mean : exp(this.location + spread * this.random.normal());
    return max(1, min(longest, round(length)));
  }
}
