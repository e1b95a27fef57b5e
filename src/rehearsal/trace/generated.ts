import { Random } from '../random';
import type { RateLine } from './rate';
import type { RequestBatch, TokenSource, Traffic } from './traffic';

// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { max, sqrt } = Math;

const BATCH = 4096;

/** What generated traffic is made of. */
export interface GeneratedTrafficOptions {
  /** What it is, in a few words: the text that it was written as. */
  readonly title: string;
  /** One line of the rate after the other. */
  readonly lines: Iterator<RateLine>;
  /** Standard deviation of the time between requests over its mean: 0 for a clock, 1 for chance, more for bursts. */
  readonly variation: number;
  /** Gives the tokens of each prompt, asked once for each request in the order of time. */
  readonly promptTokens: TokenSource;
  /** Gives the tokens of each answer, asked once for each request in the order of time. */
  readonly outputTokens: TokenSource;
  /** What the distances between requests are drawn from: the same number, the same times. */
  readonly seed: number;
}

/**
 * Requests whose distances are Gamma distributed around a rate that changes: distances are drawn for a rate of 1, and
 * time runs as much faster as the rate is higher.
 */
export class GeneratedTraffic implements Traffic {
  /** As its options say. */
  readonly title: string;
  /** Always 0: no line is read. */
  readonly skipped = 0;
  /** Never anything: there is no file that could be broken. */
  readonly failure = undefined;
  private readonly random: Random;
  private readonly shape: number;
  private readonly arrivalMs = new Float64Array(BATCH);
  private readonly promptTokens = new Int32Array(BATCH);
  private readonly outputTokens = new Int32Array(BATCH);
  private line: RateLine | undefined;
  private lineStartMs = 0;
  /** Requests expected in the line before the last one that came. */
  private passed = 0;
  /** Requests expected before the next one. */
  private distance: number;

  constructor(private readonly options: GeneratedTrafficOptions) {
    this.title = options.title;
    this.random = new Random(options.seed, 2);
    this.shape = 1 / (options.variation * options.variation);
    this.line = this.nextLine();
    this.distance = this.draw();
  }

  /** Makes the next 4096 requests, or as many as there are until the last line of the rate ends. */
  next(): RequestBatch | undefined {
    const { arrivalMs, promptTokens, outputTokens, options } = this;
    let count = 0;
    while (count < BATCH && this.line !== undefined) {
      const { line } = this;
      const expected = ((line.from + line.to) / 2) * (line.lengthMs / 1000);
      const reached = this.passed + this.distance;
      if (reached >= expected) {
        this.distance = reached - expected;
        this.passed = 0;
        this.lineStartMs += line.lengthMs;
        this.line = this.nextLine();
        continue;
      }
      this.passed = reached;
      this.distance = this.draw();
      arrivalMs[count] = this.lineStartMs + timeOf(line, reached);
      promptTokens[count] = options.promptTokens.next();
      outputTokens[count] = options.outputTokens.next();
      count++;
    }
    return count === 0 ? undefined : { count, arrivalMs, promptTokens, outputTokens };
  }

  private draw(): number {
    const { variation } = this.options;
    if (variation === 1) return this.random.exponential();
    return variation === 0 ? 1 : this.random.gamma(this.shape) / this.shape;
  }

  private nextLine(): RateLine | undefined {
    const { value, done } = this.options.lines.next();
    return done ? undefined : value;
  }
}

/** Milliseconds from the beginning of a line until so many requests are expected. */
function timeOf({ lengthMs, from, to }: RateLine, expected: number): number {
  const slope = (to - from) / (lengthMs / 1000);
  return (2000 * expected) / (from + sqrt(max(0, from * from + 2 * slope * expected)));
}
