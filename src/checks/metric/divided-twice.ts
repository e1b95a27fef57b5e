import type { Rule } from '../rule';
import { meaningOf } from './meaning';
import { alsoOf, badPlace } from './queries';

/** These give the number of one pod, not of all together. */
const OF_ONE = ['avg', 'max', 'min', 'quantile', 'histogram_quantile'];

/** An average is not divided by the number of pods once more. */
export const metricDividedTwice: Rule = {
  name: 'metric/divided-twice',
  severity: 'error',
  demands: "a query that gives an average is compared as 'Value'",
  why: 'KEDA and the HPA divide by the number of replicas under AverageValue, which is the default: the more there are, the less each seems to have to do.',
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#triggers',
  *check(graph) {
    for (const metric of graph.metrics) {
      if (metric.from !== 'prometheus' || metric.comparison === 'Value') continue;
      const by = meaningOf(graph, metric)?.by;
      const place = metric.queryPlace;
      if (by === undefined || place === undefined || !OF_ONE.includes(by)) continue;
      const isKServe = metric.scaler.madeBy === 'KServe';
      yield badPlace(
        place,
        `gives the ${by === 'histogram_quantile' ? 'percentile' : by} over the pods, which is divided by the number of replicas again`,
        isKServe
          ? "write sum in place of it where it is a load; KServe cannot say 'metricType: Value', an own ScaledObject can"
          : "add 'metricType: Value' to the trigger",
        { also: alsoOf(metric) },
      );
    }
  },
};
