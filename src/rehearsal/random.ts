// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { exp, floor, imul, log, sqrt } = Math;
const { isNaN: isNotNumber } = Number;

/**
 * Random numbers that are the same on every machine for the same seed (xoshiro128**, seeded by SplitMix32).
 *
 * @see https://prng.di.unimi.it
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  /** The second of the two normal numbers that are made at a time. */
  private spare = Number.NaN;

  /** Different streams of one seed have nothing to do with each other. */
  constructor(seed: number, stream = 0) {
    let state = (imul(seed | 0, 0x9e3779b1) ^ imul((stream + 1) | 0, 0x85ebca6b)) | 0;
    const word = () => {
      state = (state + 0x9e3779b9) | 0;
      let z = imul(state ^ (state >>> 16), 0x21f0aaad);
      z = imul(z ^ (z >>> 15), 0x735a2d97);
      return (z ^ (z >>> 15)) | 0;
    };
    this.a = word();
    this.b = word();
    this.c = word();
    this.d = word() | 1;
  }

  /** A whole number of 32 bits. */
  word(): number {
    const product = imul(this.b, 5);
    const result = imul((product << 7) | (product >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  /** From 0 up to, but never, 1. */
  uniform(): number {
    return this.word() / 4294967296;
  }

  /** A whole number from 0 up to, but never, `bound`. */
  below(bound: number): number {
    return floor((this.word() / 4294967296) * bound);
  }

  /** Waiting time until the next of things that happen once per unit of time on average. */
  exponential(): number {
    return -log((this.word() + 1) / 4294967296);
  }

  /** Mean 0, standard deviation 1 (Marsaglia's polar method: no trigonometry, which differs between engines). */
  normal(): number {
    const { spare } = this;
    if (!isNotNumber(spare)) {
      this.spare = Number.NaN;
      return spare;
    }
    for (;;) {
      const x = this.uniform() * 2 - 1;
      const y = this.uniform() * 2 - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = sqrt((-2 * log(square)) / square);
      this.spare = y * scale;
      return x * scale;
    }
  }

  /** Mean `shape`, variance `shape` (Marsaglia and Tsang, 2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * exp(-this.exponential() / shape);
    const d = shape - 1 / 3;
    const c = 1 / sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (this.exponential() > -0.5 * x * x - d + d * v - d * log(v)) return d * v;
    }
  }
}
