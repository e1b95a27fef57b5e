/** How the entries of a column become fewer: the last state of each group, or the mean of a rate. */
type Merge = 'last' | 'mean';

/** Lists that grow by an entry for each step. */
export class Columns<Name extends string> {
  private readonly lists: Readonly<Record<Name, (number | null)[]>>;

  constructor(private readonly names: Readonly<Record<Name, Merge>>) {
    this.lists = Object.fromEntries(Object.keys(names).map((name) => [name, []])) as unknown as Record<
      Name,
      (number | null)[]
    >;
  }

  /** The values of one step, rounded; null where there was nothing to measure. */
  add(values: Readonly<Record<Name, number | null>>): void {
    for (const name in this.names) this.lists[name].push(rounded(values[name]));
  }

  /** Every `factor` entries as one. */
  compacted(factor: number): Readonly<Record<Name, (number | null)[]>> {
    const lists = {} as Record<Name, (number | null)[]>;
    for (const name in this.names) lists[name] = compact(this.lists[name], factor, this.names[name]);
    return lists;
  }
}

/** Every `factor` entries of a list as one. */
export function compact(list: readonly (number | null)[], factor: number, merge: Merge): (number | null)[] {
  if (factor === 1) return [...list];
  const compacted: (number | null)[] = [];
  for (let from = 0; from < list.length; from += factor) {
    const group = list.slice(from, from + factor);
    if (merge === 'last') {
      compacted.push(group[group.length - 1]);
      continue;
    }
    const numbers = group.filter((value) => value !== null);
    const mean = numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    compacted.push(rounded(mean));
  }
  return compacted;
}

/** Six digits are more than a rehearsal knows, and keep results short and the same everywhere. */
export function rounded(value: number | null | undefined): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  return shortened(value);
}

/** As `rounded`, of what is always a number. */
export function shortened(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(6));
}
