import type { StackGraph } from '../../stack/graph';
import type { MonitorNode, ServiceNode } from '../../stack/nodes';
import type { StackNode } from '../../stack/parts';
import type { Miss } from '../../stack/place';
import { compare } from '../order';
import { meantBy } from './miss';

/** The Service that a monitor was probably meant for, when it selects none. */
export interface MeantService {
  /** The Service. */
  readonly service: ServiceNode;
  /** The label or namespace that keeps them apart. @default - the selector is that of the pods of the Service */
  readonly miss?: Miss<StackNode>;
}

/** What a monitor of Services was probably meant to select; nothing when that is not in the manifests. */
export function meantService(graph: StackGraph, monitor: MonitorNode): MeantService | undefined {
  const miss = meantBy(monitor, monitor.misses, (service) => isMonitored(graph, service));
  if (miss) return { service: miss.to as ServiceNode, miss };
  const service = withPods(monitor, graph.services);
  return service && { service };
}

function isMonitored(graph: StackGraph, service: StackNode): boolean {
  return graph.monitors.some(({ services }) => services.some(({ to }) => to === service));
}

/** The Service that selects pods by the labels by which the monitor selects Services. */
function withPods({ selector, namespaces }: MonitorNode, services: readonly ServiceNode[]): ServiceNode | undefined {
  const wanted = Object.entries(selector.matchLabels);
  if (wanted.length === 0) return undefined;
  return services
    .filter(({ namespace }) => namespaces === 'any' || namespaces.includes(namespace))
    .filter(({ selector: { matchLabels } }) => wanted.every(([label, value]) => matchLabels[label] === value))
    .sort((a, b) => compare(a.id, b.id))[0];
}
