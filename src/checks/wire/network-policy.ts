import { fieldsOf, listOf } from '../../stack/fields';
import type { SelectingNode, WorkloadNode } from '../../stack/nodes';
import { compare } from '../order';
import { itemsOf, type Part, partOf } from '../part';
import { type Rule, wrong } from '../rule';
import { nodeName } from './miss';

/** Network policies let Prometheus in. */
export const networkPolicy: Rule = {
  name: 'wire/network-policy',
  severity: 'warning',
  demands: 'the network policies of pods that are scraped let another namespace reach their metrics port',
  why: 'Where no policy lets Prometheus in, its scrapes time out: the target is down, and what scales by it never does.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  *check(graph) {
    for (const workload of graph.workloads) {
      const policies = workload.selectedBy.filter(isForIngress).sort((a, b) => compare(a.id, b.id));
      const scrape = workload.scrapes.find(
        ({ monitor, port }) => port !== undefined && !isBesidePrometheus(graph, monitor.namespace),
      );
      if (
        scrape === undefined ||
        policies.length === 0 ||
        policies.some((policy) => letsIn(policy, workload, scrape.port))
      )
        continue;
      yield wrong(
        policies[0].manifest,
        ['spec', 'ingress'],
        `no policy lets Prometheus reach port ${scrape.port} of ${nodeName(workload)}, which ${nodeName(scrape.monitor)} scrapes`,
        `add { from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }], ports: [{ port: ${scrape.port} }] }`,
        { also: [workload.manifest, scrape.monitor.manifest] },
      );
    }
  },
};

/** A Prometheus in the namespace of the pods needs no other namespace to be let in. */
function isBesidePrometheus(
  graph: { readonly prometheuses: readonly { readonly namespace?: string }[] },
  namespace: string | undefined,
): boolean {
  return graph.prometheuses.some((each) => each.namespace === namespace);
}

function isForIngress({ kind, manifest }: SelectingNode): boolean {
  const { policyTypes } = fieldsOf(manifest.fields.spec);
  return kind === 'NetworkPolicy' && (policyTypes === undefined || listOf(policyTypes).includes('Ingress'));
}

function letsIn({ manifest }: SelectingNode, workload: WorkloadNode, port: number | undefined): boolean {
  return itemsOf(partOf(manifest, 'spec'), 'ingress').some((rule) => fromOthers(rule) && hasPort(rule, workload, port));
}

/** From everywhere, from addresses, or from some other namespace. */
function fromOthers({ fields }: Part): boolean {
  const from = listOf(fields.from).map(fieldsOf);
  return from.length === 0 || from.some((peer) => peer.namespaceSelector !== undefined || peer.ipBlock !== undefined);
}

function hasPort({ fields }: Part, workload: WorkloadNode, wanted: number | undefined): boolean {
  const ports = listOf(fields.ports).map(fieldsOf);
  const declared = workload.containers.flatMap(({ ports: all }) => all);
  return (
    ports.length === 0 ||
    ports.some(({ port, endPort }) => {
      const number = typeof port === 'string' ? declared.find(({ name }) => name === port)?.port : port;
      if (port === undefined || number === wanted) return true;
      return (
        typeof number === 'number' &&
        typeof endPort === 'number' &&
        wanted !== undefined &&
        number <= wanted &&
        wanted <= endPort
      );
    })
  );
}
