/** No request: the end of a list. */
export const NONE = -1;

/** The requests that are under way, as columns; a request is known by its row, which is used again after its end. */
export class Requests {
  /** When the client sent it, for the first time. */
  sentMs: Float64Array = new Float64Array(0);
  /** When it came to the replica that has it. */
  enteredMs: Float64Array = new Float64Array(0);
  /** When that replica first took it into its batch; 0 before. */
  admittedMs: Float64Array = new Float64Array(0);
  /** When its first token was there; 0 before. */
  firstTokenMs: Float64Array = new Float64Array(0);
  /** When its answer was complete. */
  answeredMs: Float64Array = new Float64Array(0);
  /** When the client gives it up if there is no token yet; never later than `deadlineMs`. */
  patientUntilMs: Float64Array = new Float64Array(0);
  /** When the client gives it up; Infinity when never. */
  deadlineMs: Float64Array = new Float64Array(0);
  /** Tokens of its prompt, at least 1. */
  promptTokens: Int32Array = new Int32Array(0);
  /** Tokens that its answer will have, cut to what the longest context leaves beside the prompt. */
  outputTokens: Int32Array = new Int32Array(0);
  /** Tokens of the answer before it was taken out of the batch for want of memory; they are read like the prompt. */
  kept: Int32Array = new Int32Array(0);
  /** Who waits for it: a number of a user, or NONE. */
  user: Int32Array = new Int32Array(0);
  /** How often it has been sent again. */
  retries: Int32Array = new Int32Array(0);
  /** The next in the list that it is in. */
  next: Int32Array = new Int32Array(0);
  private free = NONE;

  /** A row for a new request. Deadlines and retries are for those to set who have any. */
  take(sentMs: number, promptTokens: number, outputTokens: number, user: number): number {
    if (this.free === NONE) this.grow();
    const row = this.free;
    this.free = this.next[row];
    this.sentMs[row] = sentMs;
    this.enteredMs[row] = sentMs;
    this.admittedMs[row] = 0;
    this.firstTokenMs[row] = 0;
    this.promptTokens[row] = promptTokens;
    this.outputTokens[row] = outputTokens;
    this.kept[row] = 0;
    this.user[row] = user;
    this.next[row] = NONE;
    return row;
  }

  /** The request has ended. */
  release(row: number): void {
    this.next[row] = this.free;
    this.free = row;
  }

  /** When its client gives it up as things are. */
  givenUpMs(row: number): number {
    return this.firstTokenMs[row] === 0 ? this.patientUntilMs[row] : this.deadlineMs[row];
  }

  private grow(): void {
    const from = this.next.length;
    const length = Math.max(1024, 2 * from);
    this.sentMs = doubles(this.sentMs, length);
    this.enteredMs = doubles(this.enteredMs, length);
    this.admittedMs = doubles(this.admittedMs, length);
    this.firstTokenMs = doubles(this.firstTokenMs, length);
    this.answeredMs = doubles(this.answeredMs, length);
    this.patientUntilMs = doubles(this.patientUntilMs, length);
    this.deadlineMs = doubles(this.deadlineMs, length);
    this.promptTokens = integers(this.promptTokens, length);
    this.outputTokens = integers(this.outputTokens, length);
    this.kept = integers(this.kept, length);
    this.user = integers(this.user, length);
    this.retries = integers(this.retries, length);
    this.next = integers(this.next, length);
    this.patientUntilMs.fill(Number.POSITIVE_INFINITY, from);
    this.deadlineMs.fill(Number.POSITIVE_INFINITY, from);
    for (let row = length - 1; row >= from; row--) this.release(row);
  }
}

function doubles(array: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(length);
  result.set(array);
  return result;
}

function integers(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(length);
  result.set(array);
  return result;
}
