/** What one run of a benchmark measured. Times are means in milliseconds. */
export interface Measurement {
  /** Requests under way at a time, when the benchmark kept that number; else they came at the given rate. */
  readonly concurrency: number | undefined;
  /** Requests that were answered per second; without `concurrency` also the rate at which they came. */
  readonly requestsPerSecond: number;
  /** How many were answered; 200 where the results do not say. */
  readonly requests: number;
  /** Mean tokens of a prompt. */
  readonly promptTokens: number;
  /** Mean tokens of an answer. */
  readonly outputTokens: number;
  /** From a request to the first token of its answer. */
  readonly ttftMs: number;
  /** Between two tokens of an answer. */
  readonly itlMs: number;
}
