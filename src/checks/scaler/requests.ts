import { fieldsOf, valueAt } from '../../stack/fields';
import type { MetricWire } from '../../stack/nodes';
import type { ContainerNode } from '../../stack/parts';
import { type Rule, wrong } from '../rule';

/** A share of the request needs a request. */
export const requestsOfShares: Rule = {
  name: 'scaler/requests',
  severity: 'error',
  demands: 'where a share of CPU or memory is a target, every container requests it',
  why: 'A share of nothing cannot be computed: the HPA says <unknown> and does nothing, and KEDA refuses the ScaledObject.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-resource-metrics',
  *check(graph) {
    for (const metric of graph.metrics) {
      const resource = shareOf(metric);
      const workload = metric.scaler.workload?.to;
      // KServe gives every container of its own what is not asked for.
      if (resource === undefined || workload === undefined || workload.madeBy === 'KServe') continue;
      for (const container of workload.containers) {
        if (requests(container, resource)) continue;
        yield wrong(
          workload.manifest,
          [...container.path, 'resources', 'requests', resource],
          `the container '${container.name}' requests no ${resource}, and ${metric.scaler.kind} '${metric.scaler.name}' scales on a share of it`,
          `add resources.requests.${resource}, for example '${resource === 'cpu' ? '4' : '16Gi'}'`,
          { also: [metric.scaler.manifest] },
        );
      }
    }
  },
};

/** The resource that a metric is a share of. */
function shareOf({ from, type, comparison, name, scaler, path }: MetricWire): 'cpu' | 'memory' | undefined {
  if (from !== 'resource') return undefined;
  const resource = scaler.by === 'keda' ? type : name?.value;
  const isShare =
    comparison === 'Utilization' ||
    valueAt(scaler.manifest.fields, [...path, 'resource', 'target', 'averageUtilization']) !== undefined;
  return isShare && (resource === 'cpu' || resource === 'memory') ? resource : undefined;
}

/** What is limited and not requested is requested by the limit. */
function requests({ fields }: ContainerNode, resource: string): boolean {
  const { requests: asked, limits } = fieldsOf(fields.resources);
  return fieldsOf(asked)[resource] !== undefined || fieldsOf(limits)[resource] !== undefined;
}
