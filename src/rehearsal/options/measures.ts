import type { Percentiles, Totals } from '../result';

/** How a number is written and read: a share as `99%`, seconds as `2s`, the others as they are. */
export type MeasureUnit = 'share' | 'seconds' | 'number' | 'hours' | 'money';

/** A number that a rehearsal comes to, by which it can be asserted, compared and sorted. */
export interface Measure {
  /** As assertions call it, for example `ttft-p95`. */
  readonly name: string;
  /** For tables. */
  readonly title: string;
  /** What its numbers are: shares 0–1, seconds, hours, money in the currency of the prices, or plain numbers. */
  readonly unit: MeasureUnit;
  /** Which way is better, if one is. */
  readonly better: 'higher' | 'lower' | undefined;
  /** Nothing where there was nothing to measure. */
  readonly of: (totals: Totals) => number | null;
}

const SECONDS_OF_HOUR = 3600;

const LATENCIES: Readonly<Record<'ttft' | 'tpot' | 'e2e', string>> = {
  ttft: 'time to first token',
  tpot: 'time per output token',
  e2e: 'end-to-end latency',
};
const QUANTILES: readonly (keyof Percentiles<number>)[] = ['p50', 'p90', 'p95', 'p99'];

/** All measures, in the order in which tables show them. */
export const MEASURES: readonly Measure[] = [
  { name: 'slo', title: 'requests within the objective', unit: 'share', better: 'higher', of: worstAttainment },
  ...(['ttft', 'tpot', 'e2e'] as const).flatMap((latency) =>
    QUANTILES.map(
      (quantile): Measure => ({
        name: `${latency}-${quantile}`,
        title: `${LATENCIES[latency]}, ${quantile}`,
        unit: 'seconds',
        better: 'lower',
        of: (totals) => totals[latency][quantile],
      }),
    ),
  ),
  { name: 'failed', title: 'requests that failed', unit: 'share', better: 'lower', of: failedShare },
  { name: 'gpu-hours', title: 'GPU-hours of nodes', unit: 'hours', better: 'lower', of: hours('nodeGpuSeconds') },
  { name: 'pod-gpu-hours', title: 'GPU-hours of pods', unit: 'hours', better: 'lower', of: hours('podGpuSeconds') },
  { name: 'cost', title: 'cost', unit: 'money', better: 'lower', of: ({ cost }) => cost },
  { name: 'min-replicas', title: 'fewest replicas', unit: 'number', better: undefined, of: (t) => t.replicas.min },
  { name: 'mean-replicas', title: 'mean replicas', unit: 'number', better: undefined, of: (t) => t.replicas.mean },
  { name: 'max-replicas', title: 'most replicas', unit: 'number', better: undefined, of: (t) => t.replicas.max },
  { name: 'rescales', title: 'changes of replicas', unit: 'number', better: 'lower', of: ({ rescales }) => rescales },
];

/** The measure of a name. */
export function measureOf(name: string): Measure | undefined {
  return MEASURES.find((measure) => measure.name === name);
}

/** The objective that is met worst; nothing without objectives or requests. */
function worstAttainment({ attainment }: Totals): number | null {
  const shares = attainment.map(({ share }) => share).filter((share) => share !== null);
  return shares.length === 0 ? null : Math.min(...shares);
}

function failedShare({ requests, rejected, abandoned, timedOut }: Totals): number | null {
  return requests === 0 ? null : (rejected + abandoned + timedOut) / requests;
}

function hours(key: 'nodeGpuSeconds' | 'podGpuSeconds'): Measure['of'] {
  return (totals) => totals[key] / SECONDS_OF_HOUR;
}
