import type { StackGraph } from '../../stack/graph';
import type { MonitorNode, ServiceNode } from '../../stack/nodes';
import type { StackNode } from '../../stack/parts';
import type { Miss } from '../../stack/place';
import { groupBy } from '../lookup';
import { compare } from '../order';
import { oncePer } from '../remember';
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
  const miss = meantBy(monitor, monitor.misses, (service) => monitoredServices(graph).has(service));
  if (miss) return { service: miss.to as ServiceNode, miss };
  const service = withPods(graph, monitor);
  return service && { service };
}

const monitoredServices = oncePer(
  (graph: StackGraph): ReadonlySet<StackNode> =>
    new Set(graph.monitors.flatMap(({ services }) => services.map(({ to }) => to))),
);

/** Services by each of the labels that they select pods by. */
const byPodLabel = oncePer((graph: StackGraph) =>
  groupBy(
    graph.services.flatMap((service) =>
      Object.entries(service.selector.matchLabels).map(([label, value]) => ({ service, key: `${label}=${value}` })),
    ),
    ({ key }) => key,
  ),
);

/** The Service that selects pods by the labels by which the monitor selects Services. */
function withPods(graph: StackGraph, { selector, namespaces }: MonitorNode): ServiceNode | undefined {
  const wanted = Object.entries(selector.matchLabels);
  const having = wanted.map(([label, value]) => byPodLabel(graph).get(`${label}=${value}`) ?? []);
  const [fewest = []] = having.sort((a, b) => a.length - b.length);
  return fewest
    .map(({ service }) => service)
    .filter(({ namespace }) => namespaces === 'any' || namespaces.includes(namespace))
    .filter(({ selector: { matchLabels } }) => wanted.every(([label, value]) => matchLabels[label] === value))
    .sort((a, b) => compare(a.id, b.id))[0];
}
