import type { Rule } from '../rule';
import { alsoOf, badPlace } from './queries';

/** A metric of an HPA has a name that the metrics API takes. */
export const metricName: Rule = {
  name: 'metric/name',
  severity: 'error',
  demands: "the metric of an HPA has a name without '/' and '%'",
  why: 'The name is a part of the path of the metrics API, so that the API server refuses it.',
  link: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/validation/validation.go',
  *check(graph) {
    for (const metric of graph.metrics) {
      const name = metric.name?.value;
      if (!['pods', 'object', 'external'].includes(metric.from) || metric.name === undefined) continue;
      if (typeof name === 'string' && name !== '' && !/[/%]/.test(name) && name !== '.' && name !== '..') continue;
      yield badPlace(
        metric.name,
        "must be a name without '/' and '%'",
        typeof name === 'string' && name !== ''
          ? `write ${name.replace(/[/%]+/g, '_')}`
          : 'give the name that the adapter exposes it under',
        { also: alsoOf(metric) },
      );
    }
  },
};
