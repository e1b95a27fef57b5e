import type { RequestBatch, Traffic } from './traffic';

const BATCH = 4096;

/** Several kinds of traffic at once, in the order of time. */
export class MixedTraffic implements Traffic {
  private readonly cursors: Cursor[];
  private readonly arrivalMs = new Float64Array(BATCH);
  private readonly promptTokens = new Int32Array(BATCH);
  private readonly outputTokens = new Int32Array(BATCH);

  constructor(private readonly parts: readonly Traffic[]) {
    this.cursors = parts.map((part) => new Cursor(part));
  }

  /** The titles of all parts, with ` + ` between them. */
  get title(): string {
    return this.parts.map(({ title }) => title).join(' + ');
  }

  /** Lines that were passed over so far, in all parts together. */
  get skipped(): number {
    return this.parts.reduce((sum, { skipped }) => sum + skipped, 0);
  }

  /** Why the first of the parts that failed ended before its end; nothing while none has. */
  get failure(): string | undefined {
    return this.parts.find(({ failure }) => failure !== undefined)?.failure;
  }

  /** The earliest requests of all parts, 4096 at most; of those at one time the earlier part's come first. */
  next(): RequestBatch | undefined {
    const { arrivalMs, promptTokens, outputTokens } = this;
    let count = 0;
    for (; count < BATCH; count++) {
      const first = this.cursors.reduce((a, b) => (b.timeMs < a.timeMs ? b : a));
      const { batch, place } = first;
      if (batch === undefined) break;
      arrivalMs[count] = batch.arrivalMs[place];
      promptTokens[count] = batch.promptTokens[place];
      outputTokens[count] = batch.outputTokens[place];
      first.step();
    }
    return count === 0 ? undefined : { count, arrivalMs, promptTokens, outputTokens };
  }
}

/** A place in a traffic. */
class Cursor {
  batch: RequestBatch | undefined;
  place = 0;

  constructor(private readonly traffic: Traffic) {
    this.read();
  }

  get timeMs(): number {
    return this.batch === undefined ? Number.POSITIVE_INFINITY : this.batch.arrivalMs[this.place];
  }

  step(): void {
    this.place++;
    if (this.batch !== undefined && this.place >= this.batch.count) this.read();
  }

  private read(): void {
    this.place = 0;
    do this.batch = this.traffic.next();
    while (this.batch?.count === 0);
  }
}
