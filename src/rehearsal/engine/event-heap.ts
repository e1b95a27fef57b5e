/** Which of many things, known by their numbers, comes next. */
export class EventHeap {
  private heap = new Int32Array(16);
  private place = new Int32Array(16).fill(-1);
  private time = new Float64Array(16);
  private count = 0;

  /** The number of what comes next; only when there is one. */
  get next(): number {
    return this.heap[0];
  }

  /** When it comes; Infinity when there is nothing. */
  get nextTime(): number {
    return this.count === 0 ? Number.POSITIVE_INFINITY : this.time[this.heap[0]];
  }

  /** Says when a thing comes; Infinity takes it out. */
  set(id: number, time: number): void {
    if (id >= this.place.length) this.grow(id + 1);
    let place = this.place[id];
    if (time === Number.POSITIVE_INFINITY) {
      if (place >= 0) this.remove(place);
      return;
    }
    if (place < 0) {
      place = this.count++;
      if (place === this.heap.length) this.heap = grown(this.heap, 2 * place);
    } else if (time > this.time[id]) {
      this.time[id] = time;
      this.sink(id, place);
      return;
    }
    this.time[id] = time;
    this.rise(id, place);
  }

  private remove(place: number): void {
    const { heap } = this;
    this.place[heap[place]] = -1;
    const last = heap[--this.count];
    if (place === this.count) return;
    this.place[last] = place;
    heap[place] = last;
    this.rise(last, place);
    this.sink(last, this.place[last]);
  }

  /** Of two at the same time the lower number comes first, so that the order is always the same. */
  private rise(id: number, from: number): void {
    const { heap, place, time } = this;
    const when = time[id];
    let here = from;
    while (here > 0) {
      const above = (here - 1) >> 1;
      const other = heap[above];
      if (time[other] < when || (time[other] === when && other < id)) break;
      heap[here] = other;
      place[other] = here;
      here = above;
    }
    heap[here] = id;
    place[id] = here;
  }

  private sink(id: number, from: number): void {
    const { heap, place, time, count } = this;
    const when = time[id];
    let here = from;
    for (;;) {
      let below = 2 * here + 1;
      if (below >= count) break;
      let other = heap[below];
      if (below + 1 < count) {
        const right = heap[below + 1];
        if (time[right] < time[other] || (time[right] === time[other] && right < other)) {
          other = right;
          below++;
        }
      }
      if (when < time[other] || (when === time[other] && id < other)) break;
      heap[here] = other;
      place[other] = here;
      here = below;
    }
    heap[here] = id;
    place[id] = here;
  }

  private grow(size: number): void {
    const length = Math.max(size, 2 * this.place.length);
    const place = new Int32Array(length).fill(-1);
    place.set(this.place);
    this.place = place;
    const time = new Float64Array(length);
    time.set(this.time);
    this.time = time;
  }
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(length);
  result.set(array);
  return result;
}
