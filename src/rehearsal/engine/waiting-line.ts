import { NONE, type Requests } from './requests';

/** Requests that wait, first come, first served. */
export class WaitingLine {
  /** How many requests wait. */
  count = 0;
  /** The first, or NONE. */
  head = NONE;
  private tail = NONE;

  constructor(private readonly requests: Requests) {}

  /** Puts one behind the others. */
  push(row: number): void {
    this.requests.next[row] = NONE;
    if (this.head === NONE) this.head = row;
    else this.requests.next[this.tail] = row;
    this.tail = row;
    this.count++;
  }

  /** Puts one before the others. */
  unshift(row: number): void {
    this.requests.next[row] = this.head;
    if (this.head === NONE) this.tail = row;
    this.head = row;
    this.count++;
  }

  /** Takes out the first; NONE when nothing waits. */
  shift(): number {
    const row = this.head;
    if (row === NONE) return NONE;
    this.head = this.requests.next[row];
    this.count--;
    return row;
  }
}
