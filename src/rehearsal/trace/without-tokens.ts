import { PassedOnTraffic } from './passed-on';
import type { RequestBatch, TokenSource, Workload } from './traffic';

const ONE: TokenSource = { next: () => 1 };

/** The same requests for a server that knows no tokens: prompts and answers are of one. */
export function withoutTokens({ traffic, users }: Workload): Workload {
  return {
    ...(traffic && { traffic: new TrafficWithoutTokens(traffic) }),
    ...(users && { users: users.map((each) => ({ ...each, promptTokens: ONE, outputTokens: ONE })) }),
  };
}

class TrafficWithoutTokens extends PassedOnTraffic {
  private ones = new Int32Array();

  next(): RequestBatch | undefined {
    const batch = this.traffic.next();
    if (batch === undefined) return undefined;
    if (this.ones.length < batch.count) this.ones = new Int32Array(batch.count).fill(1);
    return { ...batch, promptTokens: this.ones, outputTokens: this.ones };
  }
}
