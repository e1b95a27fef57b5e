import type { RequestBatch, Traffic } from './traffic';

/** A traffic that comes from another one: what is not said otherwise is as there. */
export abstract class PassedOnTraffic<Source extends Traffic = Traffic> implements Traffic {
  constructor(protected readonly traffic: Source) {}

  /** That of the other one. */
  get title(): string {
    return this.traffic.title;
  }

  /** Lines that the other one has passed over so far. */
  get skipped(): number {
    return this.traffic.skipped;
  }

  /** Why the other one ended before its end; nothing while it has not. */
  get failure(): string | undefined {
    return this.traffic.failure;
  }

  /** The next requests, made of those of the other one; nothing at its end. */
  abstract next(): RequestBatch | undefined;
}
