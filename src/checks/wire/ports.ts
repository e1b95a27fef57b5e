import type { ServiceNode, WorkloadNode } from '../../stack/nodes';
import type { ContainerPort, EngineFound, ServicePort } from '../../stack/parts';

/** Everything that the containers of a workload declare. */
export function declaredPorts({ containers }: WorkloadNode): readonly ContainerPort[] {
  return containers.flatMap(({ ports }) => ports);
}

/** The number of the port of the pods that a port of a Service leads to; nothing when no container has it. */
export function numberOf(target: string | number, workload: WorkloadNode): number | undefined {
  if (typeof target === 'number') return target;
  return declaredPorts(workload).find(({ name }) => name === target)?.port;
}

/** A port of a Service, or of pods, by what a monitor calls it. */
export interface NamedPort {
  /** Name. @default - it has none */
  readonly name?: string;
  /** Number of the port of the pods. @default - it leads nowhere */
  readonly number?: number;
  /** The port itself. */
  readonly port: ServicePort | ContainerPort;
}

/** The ports that a monitor can name, and where they lead. */
export function namedPorts(node: ServiceNode | WorkloadNode): readonly NamedPort[] {
  if (!('ports' in node)) return declaredPorts(node).map((port) => ({ name: port.name, number: port.port, port }));
  const [workload] = node.workloads.map(({ to }) => to);
  return node.ports.map((port) => ({
    name: port.name,
    number: workload && numberOf(port.targetPort, workload),
    port,
  }));
}

/** The port that serves the engine's metrics, if there is one that leads to it. */
export function metricsPortOf(node: ServiceNode | WorkloadNode): NamedPort | undefined {
  const engine = engineOf(node);
  return engine && namedPorts(node).find(({ number }) => number === engine.metricsPort);
}

function engineOf(node: ServiceNode | WorkloadNode): EngineFound | undefined {
  return 'ports' in node ? node.workloads.find(({ to }) => to.engine)?.to.engine : node.engine;
}

/** Ports as messages list them. */
export function portsText(ports: readonly NamedPort[]): string {
  return `[${ports.map(({ name, port }) => name ?? `${port.port}, without a name`).join('; ')}]`;
}
