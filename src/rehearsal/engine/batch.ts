import { FinishHeap } from './finish-heap';
import { NONE, type Requests } from './requests';

// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { min } = Math;

/** The requests that an engine works on: answers that get a token in each iteration, and prompts that are read. */
export class Batch {
  /** How many requests there are. */
  running = 0;
  /** Tokens of prompts and answers that the KV cache holds or has set aside. */
  heldTokens = 0;
  /** Context of the answers, which each iteration reads. */
  context = 0;
  /** Iterations so far. */
  iteration = 0;
  /** The answers under way, by the iteration in which each has its last token. */
  readonly answers = new FinishHeap();
  /** The request whose prompt is read in pieces; NONE when there is none. */
  partial = NONE;
  /** Tokens that are left to be read of it. */
  partialLeft = 0;
  /** Tokens that have been read of it. */
  private partialDone = 0;
  /** Tokens of the partial prompt that each of the coming iterations reads, when they do nothing but that beside answers. */
  piece = 0;
  /** Pairs of a prompt token and a token before it, in the coming iteration. */
  attention = 0;
  /** The requests whose prompts will have been read after the coming iteration. */
  private readonly completing: Int32Array;
  private completingCount = 0;

  constructor(
    private readonly requests: Requests,
    maxRequests: number,
  ) {
    this.completing = new Int32Array(maxRequests);
  }

  /** Takes in a request of which so many tokens are to be read; no other prompt may be in pieces. */
  admit(row: number, prompt: number): void {
    this.running++;
    this.heldTokens += prompt;
    this.partial = row;
    this.partialLeft = prompt;
    this.partialDone = 0;
  }

  /** The coming iterations read so many tokens each of the partial prompt; there are at least as many left. */
  readPieces(tokens: number): void {
    this.piece = tokens;
    this.attention = tokens * (this.partialDone + tokens / 2);
  }

  /** The coming iteration reads the partial prompt as far as there is room; gives how many tokens. */
  readUpTo(room: number): number {
    const { partialLeft } = this;
    const tokens = min(partialLeft, room);
    this.attention += tokens * (this.partialDone + tokens / 2);
    if (tokens === partialLeft) {
      this.completing[this.completingCount++] = this.partial;
      this.partial = NONE;
    } else {
      this.partialLeft = partialLeft - tokens;
      this.partialDone += tokens;
    }
    return tokens;
  }

  /** So many iterations have passed. */
  pass(count: number): void {
    const tokens = count * this.answers.count;
    this.iteration += count;
    this.heldTokens += tokens;
    this.context += tokens;
    if (this.piece > 0) {
      this.partialLeft -= count * this.piece;
      this.partialDone += count * this.piece;
    }
  }

  /** The next of the requests whose prompts have been read, which is answered from now on; NONE after the last. */
  begun(): number {
    if (this.partial !== NONE && this.partialLeft === 0) {
      this.completing[this.completingCount++] = this.partial;
      this.partial = NONE;
    }
    if (this.completingCount === 0) return NONE;
    const { requests } = this;
    const row = this.completing[--this.completingCount];
    const kept = requests.kept[row];
    this.heldTokens++;
    this.context += requests.promptTokens[row] + kept + 1;
    const more = requests.outputTokens[row] - kept - 1;
    if (more > 0) this.answers.add(this.iteration + more, row);
    return row;
  }

  /** An answer has its last token. */
  end(row: number): void {
    const context = this.requests.promptTokens[row] + this.requests.outputTokens[row];
    this.running--;
    this.heldTokens -= context;
    this.context -= context;
  }

  /** The request that came last. */
  youngest(): number {
    const { enteredMs } = this.requests;
    return this.rows().reduce((a, b) => (enteredMs[b] > enteredMs[a] ? b : a));
  }

  /** Takes a request out between two iterations; what it has of its answer is kept, and read again. */
  remove(row: number): void {
    const { requests, answers } = this;
    this.running--;
    if (row === this.partial) {
      this.partial = NONE;
      this.heldTokens -= requests.promptTokens[row] + requests.kept[row];
      return;
    }
    let place = 0;
    while (answers.rowAt(place) !== row) place++;
    requests.kept[row] = requests.outputTokens[row] - (answers.endAt(place) - this.iteration);
    answers.removeAt(place);
    const context = requests.promptTokens[row] + requests.kept[row];
    this.heldTokens -= context;
    this.context -= context;
  }

  /** All requests. */
  rows(): number[] {
    const rows = [...this.completing.subarray(0, this.completingCount)];
    if (this.partial !== NONE) rows.push(this.partial);
    for (let place = 0; place < this.answers.count; place++) rows.push(this.answers.rowAt(place));
    return rows;
  }

  /** Forgets all requests, which have gone with their replica. */
  clear(): void {
    this.answers.clear();
    this.completingCount = 0;
    this.partial = NONE;
    this.running = 0;
    this.heldTokens = 0;
    this.context = 0;
  }
}
