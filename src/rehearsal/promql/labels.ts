/** The labels of a series; an empty value is no label. Interned: the same labels of one table are the same object. */
export interface Labels {
  /** Value by name, in the order of the names; that of `__name__` is the name of the series. */
  readonly values: Readonly<Record<string, string>>;
  /** Tells labels apart: names and values in the order of the names. */
  readonly key: string;
}

/** The label that holds a series' name. */
export const NAME = '__name__';

/** Keeps each set of labels once, so that comparing and grouping them costs little. */
export class LabelTable {
  /** What has no label, as a sum over everything. */
  readonly none: Labels;
  private readonly known = new Map<string, Labels>();

  constructor() {
    this.none = this.of({});
  }

  /** The one object of these labels; those with an empty value are left out. */
  of(values: Readonly<Record<string, string>>): Labels {
    const names = Object.keys(values)
      .filter((name) => values[name] !== '')
      .sort();
    const key = JSON.stringify(names.flatMap((name) => [name, values[name]]));
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const labels: Labels = { values: Object.fromEntries(names.map((name) => [name, values[name]])), key };
    this.known.set(key, labels);
    return labels;
  }
}

/** A change of labels whose outcome is remembered for every set of labels. */
export function remembered(change: (labels: Labels) => Labels): (labels: Labels) => Labels {
  const outcomes = new Map<Labels, Labels>();
  return (labels) => {
    const known = outcomes.get(labels);
    if (known !== undefined) return known;
    const outcome = change(labels);
    outcomes.set(labels, outcome);
    return outcome;
  };
}

/** Only the labels of these names. */
export function keeping(table: LabelTable, names: readonly string[]): (labels: Labels) => Labels {
  return remembered(({ values }) =>
    table.of(
      Object.fromEntries(names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]])),
    ),
  );
}

/** All labels but those of these names. */
export function dropping(table: LabelTable, names: readonly string[]): (labels: Labels) => Labels {
  return remembered(({ values }) =>
    table.of(Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)))),
  );
}
