import { Batch } from './batch';
import { Iterations } from './iterations';
import type { ReplicaHistograms } from './replica-histograms';
import { NONE, type Requests } from './requests';
import type { ServiceModel } from './service-model';
import { WaitingLine } from './waiting-line';

// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { floor, max, min } = Math;

const NEVER = Number.POSITIVE_INFINITY;

/** Who is told what becomes of the requests of a replica. */
export interface ReplicaOwner {
  /** Its answer is complete; the owner may use its row again. */
  answered(row: number, replica: Replica): void;
  /** Its deadline has passed. */
  givenUp(row: number, atMs: number, replica: Replica): void;
}

/**
 * One engine with continuous batching and chunked prefill, as vLLM does it: in each iteration every answer under way
 * gets a token, and what is left of the token budget reads prompts, first come, first served, while there is room for
 * another request and for its context. A prompt that does not fit the budget is read in pieces. When memory runs out,
 * the youngest request goes back to the queue and is read again later.
 *
 * Equal iterations are not simulated one by one: between two changes (an answer ends, a prompt is read, a request comes)
 * the time of an iteration grows by the same amount each time, so any number of them is added up at once, and the
 * outcome is that of iteration after iteration.
 */
export class Replica {
  /** Milliseconds in which it was at work, up to the last iteration. */
  busyMs = 0;
  /** Tokens of the prompts that have been read to their end; one that is read again counts once. */
  promptTokens = 0;
  /** Tokens of answers, also of those that are not complete. */
  generatedTokens = 0;
  /** Requests whose answers are complete. */
  answered = 0;
  /** How often a request went back to the queue because the KV cache was full. */
  preemptions = 0;

  private readonly ahead = new Iterations();
  private readonly batch: Batch;
  private readonly queue: WaitingLine;
  /** Whether a request that comes is taken in before the planned iterations are over. */
  private isOpen = false;
  /** No request has to be given up before this. */
  private nextDeadline = NEVER;

  constructor(
    readonly id: number,
    readonly model: ServiceModel,
    private readonly requests: Requests,
    private readonly owner: ReplicaOwner,
    readonly histograms: ReplicaHistograms,
  ) {
    this.batch = new Batch(requests, model.maxRequests);
    this.queue = new WaitingLine(requests);
  }

  /** When the next change comes that no new request brings; Infinity while there is nothing to do. */
  get eventMs(): number {
    return this.ahead.endMs;
  }

  /** Requests in the batch. */
  get running(): number {
    return this.batch.running;
  }

  /** Requests in the queue. */
  get waiting(): number {
    return this.queue.count;
  }

  /** Tokens of prompts and answers that the KV cache holds or has set aside. */
  get heldTokens(): number {
    return this.batch.heldTokens;
  }

  /** Takes a request. It may come later than now, but never before one that was given earlier. */
  take(row: number): void {
    const { requests } = this;
    this.queue.push(row);
    if (requests.patientUntilMs[row] < this.nextDeadline) this.nextDeadline = requests.patientUntilMs[row];
    if (this.ahead.endMs === NEVER) {
      this.plan();
    } else if (this.isOpen && this.ahead.count > 1 && requests.enteredMs[row] < this.ahead.endMs) {
      this.ahead.cutAt(requests.enteredMs[row]);
    }
  }

  /** Does everything that ends by then. */
  run(untilMs: number): void {
    while (this.ahead.endMs <= untilMs) {
      this.pass(this.ahead.count);
      this.settle();
      this.plan();
    }
  }

  /** Does every iteration that ends by then, so that what it holds can be looked at. */
  settleTo(untilMs: number): void {
    this.run(untilMs);
    if (this.ahead.endMs === NEVER) return;
    const count = this.ahead.endingWithin(untilMs - this.ahead.startMs);
    if (count > 0 && count < this.ahead.count) this.pass(count);
  }

  /** Milliseconds at work, up to a time to which it has been settled. */
  busyUntil(untilMs: number): number {
    return this.ahead.endMs === NEVER ? this.busyMs : this.busyMs + max(0, untilMs - this.ahead.startMs);
  }

  /** Ends at once; the requests that it had are given to `visit`. */
  kill(visit: (row: number) => void): void {
    const rows = this.batch.rows();
    for (let row = this.queue.shift(); row !== NONE; row = this.queue.shift()) rows.push(row);
    this.batch.clear();
    this.ahead.stop();
    rows.forEach(visit);
  }

