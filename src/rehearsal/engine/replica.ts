import { FinishHeap } from './finish-heap';
import { Iterations } from './iterations';
import type { ReplicaHistograms } from './replica-histograms';
import { NONE, type Requests } from './requests';
import type { ServiceModel } from './service-model';
import { WaitingLine } from './waiting-line';

const NEVER = Number.POSITIVE_INFINITY;

/** Who is told what becomes of the requests of a replica. */
export interface ReplicaOwner {
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
  /** Requests in the batch. */
  running = 0;
  /** Milliseconds in which it was at work, up to the last iteration. */
  busyMs = 0;
  /** Tokens of prompts and answers that the KV cache holds or has set aside. */
  heldTokens = 0;
  promptTokens = 0;
  generatedTokens = 0;
  answered = 0;
  preemptions = 0;

  private readonly ahead = new Iterations();
  /** Iterations so far. */
  private iteration = 0;
  private readonly answers = new FinishHeap();
  /** Context of the answers under way, which each iteration reads. */
  private context = 0;
  private readonly queue: WaitingLine;
  /** The request whose prompt is read in pieces, what is left of it, and what has been read. */
  private partial = NONE;
  private partialLeft = 0;
  private partialDone = 0;
  /** The requests whose prompts will have been read after the coming iteration. */
  private readonly completing: Int32Array;
  private completingCount = 0;
  /** Tokens of the partial prompt in each of the coming iterations. */
  private piece = 0;
  /** Whether a request that comes is taken in before they are over. */
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
    this.queue = new WaitingLine(requests);
    this.completing = new Int32Array(model.maxRequests);
  }

  /** When the next change comes that no new request brings; Infinity while there is nothing to do. */
  get eventMs(): number {
    return this.ahead.endMs;
  }

  /** Requests in the queue. */
  get waiting(): number {
    return this.queue.count;
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
    return this.ahead.endMs === NEVER ? this.busyMs : this.busyMs + Math.max(0, untilMs - this.ahead.startMs);
  }

  /** Ends at once; the requests that it had are given to `visit`. */
  kill(visit: (row: number) => void): void {
    const rows = [...this.completing.subarray(0, this.completingCount)];
    for (let place = 0; place < this.answers.count; place++) rows.push(this.answers.rowAt(place));
    if (this.partial !== NONE) rows.push(this.partial);
    for (let row = this.queue.shift(); row !== NONE; row = this.queue.shift()) rows.push(row);
    this.answers.clear();
    this.completingCount = 0;
    this.partial = NONE;
    this.running = 0;
    this.heldTokens = 0;
    this.context = 0;
    this.ahead.stop();
    rows.forEach(visit);
  }

  /** Decides at the end of an iteration what the next ones do. */
  private plan(): void {
    const { model, requests, answers, queue, ahead } = this;
    if (this.running === 0) {
      if (queue.head === NONE) {
        ahead.stop();
        return;
      }
      if (requests.enteredMs[queue.head] > ahead.startMs) ahead.startMs = requests.enteredMs[queue.head];
      this.iteration = 0;
    }
    const clock = ahead.startMs;
    if (this.nextDeadline <= clock) {
      this.giveUp();
      if (this.running === 0) {
        this.plan();
        return;
      }
    }
    let isFull = this.heldTokens + answers.count > model.kvTokens && this.makeRoom();
    const answering = answers.count;
    const budget = model.maxBatchedTokens - answering;
    let left = answers.nextEnd - this.iteration;
    let tokens = answering;
    let attention = 0;
    let growth = model.kvMs * answering;
    this.piece = 0;
    this.isOpen = false;
    if (this.partial !== NONE && this.partialLeft > budget) {
      // Nothing else fits beside it.
      if (budget > 0) {
        this.piece = budget;
        left = Math.min(left, Math.floor(this.partialLeft / budget));
        tokens += budget;
        attention = budget * (this.partialDone + budget / 2);
        growth += model.attentionMs * budget * budget;
      }
    } else {
      let free = budget;
      if (this.partial !== NONE) {
        attention = this.partialLeft * (this.partialDone + this.partialLeft / 2);
        free -= this.partialLeft;
        this.completing[this.completingCount++] = this.partial;
        this.partial = NONE;
      }
      while (free > 0 && !isFull && queue.head !== NONE && requests.enteredMs[queue.head] <= clock) {
        const row = queue.head;
        const prompt = requests.promptTokens[row] + requests.kept[row];
        isFull = this.running >= model.maxRequests || this.heldTokens + prompt + this.running >= model.kvTokens;
        if (isFull) break;
        this.admit(row, prompt);
        const piece = Math.min(prompt, free);
        free -= piece;
        attention += (piece * piece) / 2;
        if (piece === prompt) {
          this.completing[this.completingCount++] = row;
        } else {
          this.partial = row;
          this.partialLeft = prompt - piece;
          this.partialDone = piece;
        }
      }
      if (free < budget) {
        left = 1;
        tokens += budget - free;
      } else {
        this.isOpen = !isFull && this.running < model.maxRequests;
      }
    }
    if (left > 1 && this.heldTokens + left * answering > model.kvTokens) {
      left = Math.max(1, Math.floor((model.kvTokens - this.heldTokens) / answering));
    }
    const first =
      Math.max(model.baseMs + model.memoryMs * tokens, model.computeMs * tokens) +
      model.kvMs * this.context +
      model.attentionMs * attention;
    ahead.plan(left, first, growth);
    if (left === 1) return;
    if (this.isOpen && queue.head !== NONE && requests.enteredMs[queue.head] < ahead.endMs) {
      ahead.cutAt(requests.enteredMs[queue.head]);
    }
    if (this.nextDeadline < ahead.endMs) ahead.cutAt(this.nextDeadline);
  }

  /** Lets so many of the planned iterations pass. */
  private pass(count: number): void {
    const tokens = count * this.answers.count;
    this.busyMs += this.ahead.pass(count);
    this.iteration += count;
    this.heldTokens += tokens;
    this.context += tokens;
    this.generatedTokens += tokens;
    if (this.piece > 0) {
      this.partialLeft -= count * this.piece;
      this.partialDone += count * this.piece;
    }
  }

  /** Ends the answers that have their last token, and begins those whose prompts have been read. */
  private settle(): void {
    while (this.answers.nextEnd <= this.iteration) this.end(this.answers.pop());
    if (this.partial !== NONE && this.partialLeft === 0) {
      this.completing[this.completingCount++] = this.partial;
      this.partial = NONE;
    }
    for (let place = 0; place < this.completingCount; place++) this.begin(this.completing[place]);
    this.completingCount = 0;
  }

  private admit(row: number, prompt: number): void {
    const { requests } = this;
    this.queue.shift();
    this.running++;
    this.heldTokens += prompt;
    if (requests.admittedMs[row] === 0) requests.admittedMs[row] = this.ahead.startMs;
  }

  private begin(row: number): void {
    const { requests } = this;
    const kept = requests.kept[row];
    const context = requests.promptTokens[row] + kept + 1;
    if (kept === 0) {
      requests.firstTokenMs[row] = this.ahead.startMs;
      this.promptTokens += requests.promptTokens[row];
    }
    this.generatedTokens++;
    this.heldTokens++;
    this.context += context;
    const more = requests.outputTokens[row] - kept - 1;
    if (more > 0) this.answers.add(this.iteration + more, row);
    else this.end(row);
  }

  private end(row: number): void {
    const { requests } = this;
    const context = requests.promptTokens[row] + requests.outputTokens[row];
    this.running--;
    this.heldTokens -= context;
    this.context -= context;
    this.answered++;
    requests.answeredMs[row] = this.ahead.startMs;
    this.histograms.answered(requests, row);
    this.owner.answered(row, this);
  }

  /** Sends the youngest requests back to the queue until the next token of each answer has a place. */
  private makeRoom(): boolean {
    const { requests, answers } = this;
    let hasPreempted = false;
    while (this.heldTokens + answers.count > this.model.kvTokens && this.running > 1) {
      let youngest = this.partial;
      for (let place = 0; place < answers.count; place++) {
        const row = answers.rowAt(place);
        if (youngest === NONE || requests.enteredMs[row] > requests.enteredMs[youngest]) youngest = row;
      }
      this.remove(youngest);
      this.queue.unshift(youngest);
      this.preemptions++;
      hasPreempted = true;
    }
    return hasPreempted;
  }

  /** Takes a request out of the batch between two iterations. */
  private remove(row: number): void {
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

  /** Drops what clients no longer wait for. In the queue the next one is always the first to be given up. */
  private giveUp(): void {
    const { requests, answers } = this;
    const clock = this.ahead.startMs;
    while (this.queue.head !== NONE && requests.givenUpMs(this.queue.head) <= clock) {
      this.owner.givenUp(this.queue.shift(), clock, this);
    }
    const rows: number[] = this.partial === NONE ? [] : [this.partial];
    for (let place = 0; place < answers.count; place++) rows.push(answers.rowAt(place));
    this.nextDeadline = this.queue.head === NONE ? NEVER : requests.givenUpMs(this.queue.head);
    for (const row of rows) {
      const due = requests.givenUpMs(row);
      if (due <= clock) {
        this.remove(row);
        this.owner.givenUp(row, clock, this);
      } else if (due < this.nextDeadline) {
        this.nextDeadline = due;
      }
    }
  }
}
