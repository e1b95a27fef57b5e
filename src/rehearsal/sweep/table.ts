import { MEASURES } from '../options/measures';
import { formatMeasure } from '../report/verdict-text';
import type { Totals } from '../result';
import { valueText } from './grammar';
import { type Parameter, parameterOf } from './parameters';
import { scalesNamed } from './pareto';
import type { SweepResult, SweptPolicy } from './result';

/** What stands beside the values of a policy. */
const COLUMNS = ['slo', 'ttft-p95', 'tpot-p95', 'failed', 'gpu-hours', 'cost', 'max-replicas', 'rescales'];
const HEADS: Readonly<Record<string, string>> = {
  slo: 'objective',
  'ttft-p95': 'TTFT p95',
  'tpot-p95': 'TPOT p95',
  failed: 'failed',
  'gpu-hours': 'GPU-hours',
  cost: 'cost',
  'max-replicas': 'replicas',
  rescales: 'changes',
};

/** A sweep as a table of text: the best first, by what they cost; then the others. */
export interface SweepTable {
  /** Titles of the columns: what is tried, then what it came to. */
  readonly head: readonly string[];
  /** One for each policy, with as many cells as there are titles; `–` where nothing was measured. */
  readonly rows: readonly { readonly policy: SweptPolicy; readonly cells: readonly string[] }[];
}

/** The table of a sweep. Columns in which nothing was measured are left out. */
export function sweepTable({ policies, weighedBy }: SweepResult): SweepTable {
  const measures = COLUMNS.flatMap((name) => MEASURES.filter((measure) => measure.name === name)).filter(({ of }) =>
    policies.some(({ totals }) => of(totals) !== null),
  );
  const cellsOf = (totals: Totals) =>
    measures.map(({ of, unit }) => {
      const value = of(totals);
      return value === null ? '–' : formatMeasure(value, unit);
    });
  const { cost } = scalesNamed(weighedBy);
  const sorted = [...policies].sort(
    (one, other) =>
      Number(other.isBest) - Number(one.isBest) || Number(cost.of(one.totals)) - Number(cost.of(other.totals)),
  );
  return {
    head: [...settingHeads(policies), ...measures.map(({ name }) => HEADS[name])],
    rows: sorted.map((policy) => ({ policy, cells: [...settingCells(policy), ...cellsOf(policy.totals)] })),
  };
}

/** The names of what is tried, without the metric where it is clear. */
function settingHeads([first]: readonly SweptPolicy[]): string[] {
  const names = Object.keys(first.settings);
  const short = (name: string) => name.split(':')[0];
  return names.map((name) => (names.filter((each) => short(each) === short(name)).length > 1 ? name : short(name)));
}

function settingCells({ settings }: SweptPolicy): string[] {
  return Object.entries(settings).map(([name, value]) =>
    valueText(parameterOf(name.split(':')[0]) as Parameter, value),
  );
}
