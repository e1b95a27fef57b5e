import { pathText } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { EndpointNode, MonitorNode, ServiceNode, WorkloadNode } from '../../stack/nodes';
import { compare } from '../order';
import { type Problem, type Rule, wrongValue } from '../rule';
import { nodeName } from './miss';
import { meantService } from './monitored';
import { metricsPortOf, namedPorts, portsText } from './ports';

/** A monitor names a port that what it selects has. */
export const monitorPort: Rule = {
  name: 'wire/monitor-port',
  severity: 'error',
  demands: 'a monitor names a port that the Services, or the pods, that it selects have',
  why: 'An endpoint whose port nothing has is a job without targets: nothing is scraped, and nothing says so.',
  link: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint',
  *check(graph) {
    for (const monitor of graph.monitors)
      for (const endpoint of monitor.endpoints) {
        const node = selectedBy(graph, monitor);
        if (node === undefined || endpoint.scrapes.length > 0) continue;
        // Without a port every port is scraped.
        if (endpoint.port === undefined || namedPorts(node).some(({ name }) => name === endpoint.port)) continue;
        yield unknownPort(monitor, endpoint, node);
      }
  },
};

/** What the monitor selects, or is meant to: a Service, or a workload. */
function selectedBy(graph: StackGraph, monitor: MonitorNode): ServiceNode | WorkloadNode | undefined {
  const found = monitor.finds === 'services' ? monitor.services : monitor.workloads;
  const [first] = found.map(({ to }) => to).sort((a, b) => compare(a.id, b.id));
  return first ?? (monitor.finds === 'services' ? meantService(graph, monitor)?.service : undefined);
}

function unknownPort(monitor: MonitorNode, { path, port }: EndpointNode, node: ServiceNode | WorkloadNode): Problem {
  const ports = namedPorts(node);
  const what = monitor.finds === 'services' ? nodeName(node) : `the pods of ${nodeName(node)}`;
  const has = ports.length === 0 ? 'which has none' : `whose ports are ${portsText(ports)}`;
  const right = metricsPortOf(node) ?? ports.find(({ name }) => name !== undefined) ?? ports.at(0);
  const place = right?.port.place;
  const fix =
    right === undefined
      ? `add a port named ${port} to ${nodeName(node)}`
      : right.name === undefined
        ? `add 'name: ${port}' to '${pathText(place?.path ?? ['spec', 'ports', 0])}' of ${nodeName(node)}`
        : `write port: ${right.name}`;
  return wrongValue(monitor.manifest, [...path, 'port'], `must be the name of a port of ${what}, ${has}`, fix, {
    also: [node.manifest],
  });
}