  /** Decides at the end of an iteration what the next ones do. */
  private plan(): void {
    const { model, requests, queue, ahead, batch } = this;
    if (batch.running === 0) {
      if (queue.head === NONE) {
        ahead.stop();
        return;
      }
      if (requests.enteredMs[queue.head] > ahead.startMs) ahead.startMs = requests.enteredMs[queue.head];
      batch.iteration = 0;
    }
    if (this.nextDeadline <= ahead.startMs) {
      this.giveUp();
      if (batch.running === 0) {
        this.plan();
        return;
      }
    }
    const hasPreempted = batch.heldTokens + batch.answers.count > model.kvTokens && this.makeRoom();
    const answering = batch.answers.count;
    const budget = model.maxBatchedTokens - answering;
    let count = batch.answers.nextEnd - batch.iteration;
    let read = 0;
    let growth = model.kvMs * answering;
    batch.piece = 0;
    batch.attention = 0;
    this.isOpen = false;
    if (batch.partial !== NONE && batch.partialLeft > budget) {
      // Nothing else fits beside it.
      if (budget > 0) {
        batch.readPieces(budget);
        read = budget;
        count = min(count, floor(batch.partialLeft / budget));
        growth += model.attentionMs * budget * budget;
      }
    } else {
      read = this.readPrompts(budget, hasPreempted);
      if (read > 0) count = 1;
    }
    if (count > 1 && batch.heldTokens + count * answering > model.kvTokens) {
      count = max(1, floor((model.kvTokens - batch.heldTokens) / answering));
    }
    const tokens = answering + read;
    const first =
      max(model.baseMs + model.memoryMs * tokens, model.computeMs * tokens) +
      model.kvMs * batch.context +
      model.attentionMs * batch.attention;
    ahead.plan(count, first, growth);
    if (count === 1) return;
    if (this.isOpen && queue.head !== NONE && requests.enteredMs[queue.head] < ahead.endMs) {
      ahead.cutAt(requests.enteredMs[queue.head]);
    }
    if (this.nextDeadline < ahead.endMs) ahead.cutAt(this.nextDeadline);
  }

  /** Reads what is left of a prompt, and takes in requests as far as there is room; gives how many tokens are read. */
  private readPrompts(budget: number, hasPreempted: boolean): number {
    const { model, requests, queue, batch } = this;
    const clock = this.ahead.startMs;
    let free = budget;
    if (batch.partial !== NONE) free -= batch.readUpTo(free);
    let isFull = hasPreempted || batch.running >= model.maxRequests;
    while (free > 0 && !isFull && queue.head !== NONE && requests.enteredMs[queue.head] <= clock) {
      const row = queue.head;
      const prompt = requests.promptTokens[row] + requests.kept[row];
      if (batch.heldTokens + prompt + batch.running >= model.kvTokens) {
        isFull = true;
        break;
      }
      queue.shift();
      batch.admit(row, prompt);
      free -= batch.readUpTo(free);
      if (requests.admittedMs[row] === 0) requests.admittedMs[row] = clock;
      isFull = batch.running >= model.maxRequests;
    }
    this.isOpen = !isFull;
    return budget - free;
  }

  /** Lets so many of the planned iterations pass. */
  private pass(count: number): void {
    this.busyMs += this.ahead.pass(count);
    this.generatedTokens += count * this.batch.answers.count;
    this.batch.pass(count);
  }

  /** Ends the answers that have their last token, and begins those whose prompts have been read. */
  private settle(): void {
    const { batch, requests } = this;
    while (batch.answers.nextEnd <= batch.iteration) this.end(batch.answers.pop());
    for (let row = batch.begun(); row !== NONE; row = batch.begun()) {
      this.generatedTokens++;
      if (requests.kept[row] === 0) {
        requests.firstTokenMs[row] = this.ahead.startMs;
        this.promptTokens += requests.promptTokens[row];
      }
      if (requests.outputTokens[row] === requests.kept[row] + 1) this.end(row);
    }
  }

  private end(row: number): void {
    this.batch.end(row);
    this.answered++;
    this.requests.answeredMs[row] = this.ahead.startMs;
    this.histograms.answered(this.requests, row);
    this.owner.answered(row, this);
  }

  /** Sends the youngest requests back to the queue until the next token of each answer has a place. */
  private makeRoom(): boolean {
    const { batch } = this;
    let hasPreempted = false;
    while (batch.heldTokens + batch.answers.count > this.model.kvTokens && batch.running > 1) {
      const row = batch.youngest();
      batch.remove(row);
      this.queue.unshift(row);
      this.preemptions++;
      hasPreempted = true;
    }
    return hasPreempted;
  }

  /** Drops what clients no longer wait for. In the queue the next one is always the first to be given up. */
  private giveUp(): void {
    const { requests, batch, queue, owner } = this;
    const clock = this.ahead.startMs;
    while (queue.head !== NONE && requests.givenUpMs(queue.head) <= clock) {
      owner.givenUp(queue.shift(), clock, this);
    }
    this.nextDeadline = queue.head === NONE ? NEVER : requests.givenUpMs(queue.head);
    for (const row of batch.rows()) {
      const due = requests.givenUpMs(row);
      if (due <= clock) {
        batch.remove(row);
        owner.givenUp(row, clock, this);
      } else if (due < this.nextDeadline) {
        this.nextDeadline = due;
      }
    }
  }
}
