import { Random } from '../random';
import type { TokenSource } from './traffic';

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
    this.location = Math.log(lengths.mean) - (lengths.spread * lengths.spread) / 2;
  }

  next(): number {
    const { mean, spread, longest } = this.lengths;
    const length = spread === 0 ? mean : Math.exp(this.location + spread * this.random.normal());
    return Math.max(1, Math.min(longest, Math.round(length)));
  }
}
