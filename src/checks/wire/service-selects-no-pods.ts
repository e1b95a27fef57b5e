import { isEmptySelector } from '../../stack/label-selector';
import type { Rule } from '../rule';
import { meantBy, nodeName, selectorProblem } from './miss';

/** A Service selects the pods that it was made for. */
export const serviceSelectsNoPods: Rule = {
  name: 'wire/service-selects-no-pods',
  severity: 'error',
  demands: 'a Service selects the pods that it was made for',
  why: 'A Service without pods has no endpoints: requests are refused, and Prometheus finds nothing to scrape.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
  *check(graph) {
    for (const service of graph.services) {
      if (service.workloads.length > 0 || isEmptySelector(service.selector)) continue;
      const miss = meantBy(service, service.misses, ({ services }) => services.length > 0);
      if (miss) yield selectorProblem(miss, `the pods of ${nodeName(miss.to)}`);
    }
  },
};
