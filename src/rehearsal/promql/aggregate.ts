import type { Element, Vector } from './expression';
import type { Labels } from './labels';
import { quantileOf } from './range-functions';

/** Makes one value of the values of a group, one after the other: most aggregations need not see them all at once. */
interface Running {
  readonly add: (so: number, value: number) => number;
  readonly end: (so: number, count: number) => number;
}

/** Makes one value of all values of a group. */
type Combine = (values: readonly number[], parameter: number) => number;

const asIs = (so: number) => so;

/** The aggregations that give one element a group, by their names in the grammar. */
export const AGGREGATIONS: Readonly<Record<string, Running | Combine>> = {
  Sum: { add: (so, value) => so + value, end: asIs },
  Avg: { add: (so, value) => so + value, end: (so, count) => so / count },
  Min: { add: (so, value) => (value < so || Number.isNaN(so) ? value : so), end: asIs },
  Max: { add: (so, value) => (value > so || Number.isNaN(so) ? value : so), end: asIs },
  Count: { add: asIs, end: (_, count) => count },
  Group: { add: asIs, end: () => 1 },
  Stddev: (values) => Math.sqrt(variance(values)),
  Stdvar: variance,
  Quantile: (values, quantile) => quantileOf(values, quantile),
};

/** The aggregations that keep some elements of a group as they are. The first that counts comes first. */
export const SELECTIONS: Readonly<Record<string, (a: Element, b: Element) => number>> = {
  Topk: (a, b) => b.value - a.value,
  Bottomk: (a, b) => a.value - b.value,
};

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

type GroupOf = (labels: Labels) => Labels;

/** One element for each group. */
export function aggregated(vector: Vector, groupOf: GroupOf, how: Running | Combine, parameter: number): Vector {
  return typeof how === 'function'
    ? [...grouped(vector, groupOf)].map(([labels, elements]) => ({
        labels,
        value: how(
          elements.map(({ value }) => value),
          parameter,
        ),
      }))
    : runningTotals(vector, groupOf, how);
}

function runningTotals(vector: Vector, groupOf: GroupOf, { add, end }: Running): Vector {
  const places = new Map<Labels, number>();
  const sums: number[] = [];
  const counts: number[] = [];
  for (const { labels, value } of vector) {
    const group = groupOf(labels);
    const place = places.get(group);
    if (place === undefined) {
      places.set(group, sums.length);
      sums.push(value);
      counts.push(1);
    } else {
      sums[place] = add(sums[place], value);
      counts[place] += 1;
    }
  }
  const elements: Element[] = [];
  for (const [labels, place] of places) elements.push({ labels, value: end(sums[place], counts[place]) });
  return elements;
}

/** The first so many elements of each group. */
export function selected(
  vector: Vector,
  groupOf: GroupOf,
  order: (a: Element, b: Element) => number,
  count: number,
): Vector {
  const first = Math.max(0, Math.trunc(count));
  return [...grouped(vector, groupOf).values()].flatMap((elements) => elements.sort(order).slice(0, first));
}

function grouped(vector: Vector, groupOf: GroupOf): Map<Labels, Element[]> {
  const groups = new Map<Labels, Element[]>();
  for (const element of vector) {
    const group = groupOf(element.labels);
    const elements = groups.get(group);
    if (elements) elements.push(element);
    else groups.set(group, [element]);
  }
  return groups;
}
