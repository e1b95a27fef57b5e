/** Something that happens at a time, in whole milliseconds. */
export interface SimulationEvent {
  /** When it comes next; what recurs moves on by its interval each time. */
  time: number;
  /** What then happens; it is given the time of the event. */
  readonly run: (now: number) => void;
  /** Where it stands in the order of those of one time. */
  order: number;
}

/** What happens next: by time, and at the same time in the order in which it was asked for. */
export class EventQueue {
  private readonly heap: SimulationEvent[] = [];
  private order = 0;

  /** When the next thing happens; Infinity when nothing does. */
  get nextTime(): number {
    return this.heap.length === 0 ? Number.POSITIVE_INFINITY : this.heap[0].time;
  }

  /** Runs something at a time that is not before now. */
  at(time: number, run: (now: number) => void): void {
    if (time !== Number.POSITIVE_INFINITY) this.push({ time: Math.round(time), order: 0, run });
  }

  /** Runs something again and again, as long as it does not say `false`. */
  every(first: number, interval: number, run: (now: number) => boolean | undefined): void {
    const event: SimulationEvent = {
      time: Math.round(first),
      order: 0,
      run: (now) => {
        if (run(now) === false) return;
        event.time = now + interval;
        this.push(event);
      },
    };
    this.push(event);
  }

  /** Takes the next thing out and runs it. */
  step(): void {
    const { heap } = this;
    const next = heap[0];
    const last = heap.pop() as SimulationEvent;
    if (heap.length > 0) this.sink(last);
    next.run(next.time);
  }

  private push(event: SimulationEvent): void {
    event.order = this.order++;
    const { heap } = this;
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(event, heap[above])) break;
      heap[place] = heap[above];
      place = above;
    }
    heap[place] = event;
  }

  private sink(event: SimulationEvent): void {
    const { heap } = this;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1], heap[below])) below += 1;
      if (!isBefore(heap[below], event)) break;
      heap[place] = heap[below];
      place = below;
    }
    heap[place] = event;
  }
}

function isBefore(a: SimulationEvent, b: SimulationEvent): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
