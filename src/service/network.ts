import type * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import type { Body, GroupVersionKind } from '../kubernetes/emit';
import { type Mistake, mistake, problem } from '../kubernetes/mistake';
import { checkLabels, checkNamespace } from '../kubernetes/names';
import { taken } from '../kubernetes/taken';
import type { Wire } from '../kubernetes/wire';

/** Group, version and kind of the object. */
export const NETWORK_POLICY: GroupVersionKind = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

type Peer =
  | { readonly is: 'anyone' }
  | { readonly is: 'range'; readonly range: string }
  | { readonly is: 'pods'; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };

/**
 * One end of a connection.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPeer {
  /** Anybody, in the cluster and outside of it. */
  static anyone(): NetworkPeer {
    return new NetworkPeer({ is: 'anyone' });
  }

  /** All pods of a namespace, for example that of the ingress gateway. */
  static namespace(name: string): NetworkPeer {
    return new NetworkPeer({ is: 'pods', namespace: name });
  }

  /** Pods by their labels. @param namespace theirs @default - the service's */
  static pods(labels: { readonly [label: string]: string }, namespace?: string): NetworkPeer {
    return new NetworkPeer({ is: 'pods', labels: taken(labels), namespace });
  }

  /** Addresses, for example `10.0.0.0/8`. */
  static range(cidr: string): NetworkPeer {
    return new NetworkPeer({ is: 'range', range: cidr });
  }

  /** @internal */
  static _peer(peer: NetworkPeer): Peer {
    return peer.peer;
  }

  private constructor(private readonly peer: Peer) {}
}

/** Who may connect to the pods, and where these may connect to. */
export interface NetworkAccess {
  /** Who may call the engine. Where KServe's ingress is to reach it, its namespace is one of them. */
  readonly callers: readonly NetworkPeer[];
  /** Where the pods may connect to, beside DNS: hubs, registries, storages. @default - anywhere */
  readonly destinations?: readonly NetworkPeer[];
}

/** What the policy is about. */
export interface NetworkFacts {
  /** Labels that select its pods. */
  readonly podSelector: Readonly<Record<string, string>>;
  /** The port of the pods that answers requests. */
  readonly servingPort: number;
  /** The port that Prometheus reads, and the namespace that it reads from. @default - it does not */
  readonly scrape?: { readonly port: number; readonly namespace: string };
}

/** Renders the policy. Kubelets reach the pods of their node whatever it says, so that probes need no rule. */
export function networkPolicyBody({ callers, destinations }: NetworkAccess, facts: NetworkFacts): Body {
  const { podSelector, servingPort, scrape } = facts;
  const tcp = (port: number) => [{ port, protocol: 'TCP' }];
  const dns = ['UDP', 'TCP'].map((protocol) => ({ port: 53, protocol }));
  const spec: Wire<k8s.NetworkPolicySpec> = {
    podSelector: { matchLabels: { ...podSelector } },
    policyTypes: destinations === undefined ? ['Ingress'] : ['Ingress', 'Egress'],
    ingress: [
      { from: peers(callers), ports: tcp(servingPort) },
      ...(scrape ? [{ from: peers([NetworkPeer.namespace(scrape.namespace)]), ports: tcp(scrape.port) }] : []),
    ],
    egress:
      destinations === undefined
        ? undefined
        : [{ ports: dns }, ...(destinations.length > 0 ? [{ to: peers(destinations) }] : [])],
  };
  return { spec };
}

/** A rule without peers is for everybody. */
function peers(given: readonly NetworkPeer[]): Wire<k8s.NetworkPolicyPeer>[] | undefined {
  const all = given.map((each) => NetworkPeer._peer(each));
  if (all.some(({ is }) => is === 'anyone')) return undefined;
  return all.map((peer) => {
    if (peer.is === 'range') return { ipBlock: { cidr: peer.range } };
    const { namespace, labels } = peer as Extract<Peer, { is: 'pods' }>;
    return {
      namespaceSelector:
        namespace === undefined ? undefined : { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: labels === undefined ? undefined : { matchLabels: { ...labels } },
    };
  });
}

const CIDR = /^((\d{1,3}\.){3}\d{1,3}\/(3[0-2]|[12]?\d)|[0-9a-fA-F:]*:[0-9a-fA-F:]*\/(12[0-8]|1[01]\d|\d?\d))$/;

/** Judges the peers; nobody at all would be a service that nobody can use. */
export function checkNetworkAccess(access: NetworkAccess | undefined): Mistake[] {
  if (access === undefined) return [];
  const callers = access.callers ?? [];
  const found: Mistake[] = [
    ...callers.flatMap((each, index) => checkPeer(`networkAccess.callers[${index}]`, each)),
    ...(access.destinations ?? []).flatMap((each, index) => checkPeer(`networkAccess.destinations[${index}]`, each)),
  ];
  if (callers.length > 0) return found;
  return [
    ...found,
    problem(
      'service/network',
      "'networkAccess.callers' is empty, so that nobody could call the engine",
      'name who calls it, or NetworkPeer.anyone()',
    ),
  ];
}

function checkPeer(prop: string, given: NetworkPeer): Mistake[] {
  const peer = NetworkPeer._peer(given);
  if (peer.is === 'range' && !CIDR.test(String(peer.range)))
    return [mistake('service/network', prop, peer.range, 'must be a range of addresses', "write it like '10.0.0.0/8'")];
  if (peer.is !== 'pods') return [];
  return [
    ...(peer.namespace === undefined ? [] : checkNamespace(prop, peer.namespace)),
    ...checkLabels(prop, peer.labels),
  ];
}
