import type { RequestBatch, Traffic } from './traffic';

/** A traffic that comes from another one: what is not said otherwise is as there. */
export abstract class PassedOnTraffic<Source extends Traffic = Traffic> implements Traffic {
  constructor(protected readonly traffic: Source) {}

  get title(): string {
    return this.traffic.title;
  }

  get skipped(): number {
    return this.traffic.skipped;
  }

  get failure(): string | undefined {
    return this.traffic.failure;
  }

  abstract next(): RequestBatch | undefined;
}
