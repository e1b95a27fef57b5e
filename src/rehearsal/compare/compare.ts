import { MEASURES, type Measure } from '../options/measures';
import type { RehearsalResult, Totals } from '../result';

/** A rehearsal, and what it is called beside others. */
export interface Labelled {
  readonly label: string;
  readonly result: RehearsalResult;
}

/** A measure before and after. */
export interface Change {
  readonly measure: Measure;
  readonly before: number | null;
  readonly after: number | null;
  readonly verdict: 'better' | 'worse' | 'same' | undefined;
}

/** What two rehearsals differ in. */
export interface Comparison {
  readonly format: 'cdk8s-llm-inference/comparison/v1';
  readonly before: Labelled;
  readonly after: Labelled;
  /** All measures that either of them has, in their order. */
  readonly changes: readonly Change[];
}

/** What people compare at a glance; the rest is in the results. */
const SHOWN = [
  'slo',
  'ttft-p50',
  'ttft-p95',
  'ttft-p99',
  'tpot-p95',
  'e2e-p95',
  'failed',
  'gpu-hours',
  'cost',
  'mean-replicas',
  'max-replicas',
  'rescales',
];
/** Differences of less than this share are noise of the last digits. */
const SAME = 1e-9;

/** Compares the policy after a change with the one before. */
export function compare(before: Labelled, after: Labelled): Comparison {
  const changes = MEASURES.filter(({ name }) => SHOWN.includes(name))
    .map((measure) => changeOf(measure, before.result.totals, after.result.totals))
    .filter((change) => change.before !== null || change.after !== null);
  return { format: 'cdk8s-llm-inference/comparison/v1', before, after, changes };
}

function changeOf(measure: Measure, one: Totals, other: Totals): Change {
  const [before, after] = [measure.of(one), measure.of(other)];
  if (before === null || after === null || measure.better === undefined)
    return { measure, before, after, verdict: undefined };
  const difference = after - before;
  if (Math.abs(difference) <= SAME * Math.max(Math.abs(before), Math.abs(after)))
    return { measure, before, after, verdict: 'same' };
  return { measure, before, after, verdict: difference > 0 === (measure.better === 'higher') ? 'better' : 'worse' };
}
