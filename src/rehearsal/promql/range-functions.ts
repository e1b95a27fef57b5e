import type { Samples } from './series-store';

/** What a function makes of the samples of one series between two times in milliseconds; nothing where they are too few. */
export type RangeFunction = (samples: Samples, from: number, to: number, parameter: number) => number | undefined;

/** The functions of one range, by their names in PromQL. */
export const RANGE_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  rate: (samples, from, to) => extrapolated(samples, from, to, true, (to - from) / 1000),
  increase: (samples, from, to) => extrapolated(samples, from, to, true, 1),
  delta: (samples, from, to) => extrapolated(samples, from, to, false, 1),
  irate: (samples) => {
    const { length, times, values } = samples;
    if (length < 2) return undefined;
    const before = values[length - 2];
    const last = values[length - 1];
    return ((last < before ? last : last - before) * 1000) / (times[length - 1] - times[length - 2]);
  },
  idelta: ({ length, values }) => (length < 2 ? undefined : values[length - 1] - values[length - 2]),
  deriv: (samples) => slope(samples, samples.times[0])?.perSecond,
  predict_linear: (samples, _, to, seconds) => {
    const line = slope(samples, to);
    return line && line.intercept + line.perSecond * seconds;
  },
  avg_over_time: (samples) => total(samples) / samples.length,
  sum_over_time: (samples) => total(samples),
  count_over_time: ({ length }) => length,
  present_over_time: () => 1,
  last_over_time: ({ values, length }) => values[length - 1],
  min_over_time: (samples) => extreme(samples, (value, least) => value < least),
  max_over_time: (samples) => extreme(samples, (value, greatest) => value > greatest),
  stddev_over_time: (samples) => Math.sqrt(variance(samples)),
  stdvar_over_time: variance,
  quantile_over_time: ({ values, length }, _from, _to, quantile) => quantileOf(values.slice(0, length), quantile),
  changes: ({ values, length }) => countPairs(values, length, (before, after) => before !== after),
  resets: ({ values, length }) => countPairs(values, length, (before, after) => after < before),
};

/** A sample may be missing at an edge of the window as long as it is no further than this many intervals away. */
const EDGE = 1.1;

/**
 * The growth within the window as if there were samples at both its edges.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
function extrapolated(
  { length, times, values }: Samples,
  from: number,
  to: number,
  isCounter: boolean,
  divisor: number,
): number | undefined {
  if (length < 2) return undefined;
  let growth = values[length - 1] - values[0];
  if (isCounter)
    for (let index = 1; index < length; index += 1) if (values[index] < values[index - 1]) growth += values[index - 1];
  const sampled = (times[length - 1] - times[0]) / 1000;
  const interval = sampled / (length - 1);
  let before = (times[0] - from) / 1000;
  let after = (to - times[length - 1]) / 1000;
  if (before >= interval * EDGE) before = interval / 2;
  // A counter was not below zero.
  if (isCounter && growth > 0 && values[0] >= 0) before = Math.min(before, sampled * (values[0] / growth));
  if (after >= interval * EDGE) after = interval / 2;
  return (growth * ((sampled + before + after) / sampled)) / divisor;
}

/** The straight line that is nearest to the samples, with its value at a time. */
function slope({ length, times, values }: Samples, at: number) {
  if (length < 2) return undefined;
  let sumX = 0;
  let sumY = 0;
  let sumXY = 0;
  let sumX2 = 0;
  for (let index = 0; index < length; index += 1) {
    const x = (times[index] - at) / 1000;
    sumX += x;
    sumY += values[index];
    sumXY += x * values[index];
    sumX2 += x * x;
  }
  const perSecond = (sumXY - (sumX * sumY) / length) / (sumX2 - (sumX * sumX) / length);
  return { perSecond, intercept: sumY / length - (perSecond * sumX) / length };
}

function total({ length, values }: Samples): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += values[index];
  return sum;
}

function extreme({ length, values }: Samples, isBetter: (value: number, than: number) => boolean): number {
  let best = values[0];
  for (let index = 1; index < length; index += 1)
    if (isBetter(values[index], best) || Number.isNaN(best)) best = values[index];
  return best;
}

function variance(samples: Samples): number {
  const mean = total(samples) / samples.length;
  let sum = 0;
  for (let index = 0; index < samples.length; index += 1) sum += (samples.values[index] - mean) ** 2;
  return sum / samples.length;
}

/** The value below which a share of the values lies, between two of them where it falls there. */
export function quantileOf(values: readonly number[], quantile: number): number {
  if (values.length === 0 || Number.isNaN(quantile)) return Number.NaN;
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  if (quantile > 1) return Number.POSITIVE_INFINITY;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = quantile * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - lower;
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}

function countPairs(
  values: readonly number[],
  length: number,
  counts: (before: number, after: number) => boolean,
): number {
  let count = 0;
  for (let index = 1; index < length; index += 1) if (counts(values[index - 1], values[index])) count += 1;
  return count;
}
