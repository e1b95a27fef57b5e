import { plainText } from '../../stack/fields';
import { compare } from '../order';
import type { Rule } from '../rule';
import { wrongValue } from '../rule';
import { nodeName } from './miss';
import { declaredPorts, numberOf } from './ports';

/** The `targetPort` of a monitor is declared by a container. */
export const monitorTargetPort: Rule = {
  name: 'wire/monitor-target-port',
  severity: 'error',
  demands: "a monitor's 'targetPort' is a port that a container declares",
  why: 'Prometheus finds ports by what the containers declare: a port that serves and is not declared is no target.',
  link: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint',
  *check(graph) {
    for (const monitor of graph.monitors)
      for (const { path, port, targetPort, scrapes } of monitor.endpoints) {
        if (port !== undefined || targetPort === undefined || scrapes.length > 0) continue;
        const [workload] = monitor.workloads.map(({ to }) => to).sort((a, b) => compare(a.id, b.id));
        if (workload === undefined) continue;
        const declared = declaredPorts(workload);
        if (declared.some((each) => each.port === numberOf(targetPort, workload))) continue;
        const names = declared.map(({ name, port: number }) => (name === undefined ? number : `${name} (${number})`));
        yield wrongValue(
          monitor.manifest,
          [...path, 'targetPort'],
          `must be a port that a container of ${nodeName(workload)} declares, and these are [${names.join(', ')}]`,
          typeof targetPort === 'number'
            ? `add 'ports: [{ name: metrics, containerPort: ${targetPort} }]' to the container, or name the port of the Service in 'port'`
            : `write ${names.length > 0 ? plainText(declared[0].name ?? declared[0].port) : 'a port that is declared'}`,
          { also: [workload.manifest] },
        );
      }
  },
};
