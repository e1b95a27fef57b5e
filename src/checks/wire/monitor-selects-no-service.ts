import { pathText } from '../../stack/fields';
import type { MonitorNode, ServiceNode } from '../../stack/nodes';
import { existsElsewhere } from '../elsewhere';
import { nameOf, type Problem, type Rule, wrong } from '../rule';
import { labelsText, nodeName, selectorProblem } from './miss';
import { meantService } from './monitored';

/** A ServiceMonitor selects a Service by the labels that the Service itself has. */
export const monitorSelectsNoService: Rule = {
  name: 'wire/monitor-selects-no-service',
  severity: 'error',
  demands: 'a ServiceMonitor selects a Service, by the labels of the Service itself and in its namespace',
  why: 'A ServiceMonitor that selects no Service scrapes nothing, and neither Prometheus nor its operator says so.',
  link: 'https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors',
  *check(graph, profile) {
    for (const monitor of graph.monitors) {
      if (monitor.finds !== 'services' || monitor.services.length > 0) continue;
      const meant = meantService(graph, monitor);
      if (meant) {
        const { service, miss } = meant;
        yield miss ? selectorProblem(miss, nodeName(service)) : selectsByPods(monitor, service);
        continue;
      }
      const namespaces = monitor.namespaces === 'any' ? [undefined] : monitor.namespaces;
      if (namespaces.some((namespace) => existsElsewhere(profile, 'Service', namespace))) continue;
      yield wrong(
        monitor.manifest,
        monitor.selector.place.path,
        `the Service that ${nameOf(monitor)} selects is not in these files`,
        'check it together with them, or say in the profile that it exists elsewhere',
        { severity: 'info' },
      );
    }
  },
};

/** The selector is that of the pods, which the Service itself does not have as labels. */
function selectsByPods({ manifest, selector, kind }: MonitorNode, service: ServiceNode): Problem {
  const path = [...selector.place.path, ...selector.labelsAt];
  const missing = Object.entries(selector.matchLabels).filter(([label, value]) => service.labels[label] !== value);
  return wrong(
    manifest,
    path,
    `'${pathText(path)}' (${labelsText(selector.matchLabels)}) must be labels of ${nodeName(service)} itself, which has ${labelsText(service.labels)}: a ${kind} does not look at those of its pods`,
    `add ${missing.map(([label, value]) => `'${label}: ${value}'`).join(' and ')} to '${pathText(service.labelsPath)}' of ${nodeName(service)}`,
    { also: [service.manifest] },
  );
}
