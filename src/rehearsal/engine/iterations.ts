// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { floor, sqrt } = Math;

const NEVER = Number.POSITIVE_INFINITY;

/**
 * The iterations that come next and do the same, except that each takes a little longer than the one before because
 * there is more context to read. Any number of them is added up at once.
 */
export class Iterations {
  /** When the first of them begins, which is when the last one before them ended. */
  startMs = 0;
  /** When the last of them ends; Infinity when nothing is to be done. */
  endMs = NEVER;
  /** How many there are. */
  count = 0;
  private firstMs = 0;
  private growthMs = 0;

  /** So many from now on, of which the first takes `firstMs` and each other `growthMs` more than the one before. */
  plan(count: number, firstMs: number, growthMs: number): void {
    this.count = count;
    this.firstMs = firstMs;
    this.growthMs = growthMs;
    this.endMs = this.startMs + count * firstMs + growthMs * (count * (count - 1) * 0.5);
  }

  /** Nothing is to be done. */
  stop(): void {
    this.endMs = NEVER;
  }

  /** Leaves out those that begin at or after the given time, but never the first. */
  cutAt(ms: number): void {
    const span = ms - this.startMs;
    let count = this.endingWithin(span);
    if (count === 0 || this.lengthOf(count) < span) count++;
    if (count >= this.count) return;
    this.count = count;
    this.endMs = this.startMs + this.lengthOf(count);
  }

  /** Lets the first of them pass; gives how long they took. */
  pass(count: number): number {
    const lengthMs = count === this.count ? this.endMs - this.startMs : this.lengthOf(count);
    this.startMs = count === this.count ? this.endMs : this.startMs + lengthMs;
    this.firstMs += count * this.growthMs;
    this.count -= count;
    return lengthMs;
  }

  /** How many of them end within so many milliseconds, if there were enough. */
  endingWithin(ms: number): number {
    const { firstMs, growthMs } = this;
    if (ms < firstMs) return 0;
    const half = firstMs - growthMs / 2;
    const count = floor((2 * ms) / (half + sqrt(half * half + 2 * growthMs * ms)));
    // The square root may be off by a digit.
    if (this.lengthOf(count) > ms) return count - 1;
    return this.lengthOf(count + 1) <= ms ? count + 1 : count;
  }

  private lengthOf(count: number): number {
    return count * this.firstMs + this.growthMs * (count * (count - 1) * 0.5);
  }
}
