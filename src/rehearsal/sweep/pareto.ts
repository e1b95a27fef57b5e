import { type Measure, measureOf } from '../options/measures';
import type { Totals } from '../result';

/** What is weighed against each other: how users are served, and what it costs. */
export interface Scales {
  /** How users are served: `slo`, or `ttft-p95` without an objective. */
  readonly service: Measure;
  /** What it costs: `cost`, or `gpu-hours` without prices. */
  readonly cost: Measure;
}

/**
 * What policies are weighed by: the objective, or without one the 95th percentile of the time to first token; the cost,
 * or without prices the GPU-hours.
 */
export function scalesOf(totals: Totals): Scales {
  return scalesNamed({
    service: totals.attainment.length > 0 ? 'slo' : 'ttft-p95',
    cost: totals.cost === null ? 'gpu-hours' : 'cost',
  });
}

/** The measures that a sweep says it was weighed by. */
export function scalesNamed({ service, cost }: Readonly<Record<keyof Scales, string>>): Scales {
  return { service: measureOf(service) as Measure, cost: measureOf(cost) as Measure };
}

/**
 * Which policies are not beaten: no other serves at least as well for at most as much, and better or for less. Of equal
 * ones the first stands for all.
 */
export function frontier(all: readonly Totals[], { service, cost }: Scales): boolean[] {
  const points = all.map((totals) => ({ bad: badness(service, totals), cost: badness(cost, totals) }));
  return points.map(
    (point, index) =>
      Number.isFinite(point.bad) &&
      points.every((other, at) => {
        const isAsGood = other.bad <= point.bad && other.cost <= point.cost;
        const isSame = other.bad === point.bad && other.cost === point.cost;
        return !isAsGood || (isSame && at >= index);
      }),
  );
}

/** Less is better; what could not be measured is worst. */
function badness(measure: Measure, totals: Totals): number {
  const value = measure.of(totals);
  if (value === null) return Number.POSITIVE_INFINITY;
  return measure.better === 'higher' ? -value : value;
}
