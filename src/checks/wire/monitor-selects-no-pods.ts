import type { StackNode } from '../../stack/parts';
import { existsElsewhere } from '../elsewhere';
import { nameOf, type Rule, wrong } from '../rule';
import { meantBy, nodeName, selectorProblem } from './miss';

/** A PodMonitor selects pods. */
export const monitorSelectsNoPods: Rule = {
  name: 'wire/monitor-selects-no-pods',
  severity: 'error',
  demands: 'a PodMonitor selects pods, by their labels and in their namespace',
  why: 'A PodMonitor that selects no pod scrapes nothing, and neither Prometheus nor its operator says so.',
  link: 'https://prometheus-operator.dev/docs/developer/getting-started/#using-podmonitors',
  *check(graph, profile) {
    const found = new Set<StackNode>(graph.monitors.flatMap(({ workloads }) => workloads.map(({ to }) => to)));
    for (const monitor of graph.monitors) {
      if (monitor.finds !== 'pods' || monitor.workloads.length > 0) continue;
      const miss = meantBy(monitor, monitor.misses, (workload) => found.has(workload));
      if (miss) {
        yield selectorProblem(miss, `the pods of ${nodeName(miss.to)}`);
        continue;
      }
      const namespaces = monitor.namespaces === 'any' ? [undefined] : monitor.namespaces;
      if (namespaces.some((namespace) => existsElsewhere(profile, 'Deployment', namespace))) continue;
      yield wrong(
        monitor.manifest,
        monitor.selector.place.path,
        `the pods that ${nameOf(monitor)} selects are not in these files`,
        'check what runs them together with it, or say in the profile that it exists elsewhere',
        { severity: 'info' },
      );
    }
  },
};
