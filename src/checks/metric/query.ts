import type { Query } from '../../stack/promql';
import { queryFaults } from '../query-faults';
import type { Rule } from '../rule';
import { quantileFaults } from './quantile';
import { alsoOf, badPlace } from './queries';

/** What a scaler asks Prometheus is PromQL and gives one element. */
export const metricQuery: Rule = {
  name: 'metric/query',
  severity: 'error',
  demands: 'what a scaler asks Prometheus is PromQL and gives exactly one element',
  why: 'KEDA takes one element and reports an error for more: the policy works with one pod, and freezes at its first scale-out.',
  link: 'https://github.com/kedacore/keda/blob/main/pkg/scalers/prometheus_scaler.go',
  *check(graph) {
    for (const metric of graph.metrics) {
      const place = metric.queryPlace;
      if (metric.from !== 'prometheus' || metric.query === undefined || place === undefined) continue;
      const { elements } = metric.query;
      const more = { also: alsoOf(metric) };
      const faults = queryFaults(metric.query);
      for (const { must, fix } of faults) yield badPlace(place, must, fix, more);
      if (faults.length > 0 || elements.count !== 'many' || isPinned(metric.query)) continue;
      // Grouped by the wrong labels, which is said of the percentile.
      if (quantileFaults(metric.query).length > 0) continue;
      const fix =
        elements.why === 'series'
          ? `write ${aggregated(metric.query)}`
          : `leave ${elements.why.replace(/^.* of /, '')} out`;
      yield badPlace(place, `must give one element, and gives one per ${elements.why}`, fix, more);
    }
  },
};

/** Grouped by labels that every selector holds to one value, there is one group. */
function isPinned({ labels, selectors }: Query): boolean {
  return (
    labels.are === 'only' &&
    labels.labels.length > 0 &&
    labels.labels.every((label) =>
      selectors.every(({ matchers }) => matchers.some((each) => each.label === label && each.operator === '=')),
    )
  );
}

const LONGEST_FIX = 120;

function aggregated({ text }: Query): string {
  const query = `sum(${text.trim()})`;
  return query.length > LONGEST_FIX ? 'sum(…) around it' : query;
}
