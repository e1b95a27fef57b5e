import { type AutoscalerSettings, Cluster } from '../../src/rehearsal/controllers/node-pools/cluster';
import type {
  NodeEvent,
  NodePool,
  PlacementPolicy,
  PodRequest,
} from '../../src/rehearsal/controllers/node-pools/node-pool';
import { readResourcePolicy } from '../../src/rehearsal/controllers/node-pools/read-resource-policy';
import { Unreadable } from '../../src/rehearsal/reader';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

export const pool = (name: string, more: Partial<NodePool> = {}): NodePool => ({
  name,
  labels: { pool: name },
  gpusPerNode: 1,
  initialNodes: 0,
  minNodes: 0,
  maxNodes: 10,
  scaling: 'fixed',
  provisioning: () => 180 * SECOND,
  devices: () => 30 * SECOND,
  ...more,
});
export const cloud = (more: Partial<NodePool> = {}) => pool('cloud', { scaling: 'cluster-autoscaler', ...more });
export const pod = (id: string, more: Partial<PodRequest> = {}): PodRequest => ({ id, gpus: 1, createdAt: 0, ...more });

/** A cluster, what it said, and a way through time that stops wherever something happens. */
export function clusterOf(pools: readonly NodePool[], settings?: AutoscalerSettings) {
  const events: NodeEvent[] = [];
  const cluster = new Cluster(pools, 0, (event) => events.push(event), settings);
  const bound: [pod: string, node: string, at: number][] = [];
  let now = 0;
  const until = (end: number) => {
    for (; now <= end; now = Math.max(now + 1, Math.min(cluster.next(), end + 1)))
      for (const { pod: id, node } of cluster.advance(now)) bound.push([id, node.name, now / SECOND]);
  };
  return { cluster, events, bound, until };
}

export const placement = (units: object[], more: object = {}): PlacementPolicy => {
  const policy = readResourcePolicy({ units, ...more });
  if (policy instanceof Unreadable) throw new Error(policy.reasons.join('; '));
  return policy;
};
export const local = { nodeSelector: { pool: 'local' } };
export const elastic = { nodeSelector: { pool: 'cloud' } };
