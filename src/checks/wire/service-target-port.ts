import { show } from '../../kubernetes/mistake';
import { pathText } from '../../stack/fields';
import type { ServiceNode, WorkloadNode } from '../../stack/nodes';
import type { ServicePort } from '../../stack/parts';
import { type Problem, type Rule, wrong } from '../rule';
import { nodeName } from './miss';
import { declaredPorts } from './ports';

/** A port of a Service leads to a port that the pods have. */
export const serviceTargetPort: Rule = {
  name: 'wire/service-target-port',
  severity: 'error',
  demands: 'a port of a Service leads to a port of the pods on which something listens',
  why: 'Requests to a port that leads nowhere are refused, and so are the scrapes of Prometheus.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  *check(graph) {
    for (const service of graph.services) {
      if (service.madeBy !== undefined) continue;
      for (const port of service.ports)
        for (const { to } of service.workloads) {
          const problem = leadsNowhere(service, port, to);
          if (problem) yield problem;
        }
    }
  },
};

/** What is wrong with a port of a Service that leads to nothing in a workload. */
export function leadsNowhere(service: ServiceNode, port: ServicePort, workload: WorkloadNode): Problem | undefined {
  const { targetPort, place } = port;
  const declared = declaredPorts(workload);
  const path = [...(place?.path ?? ['spec', 'ports']), 'targetPort'];
  const got = `'${pathText(path)}' (${show(targetPort)})`;
  const also = [workload.manifest];
  if (typeof targetPort === 'string') {
    const names = declared.flatMap(({ name }) => name ?? []);
    if (names.includes(targetPort)) return undefined;
    return wrong(
      service.manifest,
      path,
      `${got} must be the name of a port of a container of ${nodeName(workload)}, and these are [${names.join(', ')}]`,
      names.length > 0 ? `write targetPort: ${names[0]}` : 'write the number of the port',
      { also },
    );
  }
  const { engine } = workload;
  // Who has several containers can have one that listens without saying so.
  if (engine === undefined || workload.containers.length !== 1 || engine.table.hasOwnPort) return undefined;
  if (targetPort === engine.metricsPort || declared.some(({ port: number }) => number === targetPort)) return undefined;
  return wrong(
    service.manifest,
    path,
    `${got} must be a port on which ${nodeName(workload)} listens, and ${engine.table.title} listens on ${engine.metricsPort}`,
    `write targetPort: ${engine.metricsPort}`,
    { also },
  );
}
