import type { MonitorNode, ServiceNode, WorkloadNode } from '../../stack/nodes';
import { groupBy } from '../lookup';
import { compare } from '../order';
import { type Rule, wrongValue } from '../rule';
import { nodeName } from '../wire/miss';

type Selected = ServiceNode | WorkloadNode;

/** A monitor leaves the namesakes of its service alone. */
export const monitorAnyNamespace: Rule = {
  name: 'monitor/any-namespace',
  severity: 'warning',
  demands: 'the monitor of one service does not select its namesakes in other namespaces',
  why: 'A service of the same name in another namespace is scraped by both monitors: its series are stored twice, and its sums are twice as large.',
  link: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.NamespaceSelector',
  *check(graph) {
    for (const monitor of graph.monitors) {
      if (monitor.namespaces !== 'any') continue;
      const [own, namesake] = namesakesOf(monitor);
      if (own && namesake)
        yield wrongValue(
          monitor.manifest,
          ['spec', 'namespaceSelector', 'any'],
          `must not be set: beside ${nodeName(own)}, which is of its own namespace, it selects ${nodeName(namesake)}`,
          'leave the namespaceSelector out: a monitor looks in its own namespace',
          { also: [own.manifest, namesake.manifest] },
        );
    }
  },
};

/** Something of the monitor's own namespace, and what has its name in another one; nothing when there is no such pair. */
function namesakesOf({ finds, namespace, services, workloads }: MonitorNode): readonly Selected[] {
  const found = (finds === 'pods' ? workloads : services).map(({ to }): Selected => to);
  const inOrder = found.sort((a, b) => compare(a.id, b.id));
  for (const group of groupBy(inOrder, ({ name }) => name).values()) {
    const own = group.find((each) => each.namespace === namespace);
    const namesake = group.find((each) => each.namespace !== namespace);
    if (own && namesake) return [own, namesake];
  }
  return [];
}
