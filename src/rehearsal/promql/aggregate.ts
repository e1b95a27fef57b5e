import type { Element, Vector } from './expression';
import type { Labels } from './labels';
import { quantileOf } from './range-functions';

/** Makes one value of the values of a group. */
type Combine = (values: readonly number[], parameter: number) => number;

/** The aggregations that give one element a group, by their names in the grammar. */
export const AGGREGATIONS: Readonly<Record<string, Combine>> = {
  Sum: sum,
  Avg: (values) => sum(values) / values.length,
  Min: (values) => values.reduce((a, b) => (b < a || Number.isNaN(a) ? b : a)),
  Max: (values) => values.reduce((a, b) => (b > a || Number.isNaN(a) ? b : a)),
  Count: (values) => values.length,
  Group: () => 1,
  Stddev: (values) => Math.sqrt(variance(values)),
  Stdvar: variance,
  Quantile: (values, quantile) => quantileOf(values, quantile),
};

/** The aggregations that keep some elements of a group as they are. The first that counts comes first. */
export const SELECTIONS: Readonly<Record<string, (a: Element, b: Element) => number>> = {
  Topk: (a, b) => b.value - a.value,
  Bottomk: (a, b) => a.value - b.value,
};

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function variance(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return sum(values.map((value) => (value - mean) ** 2)) / values.length;
}

/** One element for each group. */
export function aggregated(vector: Vector, groupOf: (labels: Labels) => Labels, combine: Combine, parameter: number) {
  const groups = new Map<Labels, number[]>();
  for (const { labels, value } of vector) {
    const group = groupOf(labels);
    const values = groups.get(group);
    if (values) values.push(value);
    else groups.set(group, [value]);
  }
  const elements: Element[] = [];
  for (const [labels, values] of groups) elements.push({ labels, value: combine(values, parameter) });
  return elements;
}

/** The first so many elements of each group. */
export function selected(
  vector: Vector,
  groupOf: (labels: Labels) => Labels,
  order: (a: Element, b: Element) => number,
  count: number,
): Vector {
  const groups = new Map<Labels, Element[]>();
  for (const element of vector) {
    const group = groupOf(element.labels);
    const elements = groups.get(group);
    if (elements) elements.push(element);
    else groups.set(group, [element]);
  }
  return [...groups.values()].flatMap((elements) => elements.sort(order).slice(0, Math.max(0, Math.trunc(count))));
}
