import type { Element, Vector } from './expression';
import { dropping, type Labels, type LabelTable, NAME } from './labels';

interface Bucket {
  readonly upTo: number;
  count: number;
}

/**
 * `histogram_quantile` over classic buckets.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function histogramQuantile(table: LabelTable): (quantile: number, buckets: Vector) => Vector {
  const withoutBound = dropping(table, [NAME, 'le']);
  return (quantile, vector) => {
    const histograms = new Map<Labels, Bucket[]>();
    for (const { labels, value } of vector) {
      const { le } = labels.values;
      const upTo = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
      if (le === undefined || Number.isNaN(upTo)) continue;
      const group = withoutBound(labels);
      const buckets = histograms.get(group);
      if (buckets) buckets.push({ upTo, count: value });
      else histograms.set(group, [{ upTo, count: value }]);
    }
    const elements: Element[] = [];
    for (const [labels, buckets] of histograms) elements.push({ labels, value: quantileOfBuckets(quantile, buckets) });
    return elements;
  };
}

function quantileOfBuckets(quantile: number, unordered: readonly Bucket[]): number {
  if (Number.isNaN(quantile)) return Number.NaN;
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  if (quantile > 1) return Number.POSITIVE_INFINITY;
  const buckets = merged(unordered);
  const last = buckets[buckets.length - 1];
  if (last.upTo !== Number.POSITIVE_INFINITY || buckets.length < 2) return Number.NaN;
  const total = last.count;
  if (!(total > 0)) return Number.NaN;
  let rank = quantile * total;
  const index = buckets.findIndex(({ count }) => count >= rank);
  if (index === buckets.length - 1) return buckets[buckets.length - 2].upTo;
  const { upTo, count } = buckets[index];
  if (index === 0 && upTo <= 0) return upTo;
  const start = index === 0 ? 0 : buckets[index - 1].upTo;
  const below = index === 0 ? 0 : buckets[index - 1].count;
  rank -= below;
  return start + (upTo - start) * (rank / (count - below));
}

/** In order, with the buckets of one bound added and each at least as full as the one before. */
function merged(unordered: readonly Bucket[]): Bucket[] {
  const buckets: Bucket[] = [];
  for (const { upTo, count } of [...unordered].sort((a, b) => a.upTo - b.upTo)) {
    const last = buckets[buckets.length - 1];
    if (last?.upTo === upTo) last.count += count;
    else buckets.push({ upTo, count });
  }
  for (let index = 1; index < buckets.length; index += 1)
    buckets[index].count = Math.max(buckets[index].count, buckets[index - 1].count);
  return buckets;
}
