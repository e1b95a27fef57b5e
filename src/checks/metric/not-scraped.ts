import type { StackGraph } from '../../stack/graph';
import type { WorkloadNode } from '../../stack/nodes';
import type { StackNode } from '../../stack/parts';
import { existsElsewhere } from '../elsewhere';
import { groupBy } from '../lookup';
import { oncePer } from '../remember';
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
  const near = nearServices(graph).get(workload) ?? [];
  const services = [...workload.services.map(({ to }) => to), ...near.map(({ service }) => service)];
  return [workload, ...services].some((node) => meantByMonitors(graph).has(node));
}

/** The Services that nearly select a workload. */
const nearServices = oncePer((graph: StackGraph) =>
  groupBy(
    graph.services.flatMap((service) => service.misses.map(({ to }) => ({ service, to }))),
    ({ to }) => to,
  ),
);

/** What monitors find, nearly find or were probably meant for. */
const meantByMonitors = oncePer(
  (graph: StackGraph): ReadonlySet<StackNode | undefined> =>
    new Set(
      graph.monitors.flatMap((monitor) => [
        ...[...monitor.misses, ...monitor.services, ...monitor.workloads].map(({ to }) => to),
        meantService(graph, monitor)?.service,
      ]),
    ),
);
