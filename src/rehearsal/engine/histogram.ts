// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { ceil, floor, max, min } = Math;

const SLICES_PER_DOUBLING = 64;
const SMALLEST_EXPONENT = -10;
const DOUBLINGS = 42;
const BUCKETS = DOUBLINGS * SLICES_PER_DOUBLING;
const OFFSET = (1023 + SMALLEST_EXPONENT) * SLICES_PER_DOUBLING;

const value = new Float64Array(1);
/** The half of the number that holds its exponent and the first digits. */
const words = new Uint32Array(value.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Counts positive numbers in 64 slices per doubling, from a thousandth to 4 billion, so that a percentile is at most
 * 0.8 % off. What is smaller or greater goes into the outermost slice.
 */
export class LogHistogram {
  /** How many numbers were added. */
  count = 0;
  /** What they come to, not rounded to slices. */
  sum = 0;
  private readonly counts = new Float64Array(BUCKETS);
  private lowest = BUCKETS;
  private highest = -1;

  /** Counts a number; zero and less go into the lowest slice. */
  add(number: number): void {
    value[0] = number;
    let bucket = (words[HIGH] >>> 14) - OFFSET;
    if (!(number > 0) || bucket < 0) bucket = 0;
    else if (bucket >= BUCKETS) bucket = BUCKETS - 1;
    this.counts[bucket]++;
    this.count++;
    this.sum += number;
    if (bucket < this.lowest) this.lowest = bucket;
    if (bucket > this.highest) this.highest = bucket;
  }

  /** For each share, in ascending order, the number that it does not exceed; nothing when there are no numbers. */
  quantiles(shares: readonly number[]): (number | undefined)[] {
    if (this.count === 0) return shares.map(() => undefined);
    let bucket = this.lowest;
    let seen = this.counts[bucket];
    return shares.map((share) => {
      const rank = min(this.count, max(1, ceil(share * this.count)));
      while (seen < rank) seen += this.counts[++bucket];
      return middleOf(bucket);
    });
  }

  /** Counts all that another has counted. */
  addAll(other: LogHistogram): void {
    for (let bucket = other.lowest; bucket <= other.highest; bucket++) this.counts[bucket] += other.counts[bucket];
    this.count += other.count;
    this.sum += other.sum;
    this.lowest = min(this.lowest, other.lowest);
    this.highest = max(this.highest, other.highest);
  }

  /** Forgets all numbers, so that it can be used again. */
  clear(): void {
    if (this.highest >= 0) this.counts.fill(0, this.lowest, this.highest + 1);
    this.count = 0;
    this.sum = 0;
    this.lowest = BUCKETS;
    this.highest = -1;
  }
}

function middleOf(bucket: number): number {
  const exponent = floor(bucket / SLICES_PER_DOUBLING) + SMALLEST_EXPONENT;
  const slice = bucket % SLICES_PER_DOUBLING;
  return 2 ** exponent * (1 + (slice + 0.5) / SLICES_PER_DOUBLING);
}

/** Counts numbers in given buckets, as Prometheus has them. */
export class BucketHistogram {
  /** How many numbers fell into each bucket and not into the one before; the last has no upper bound. */
  readonly counts: Float64Array;
  /** How many numbers were added: what `_count` series hold. */
  count = 0;
  /** What they come to: what `_sum` series hold. */
  sum = 0;

  /** `bounds` are the upper ends of the buckets, which belong to them. */
  constructor(readonly bounds: Float64Array) {
    this.counts = new Float64Array(bounds.length + 1);
  }

  /** `times` equal numbers at once. */
  add(number: number, times = 1): void {
    const { bounds } = this;
    let low = 0;
    let high = bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (number <= bounds[middle]) high = middle;
      else low = middle + 1;
    }
    this.counts[low] += times;
    this.count += times;
    this.sum += number * times;
  }

  /** How many numbers are at most as great as each bound, and how many there are: what `_bucket` series hold. */
  cumulative(): Float64Array {
    const result = Float64Array.from(this.counts);
    for (let bucket = 1; bucket < result.length; bucket++) result[bucket] += result[bucket - 1];
    return result;
  }
}
