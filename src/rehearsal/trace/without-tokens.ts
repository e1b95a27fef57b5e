import type { RequestBatch, TokenSource, Traffic, Workload } from './traffic';

const ONE: TokenSource = { next: () => 1 };

/** The same requests for a server that knows no tokens: prompts and answers are of one. */
export function withoutTokens({ traffic, users }: Workload): Workload {
  return {
    ...(traffic && { traffic: new TrafficWithoutTokens(traffic) }),
    ...(users && { users: users.map((each) => ({ ...each, promptTokens: ONE, outputTokens: ONE })) }),
  };
}

class TrafficWithoutTokens implements Traffic {
  private ones = new Int32Array();

  constructor(private readonly traffic: Traffic) {}

  get title(): string {
    return this.traffic.title;
  }

  get skipped(): number {
    return this.traffic.skipped;
  }

  get failure(): string | undefined {
    return this.traffic.failure;
  }

  next(): RequestBatch | undefined {
    const batch = this.traffic.next();
    if (batch === undefined) return undefined;
    if (this.ones.length < batch.count) this.ones = new Int32Array(batch.count).fill(1);
    return { ...batch, promptTokens: this.ones, outputTokens: this.ones };
  }
}
