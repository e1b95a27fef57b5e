/** A series in columns: nothing of its peaks and troughs is lost. NaN where nothing was measured. */
export interface Columns {
  /** The least of each column. */
  readonly low: readonly number[];
  /** The greatest of each column. */
  readonly high: readonly number[];
  /** The last of each column. */
  readonly last: readonly number[];
}

/** Puts a series into at most so many columns of equal width; values that are not there stay out. */
export function toColumns(values: ArrayLike<number | null>, most: number): Columns {
  const count = Math.min(values.length, Math.max(1, most));
  const low: number[] = [];
  const high: number[] = [];
  const last: number[] = [];
  for (let column = 0; column < count; column += 1) {
    const from = Math.floor((column * values.length) / count);
    const to = Math.floor(((column + 1) * values.length) / count);
    let [min, max, end] = [Number.NaN, Number.NaN, Number.NaN];
    for (let index = from; index < to; index += 1) {
      const value = values[index];
      if (value === null || Number.isNaN(value)) continue;
      if (!(min <= value)) min = value;
      if (!(max >= value)) max = value;
      end = value;
    }
    low.push(min);
    high.push(max);
    last.push(end);
  }
  return { low, high, last };
}

/** The greatest value that there is; zero where there is none. */
export function greatest(values: ArrayLike<number | null>): number {
  let max = Number.NaN;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (value !== null && !(max >= value) && !Number.isNaN(value)) max = value;
  }
  return Number.isNaN(max) ? 0 : max;
}
