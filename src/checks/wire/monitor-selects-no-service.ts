import { pathText } from '../../stack/fields';
import type { MonitorNode, ServiceNode, StackNode } from '../../stack/nodes';
import { existsElsewhere } from '../elsewhere';
import { nameOf, type Problem, type Rule, wrong } from '../rule';
import { labelsText, meantBy, nodeName, selectorProblem } from './miss';

/** A ServiceMonitor selects a Service by the labels that the Service itself has. */
export const monitorSelectsNoService: Rule = {
  name: 'wire/monitor-selects-no-service',
  severity: 'error',
  demands: 'a ServiceMonitor selects a Service, by the labels of the Service itself and in its namespace',
  why: 'A ServiceMonitor that selects no Service scrapes nothing, and neither Prometheus nor its operator says so.',
  link: 'https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors',
  *check(graph, profile) {
    const found = new Set<StackNode>(graph.monitors.flatMap(({ services }) => services.map(({ to }) => to)));
    for (const monitor of graph.monitors) {
      if (monitor.finds !== 'services' || monitor.services.length > 0) continue;
      const miss = meantBy(monitor, monitor.misses, (service) => found.has(service));
      if (miss) {
        yield selectorProblem(miss, nodeName(miss.to));
        continue;
      }
      const byPods = selectsByPods(monitor, graph.services);
      if (byPods) {
        yield byPods;
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
function selectsByPods(
  { manifest, selector, namespaces, kind }: MonitorNode,
  services: readonly ServiceNode[],
): Problem | undefined {
  const wanted = Object.entries(selector.matchLabels);
  const path = [...selector.place.path, ...selector.labelsAt];
  const service = services
    .filter(({ namespace }) => namespaces === 'any' || namespaces.includes(namespace))
    .filter(
      ({ selector: { matchLabels: pods } }) =>
        wanted.length > 0 && wanted.every(([label, value]) => pods[label] === value),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  return (
    service &&
    wrong(
      manifest,
      path,
      `'${pathText(path)}' (${labelsText(selector.matchLabels)}) must be labels of ${nodeName(service)} itself, which has ${labelsText(service.labels)}: a ${kind} does not look at those of its pods`,
      `add ${wanted.map(([label, value]) => `'${label}: ${value}'`).join(' and ')} to '${pathText(service.labelsPath)}' of ${nodeName(service)}`,
      { also: [service.manifest] },
    )
  );
}
