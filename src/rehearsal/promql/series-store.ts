import { type Labels, type LabelTable, NAME } from './labels';

const FIRST_CAPACITY = 16;

/** The samples of one series, oldest first, as far back as anybody asks for. */
export class Series {
  private times = new Float64Array(FIRST_CAPACITY);
  private values = new Float64Array(FIRST_CAPACITY);
  /** Where the oldest sample is, and how many there are. */
  private first = 0;
  private count = 0;
  private staleSince = Number.POSITIVE_INFINITY;
  /** Whether the store has dropped it: a sample would get lost. */
  isDropped = false;

  constructor(
    readonly labels: Labels,
    private readonly retention: number,
  ) {}

  /** Adds a sample that is newer than all there are. */
  append(time: number, value: number): void {
    this.staleSince = Number.POSITIVE_INFINITY;
    while (this.count > 0 && this.times[this.first] < time - this.retention) {
      this.first = this.next(this.first);
      this.count -= 1;
    }
    if (this.count === this.times.length) this.grow();
    const place = (this.first + this.count) & (this.times.length - 1);
    this.times[place] = time;
    this.values[place] = value;
    this.count += 1;
  }

  /** Its target is gone: from then on it has no value. */
  end(time: number): void {
    if (time < this.staleSince) this.staleSince = time;
  }

  /** Whether nothing of it can be asked for any more, nor comes: without a sample its target is yet to be read. */
  isForgotten(now: number): boolean {
    if (this.count === 0) return this.staleSince <= now;
    return this.timeAt(this.count - 1) < now - this.retention;
  }

  /** The newest value not older than the lookback, nothing after the end. */
  at(time: number, lookback: number): number | undefined {
    if (time >= this.staleSince) return undefined;
    const index = this.countUntil(time) - 1;
    return index >= 0 && this.timeAt(index) > time - lookback ? this.valueAt(index) : undefined;
  }

  /** The samples after `from` and up to `to`, written over what is in `into`. */
  between(from: number, to: number, into: Samples): void {
    into.clear();
    const end = this.countUntil(to);
    for (let index = this.countUntil(from); index < end; index += 1) into.add(this.timeAt(index), this.valueAt(index));
  }

  /** How many samples there are up to a time, which mostly is now. */
  private countUntil(time: number): number {
    let high = this.count;
    if (high === 0 || this.timeAt(high - 1) <= time) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeAt(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private timeAt(index: number): number {
    return this.times[(this.first + index) & (this.times.length - 1)];
  }

  private valueAt(index: number): number {
    return this.values[(this.first + index) & (this.times.length - 1)];
  }

  private next(place: number): number {
    return (place + 1) & (this.times.length - 1);
  }

  private grow(): void {
    const times = new Float64Array(this.times.length * 2);
    const values = new Float64Array(this.times.length * 2);
    for (let index = 0; index < this.count; index += 1) {
      times[index] = this.timeAt(index);
      values[index] = this.valueAt(index);
    }
    this.times = times;
    this.values = values;
    this.first = 0;
  }
}

/** Samples of one series within a window; used again and again. */
export class Samples {
  /** When they were taken, in milliseconds, the oldest first; what comes from `length` on is no longer valid. */
  readonly times: number[] = [];
  /** What was sampled, in the order of `times`. */
  readonly values: number[] = [];
  /** How many samples are valid, for the lists never become shorter. */
  length = 0;

  /** Makes room for other samples; the lists keep their size. */
  clear(): void {
    this.length = 0;
  }

  /** Adds a sample that is newer than all there are. */
  add(time: number, value: number): void {
    this.times[this.length] = time;
    this.values[this.length] = value;
    this.length += 1;
  }
}

/** The series of a rehearsed Prometheus. Times are in milliseconds. */
export class SeriesStore {
  /** Grows with every series that comes or goes: what was selected before has to be selected anew. */
  generation = 0;
  private readonly byName = new Map<string, Map<Labels, Series>>();

  /** @param retention how far back it is asked, in milliseconds */
  constructor(
    readonly labels: LabelTable,
    private readonly retention: number,
  ) {}

  /** The series of a name and labels; a new one where there is none. */
  series(name: string, values: Readonly<Record<string, string>>): Series {
    const labels = this.labels.of({ ...values, [NAME]: name });
    const ofName = this.byName.get(name) ?? new Map<Labels, Series>();
    this.byName.set(name, ofName);
    const known = ofName.get(labels);
    if (known !== undefined) return known;
    const series = new Series(labels, this.retention);
    ofName.set(labels, series);
    this.generation += 1;
    return series;
  }

  /** The series of a name, or all. */
  select(name: string | undefined): readonly Series[] {
    if (name !== undefined) return [...(this.byName.get(name)?.values() ?? [])];
    return [...this.byName.values()].flatMap((ofName) => [...ofName.values()]);
  }

  /** Drops the series that nobody can ask for any more. */
  forget(now: number): void {
    for (const ofName of this.byName.values())
      for (const [labels, series] of ofName)
        if (series.isForgotten(now)) {
          ofName.delete(labels);
          series.isDropped = true;
          this.generation += 1;
        }
  }
}
