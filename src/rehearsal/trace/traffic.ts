/** Some requests in the order of their arrival, as columns. The arrays may be longer; they are used again. */
export interface RequestBatch {
  /** How many requests there are. */
  readonly count: number;
  /** When each arrives, in milliseconds since the beginning of the rehearsal. */
  readonly arrivalMs: Float64Array;
  /** Tokens of each prompt, at least 1. */
  readonly promptTokens: Int32Array;
  /** Tokens of each answer, at least 1. */
  readonly outputTokens: Int32Array;
}

/** Requests that come whatever becomes of them, read or made a batch at a time and never held as a whole. */
export interface Traffic {
  /** What it is, in a few words. */
  readonly title: string;
  /** The next requests, valid until the next call; nothing at the end. */
  next(): RequestBatch | undefined;
  /** Lines of a trace that were passed over so far. */
  readonly skipped: number;
  /** Why it ended before its end: a line that cannot be read, a file that is empty. */
  readonly failure: string | undefined;
}

/** Users who ask, wait for the answer, think, and ask again. */
export interface Users {
  /** What they are, in a few words. */
  readonly title: string;
  /** How many there are. */
  readonly count: number;
  /** When the first of them asks, in milliseconds. */
  readonly startMs: number;
  /** After this nobody asks anything new. */
  readonly endMs: number;
  /** Milliseconds over which the users come one after the other. @default 0 */
  readonly rampMs?: number;
  /** Milliseconds between an answer and the next question. @default 0 */
  readonly thinkMs?: number;
  /** How many questions they have together. @default - as many as there is time for */
  readonly requests?: number;
  /** Tokens of the prompts. */
  readonly promptTokens: TokenSource;
  /** Tokens of the answers. */
  readonly outputTokens: TokenSource;
}

/** Gives the tokens of one request after the other. */
export interface TokenSource {
  /** A whole number, at least 1. */
  next(): number;
}

/** Everything that is asked of a service. */
export interface Workload {
  /** Requests at given times. @default - none */
  readonly traffic?: Traffic;
  /** Users who wait for their answers. @default - none */
  readonly users?: readonly Users[];
}

/** Where the same requests can be had again and again: each rehearsal opens them anew. */
export interface TrafficSource {
  /** What it is, in a few words. */
  readonly title: string;
  /** When its last request comes at the latest; nothing where only reading it would tell. */
  readonly durationMs: number | undefined;
  /** Opens it anew. */
  open(): Workload;
}
