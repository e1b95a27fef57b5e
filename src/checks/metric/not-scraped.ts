import type { StackGraph } from '../../stack/graph';
import type { WorkloadNode } from '../../stack/nodes';
import { existsElsewhere } from '../elsewhere';
import { type Rule, wrong } from '../rule';
import { nodeName } from '../wire/miss';
import { meantService } from '../wire/monitored';
import { missedSelectors } from './misses';
import { alsoOf } from './queries';

/** The pods whose series are asked for are scraped. */
export const metricNotScraped: Rule = {
  name: 'metric/not-scraped',
  severity: 'warning',
  demands: 'the pods whose series are asked for are scraped',
  why: 'Series that nobody scrapes are an empty answer: the service never scales.',
  link: 'https://prometheus-operator.dev/docs/developer/getting-started/',
  *check(graph, profile) {
    const said = new Set<WorkloadNode>();
    for (const { metric, workload } of missedSelectors(graph, 'not scraped')) {
      if (workload === undefined || said.has(workload) || hasBrokenMonitor(graph, workload)) continue;
      said.add(workload);
      const monitors = ['ServiceMonitor', 'PodMonitor'];
      if (monitors.some((kind) => existsElsewhere(profile, kind, workload.namespace))) continue;
      const isOthersScraped = graph.monitors.some(({ isForGpuExporter }) => !isForGpuExporter);
      yield wrong(
        workload.manifest,
        workload.podPath,
        isOthersScraped
          ? `no monitor in these files scrapes ${nodeName(workload)}, whose metrics are scaled by`
          : `what scrapes ${nodeName(workload)} is not in these files`,
        isOthersScraped
          ? 'add a ServiceMonitor for its Service'
          : 'check its ServiceMonitor or PodMonitor together with them, or say in the profile that it exists elsewhere',
        { also: [metric.scaler.manifest, ...alsoOf(metric)], severity: isOthersScraped ? 'warning' : 'info' },
      );
    }
  },
};

/** Whether a monitor is there for it and does not find it, which another rule says. */
export function hasBrokenMonitor(graph: StackGraph, workload: WorkloadNode): boolean {
  const services = new Set<unknown>([
    ...workload.services.map(({ to }) => to),
    ...graph.services.filter(({ misses }) => misses.some(({ to }) => to === workload)),
  ]);
  const isMeant = (node: unknown) => node === workload || services.has(node);
  return graph.monitors.some((monitor) => {
    const found = [...monitor.misses, ...monitor.services, ...monitor.workloads];
    return found.some(({ to }) => isMeant(to)) || isMeant(meantService(graph, monitor)?.service);
  });
}
