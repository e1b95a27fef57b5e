/**
 * A share in percent, 0–100. Not interchangeable with a `Ratio`: GPU utilization is exported as percent,
 * KV-cache usage as a ratio, and confusing them means scaling never or always.
 *
 * Errors: the factory never throws; the construct that receives the value reports it when it is out of range.
 */
export class Percent {
  /** So many percent: `Percent.of(80)` is 80 %. */
  static of(percent: number): Percent {
    return new Percent(percent);
  }

  private constructor(private readonly percent: number) {}

  /** The number of percent, 0–100. */
  get value(): number {
    return this.percent;
  }
}

/**
 * A share between 0 and 1. Not interchangeable with a `Percent`.
 *
 * Errors: the factory never throws; the construct that receives the value reports it when it is out of range.
 */
export class Ratio {
  /** A share between 0 and 1: `Ratio.of(0.8)` is four fifths. */
  static of(ratio: number): Ratio {
    return new Ratio(ratio);
  }

  private constructor(private readonly ratio: number) {}

  /** The share, 0–1. */
  get value(): number {
    return this.ratio;
  }
}
