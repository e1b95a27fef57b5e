/** What one run of a benchmark measured. Times are means in milliseconds. */
export interface Measurement {
  /** Requests under way at a time, when the benchmark kept that number; else they came at the given rate. */
  readonly concurrency: number | undefined;
  readonly requestsPerSecond: number;
  readonly requests: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly ttftMs: number;
  /** Between two tokens of an answer. */
  readonly itlMs: number;
}
