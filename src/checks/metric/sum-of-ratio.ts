import { gpusOf } from '../../stack/gpus';
import type { StackGraph } from '../../stack/graph';
import type { Rule } from '../rule';
import { meaningOfSeries } from './meaning';
import { badQuery, type WrittenQuery, writtenQueries } from './queries';

/** Shares are averaged, not summed. */
export const metricSumOfRatio: Rule = {
  name: 'metric/sum-of-ratio',
  severity: 'warning',
  demands: 'ratios and percentages are averaged, not summed',
  why: 'The sum over the GPUs or engines of a pod is so many times too high: two GPUs at 40 % look like one at 80 %.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators',
  *check(graph) {
    for (const written of writtenQueries(graph))
      for (const { name, inside } of written.query.selectors) {
        const meaning = name === undefined || isOnePerPod(graph, name) ? undefined : meaningOfSeries(graph, name);
        if (meaning === undefined || !['ratio', 'percent'].includes(meaning.unit)) continue;
        const { known } = meaning;
        if (known.row.kind !== 'gauge') continue;
        const around = inside.find((each) => ['sum', 'avg', 'max', 'min'].includes(each));
        if (around !== 'sum' || isDividedAgain(written, known.table.labels)) continue;
        yield badQuery(
          written,
          `must average ${name}, which is a ${meaning.unit === 'ratio' ? 'ratio' : 'percentage'}, and sums it`,
          'write avg in place of sum',
          severityOf(graph, written),
        );
      }
  },
};

/** What was recorded by pod has nothing left to sum. */
function isOnePerPod(graph: StackGraph, name: string): boolean {
  const records = graph.records.get(name) ?? [];
  return records.some(
    ({ query }) => query.labels.are === 'only' && query.labels.labels.some((label) => /pod/i.test(label)),
  );
}

/** A total that KEDA divides by the number of pods is an average, when each pod has one series. */
function isDividedAgain({ by, query }: WrittenQuery, labels: readonly string[]): boolean {
  if ('metric' in by) {
    const workload = by.metric.scaler.workload?.to;
    // A total that is not divided is what another rule is about.
    return by.metric.comparison === 'Value' || !labels.includes('gpu') || (workload && gpusOf(workload) <= 1) !== false;
  }
  // What is divided by the number of series is an average that is written out.
  return 'record' in by && /\bcount\b/.test(query.text);
}

function severityOf(graph: StackGraph, { by }: WrittenQuery): { severity?: 'error' } {
  if ('record' in by) return {};
  const wires =
    'metric' in by ? [by.metric] : graph.metrics.filter(({ rules }) => rules.some(({ to }) => to === by.rule));
  const isMultiplied = wires.some(({ scaler }) => scaler.workload !== undefined && gpusOf(scaler.workload.to) > 1);
  return isMultiplied ? { severity: 'error' } : {};
}
