// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { floor } = Math;

/** Rows of requests are below this, iterations below 2⁵³ over this: both fit one number. */
const ROWS = 2 ** 25;

/** Later than any iteration. */
const NO_END = 2 ** 31 - 1;

/** The answers that a replica is giving, the one that ends first on top. An end is a number of iterations. */
export class FinishHeap {
  private keys = new Float64Array(64);
  /** How many answers are in it. */
  count = 0;

  /** The iteration in which the next answer ends; NO_END when there is none. */
  nextEnd = NO_END;

  /** Puts in the answer of a request, which ends in the given iteration. */
  add(end: number, row: number): void {
    if (this.count === this.keys.length) {
      const keys = new Float64Array(2 * this.count);
      keys.set(this.keys);
      this.keys = keys;
    }
    this.rise(this.count++, end * ROWS + row);
    if (end < this.nextEnd) this.nextEnd = end;
  }

  /** Takes out the one that ends next. */
  pop(): number {
    const row = rowOf(this.keys[0]);
    this.count--;
    if (this.count > 0) this.sink(0, this.keys[this.count]);
    this.nextEnd = this.count === 0 ? NO_END : endOf(this.keys[0]);
    return row;
  }

  /** The request at a place of the heap, from 0 to `count` - 1, in no order that matters. */
  rowAt(place: number): number {
    return rowOf(this.keys[place]);
  }

  /** The iteration in which the answer at a place of the heap ends. */
  endAt(place: number): number {
    return endOf(this.keys[place]);
  }

  /** Takes out all of them. */
  clear(): void {
    this.count = 0;
    this.nextEnd = NO_END;
  }

  /** Takes out the answer at a place of the heap, before it has ended. */
  removeAt(place: number): void {
    this.count--;
    const key = this.keys[this.count];
    if (place > 0 && this.keys[(place - 1) >> 1] > key) this.rise(place, key);
    else if (place < this.count) this.sink(place, key);
    this.nextEnd = this.count === 0 ? NO_END : endOf(this.keys[0]);
  }

  private rise(from: number, key: number): void {
    const { keys } = this;
    let here = from;
    while (here > 0) {
      const above = (here - 1) >> 1;
      if (keys[above] <= key) break;
      keys[here] = keys[above];
      here = above;
    }
    keys[here] = key;
  }

  private sink(from: number, key: number): void {
    const { keys, count } = this;
    let here = from;
    for (;;) {
      let below = 2 * here + 1;
      if (below >= count) break;
      if (below + 1 < count && keys[below + 1] < keys[below]) below++;
      if (keys[below] >= key) break;
      keys[here] = keys[below];
      here = below;
    }
    keys[here] = key;
  }
}

function endOf(key: number): number {
  return floor(key / ROWS);
}

/** What `key % ROWS` gives, which takes ten times as long. */
function rowOf(key: number): number {
  return key - floor(key / ROWS) * ROWS;
}
