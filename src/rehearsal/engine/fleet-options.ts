import type { Workload } from '../trace/traffic';
import type { ClientOptions } from './clients';
import type { LatencyBound } from './measurements';
import type { MeasuredConcept } from './replica-histograms';

/** What the requests of a service meet on their way, and what of it is measured. */
export interface FleetOptions extends ClientOptions {
  /** What is asked of the service. */
  readonly workload: Workload;
  /** The same seed, the same outcome. */
  readonly seed: number;
  /** Latencies and failures are summed up over this long. @default 60000 */
  readonly intervalMs?: number;
  /** Latencies whose keepers are counted. @default - none */
  readonly bounds?: readonly LatencyBound[];
  /** The histograms that somebody reads from the replicas. @default - none, for each takes time */
  readonly histograms?: readonly MeasuredConcept[];
}

/** What a replica shows of itself; counters are since its beginning. */
export interface ReplicaState {
  /** Requests in the batch. */
  readonly running: number;
  /** Requests in its queue. */
  readonly waiting: number;
  /** Share of the KV cache that is used, 0–1. */
  readonly kvCacheUsage: number;
  /** Milliseconds in which it computed: what it grew by over a time, divided by that time, is the GPU's utilization. */
  readonly busyMs: number;
  /** Tokens of the prompts that have been read to their end; one that is read again counts once. */
  readonly promptTokens: number;
  /** Tokens of answers, also of those that are not complete. */
  readonly generatedTokens: number;
  /** Requests whose answers are complete. */
  readonly answered: number;
  /** How often a request went back to the queue because the KV cache was full. */
  readonly preemptions: number;
}
