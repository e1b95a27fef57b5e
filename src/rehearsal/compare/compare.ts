import { MEASURES, type Measure } from '../options/measures';
import type { RehearsalResult, Totals } from '../result';

/** A rehearsal, and what it is called beside others. */
export interface Labelled {
  /** Stands over its column and its lines: the paths of its manifests, `current` or `proposed`. */
  readonly label: string;
  /** All of it: charts and caveats need more than its totals. */
  readonly result: RehearsalResult;
}

/** A measure before and after. */
export interface Change {
  /** What is compared, and which way is better. */
  readonly measure: Measure;
  /** In the unit of the measure; nothing where there was nothing to measure. */
  readonly before: number | null;
  /** In the unit of the measure; nothing where there was nothing to measure. */
  readonly after: number | null;
  /** What became of it; nothing where one value is missing, or neither way is better. */
  readonly verdict: 'better' | 'worse' | 'same' | undefined;
}

/** What two rehearsals differ in. */
export interface Comparison {
  /** Changes when a field changes its meaning. */
  readonly format: 'cdk8s-llm-inference/comparison/v1';
  /** The policy as it was. */
  readonly before: Labelled;
  /** The policy with the change; headings and bounds are of this one. */
  readonly after: Labelled;
  /** Of the measures that people compare at a glance, those that either of them has; the rest is in the results. */
  readonly changes: readonly Change[];
}

/** What people compare at a glance. */
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
