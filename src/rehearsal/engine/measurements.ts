import { LogHistogram } from './histogram';
import type { Requests } from './requests';

// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { floor } = Math;

/** A latency that somebody has an objective for. */
export interface LatencyBound {
  /** Time to first token, time per output token after the first, or from the request to the last token. */
  readonly measure: 'ttft' | 'tpot' | 'e2e';
  /** The most that keeps it, in milliseconds. */
  readonly ms: number;
}

/** Percentiles in milliseconds; nothing where there was nothing to measure. */
export interface LatencyPercentiles {
  /** The median. */
  readonly p50: number | undefined;
  /** What one of ten exceeds. */
  readonly p90: number | undefined;
  /** What one of twenty exceeds. */
  readonly p95: number | undefined;
  /** What one of a hundred exceeds. */
  readonly p99: number | undefined;
}

/** What became of requests. */
export interface Outcomes {
  /** Requests that were sent, once each however often they were sent again. */
  arrived: number;
  /** Requests whose answers are complete. */
  answered: number;
  /** Refused: there was no replica, the queue was full, or the prompt was too long. */
  rejected: number;
  /** Given up by the client before the first token. */
  abandoned: number;
  /** Ended by the time-out. */
  timedOut: number;
  /** Lost with their replica. */
  cut: number;
  /** Tokens of the prompts that were answered. */
  promptTokens: number;
  /** Tokens of the complete answers. */
  generatedTokens: number;
}

/** What became of the requests that arrived in one interval, or in all. */
export interface Summary extends Readonly<Outcomes> {
  /** From when the client first sent a request to the first token of its answer. */
  readonly ttft: LatencyPercentiles;
  /** Of answers of at least two tokens. */
  readonly tpot: LatencyPercentiles;
  /** From when the client first sent a request to the last token of its answer. */
  readonly e2e: LatencyPercentiles;
  /** For each bound, how many answers kept it. */
  readonly within: readonly number[];
}

/** How a request ended that was not answered. */
export type Failure = 'rejected' | 'abandoned' | 'timedOut' | 'cut';

const MEASURES = ['ttft', 'tpot', 'e2e'] as const;

class Tally {
  readonly outcomes: Outcomes = {
    arrived: 0,
    answered: 0,
    rejected: 0,
    abandoned: 0,
    timedOut: 0,
    cut: 0,
    promptTokens: 0,
    generatedTokens: 0,
  };
  readonly ttft = new LogHistogram();
  readonly tpot = new LogHistogram();
  readonly e2e = new LogHistogram();
  readonly within: Float64Array;
  /** Requests that arrived and have not ended. */
  open = 0;

  constructor(bounds: number) {
    this.within = new Float64Array(bounds);
  }

  addAll(other: Tally): void {
    for (const key of Object.keys(this.outcomes) as (keyof Outcomes)[]) this.outcomes[key] += other.outcomes[key];
    for (const measure of MEASURES) this[measure].addAll(other[measure]);
    other.within.forEach((count, place) => {
      this.within[place] += count;
    });
    this.open += other.open;
  }

  clear(): void {
    for (const key of Object.keys(this.outcomes) as (keyof Outcomes)[]) this.outcomes[key] = 0;
    for (const measure of MEASURES) this[measure].clear();
    this.within.fill(0);
    this.open = 0;
  }

  summary(): Summary {
    const percentiles = (histogram: LogHistogram) => {
      const [p50, p90, p95, p99] = histogram.quantiles([0.5, 0.9, 0.95, 0.99]);
      return { p50, p90, p95, p99 };
    };
    return {
      ...this.outcomes,
      ttft: percentiles(this.ttft),
      tpot: percentiles(this.tpot),
      e2e: percentiles(this.e2e),
      within: [...this.within],
    };
  }
}

/**
 * Latencies and failures by the interval in which a request arrived. An interval is closed, and its room used again,
 * when all of its requests have ended. Percentiles are at most 0.8 % off.
 */
export class Measurements {
  /** The closed intervals by their number; those that are still open have none. */
  readonly intervals: (Summary | undefined)[] = [];
  /** Requests that have arrived so far. */
  arrivals = 0;
  private readonly whole: Tally;
  private readonly tallies = new Map<number, Tally>();
  private readonly spare: Tally[] = [];
  private lastIndex = -1;
  private last: Tally;
  private nowIndex = 0;

  constructor(
    private readonly intervalMs: number,
    private readonly bounds: readonly LatencyBound[],
  ) {
    this.whole = new Tally(bounds.length);
    this.last = this.whole;
  }

  /** A client sends a request for the first time. */
  arrived(sentMs: number): void {
    this.arrivals++;
    const tally = this.tallyOf(sentMs);
    tally.outcomes.arrived++;
    tally.open++;
  }

  /** A request has its whole answer: its latencies count from when it was first sent. */
  answered(requests: Requests, row: number): void {
    const sentMs = requests.sentMs[row];
    const firstMs = requests.firstTokenMs[row];
    const endMs = requests.answeredMs[row];
    const outputTokens = requests.outputTokens[row];
    const tally = this.tallyOf(sentMs);
    const ttft = firstMs - sentMs;
    const e2e = endMs - sentMs;
    const tpot = outputTokens > 1 ? (endMs - firstMs) / (outputTokens - 1) : 0;
    tally.outcomes.answered++;
    tally.outcomes.promptTokens += requests.promptTokens[row];
    tally.outcomes.generatedTokens += outputTokens;
    tally.ttft.add(ttft);
    tally.e2e.add(e2e);
    if (outputTokens > 1) tally.tpot.add(tpot);
    const { bounds } = this;
    for (let place = 0; place < bounds.length; place++) {
      const { measure, ms } = bounds[place];
      if ((measure === 'ttft' ? ttft : measure === 'e2e' ? e2e : tpot) <= ms) tally.within[place]++;
    }
    this.ended(tally);
  }

  /** A request has ended without an answer and is not sent again. */
  failed(sentMs: number, how: Failure): void {
    const tally = this.tallyOf(sentMs);
    tally.outcomes[how]++;
    this.ended(tally);
  }

  /** Time has come so far: intervals that are over and have no open request are closed. */
  advance(nowMs: number): void {
    const index = floor(nowMs / this.intervalMs);
    if (index === this.nowIndex) return;
    this.nowIndex = index;
    for (const [each, tally] of this.tallies) if (each < index && tally.open === 0) this.close(each, tally);
  }

  /** Closes what is open; requests that are under way count as arrived only. */
  finish(): void {
    for (const [index, tally] of this.tallies) this.close(index, tally);
  }

  /** All that has ended so far, and requests under way as arrived. */
  total(): Summary & { readonly unfinished: number } {
    const sum = new Tally(this.bounds.length);
    sum.addAll(this.whole);
    for (const tally of this.tallies.values()) sum.addAll(tally);
    return { ...sum.summary(), unfinished: sum.open };
  }

  private ended(tally: Tally): void {
    tally.open--;
  }

  private tallyOf(sentMs: number): Tally {
    const index = floor(sentMs / this.intervalMs);
    if (index === this.lastIndex) return this.last;
    let tally = this.tallies.get(index);
    if (tally === undefined) {
      tally = this.spare.pop() ?? new Tally(this.bounds.length);
      this.tallies.set(index, tally);
    }
    this.lastIndex = index;
    this.last = tally;
    return tally;
  }

  private close(index: number, tally: Tally): void {
    this.intervals[index] = tally.summary();
    this.whole.addAll(tally);
    this.tallies.delete(index);
    tally.clear();
    this.spare.push(tally);
    if (index === this.lastIndex) this.lastIndex = -1;
  }
}
