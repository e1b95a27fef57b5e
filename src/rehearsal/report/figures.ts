import type { Percentiles, RehearsalResult, Totals } from '../result';
import { formatTick, formatValue, grouped } from './format';

/** A number that a rehearsal comes to, in words. */
export interface Figure {
  /** What it is, for example `TTFT`, or the name of an objective. */
  readonly title: string;
  /** The number as text, with its unit if it has one; `–` where there was nothing to measure. */
  readonly value: string;
  /** What explains or qualifies it. */
  readonly note: string;
  /** Whether it is as it was demanded. @default - nothing was demanded of it */
  readonly isMet?: boolean;
}

const HOUR = 3600;

/** What a rehearsal comes to, the most important first. */
export function figuresOf(totals: Totals, { pools }: RehearsalResult): Figure[] {
  const { requests, completed, replicas, rescales, nodeGpuSeconds, podGpuSeconds, cost } = totals;
  const objectives = totals.attainment.map(
    ({ objective, share, isMet }): Figure => ({
      title: objective.name,
      value: share === null ? '–' : formatValue(share, 'share'),
      note: `of ${formatTick(objective.quantile, 'share')} demanded`,
      isMet,
    }),
  );
  const idle = nodeGpuSeconds - podGpuSeconds;
  return [
    ...objectives,
    { title: 'TTFT', value: duration(totals.ttft.p95), note: otherQuantiles(totals.ttft) },
    { title: 'TPOT', value: duration(totals.tpot.p95), note: otherQuantiles(totals.tpot) },
    { title: 'End to end', value: duration(totals.e2e.p95), note: otherQuantiles(totals.e2e) },
    { title: 'Requests', value: grouped(requests, 0), note: failures(totals) || `${grouped(completed, 0)} completed` },
    {
      title: 'Replicas',
      value: `${replicas.min} – ${replicas.max}`,
      note: `mean ${formatValue(replicas.mean, 'count')}, ${rescales} ${rescales === 1 ? 'change' : 'changes'}`,
    },
    {
      title: 'GPU-hours',
      value: formatValue(nodeGpuSeconds / HOUR, 'count'),
      note: pools.length > 0 && idle > 0 ? `${formatValue(idle / nodeGpuSeconds, 'share')} without a pod` : 'of pods',
    },
    ...(cost === null
      ? []
      : [{ title: 'Cost', value: formatValue(cost, 'money'), note: perRequests(cost, completed) }]),
  ];
}

function duration(seconds: number | null): string {
  return seconds === null ? '–' : formatValue(seconds, 'seconds');
}

function otherQuantiles({ p50, p99 }: Percentiles<number | null>): string {
  return `p95; p50 ${duration(p50)}, p99 ${duration(p99)}`;
}

/** What did not end well; empty where all did. */
function failures({ rejected, abandoned, timedOut, unfinished }: Totals): string {
  const parts = [
    [rejected, 'rejected'],
    [abandoned, 'abandoned'],
    [timedOut, 'timed out'],
    [unfinished, 'unfinished'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${grouped(count, 0)} ${what}`)
    .join(', ');
}

function perRequests(cost: number, completed: number): string {
  return completed === 0
    ? 'nothing completed'
    : `${formatValue((cost / completed) * 1000, 'money')} per 1,000 requests`;
}
