import type { Fleet, FleetNode } from './fleet';
import { type PlacementPolicy, type PlacementUnit, type PodRequest, selects } from './node-pool';

const ANY: PlacementUnit = { nodeSelector: {} };

/** A node for a pod, and the place of its unit in the policy's order. */
export interface Choice {
  /** A `ready` node on which as many GPUs are free as the pod asks for. */
  readonly node: FleetNode;
  /** From 0; 0 for a pod without a policy too. */
  readonly unit: number;
}

/**
 * Where a pod goes: to the first unit of its policy that has room, and there to the node with the most GPUs free, as
 * the scheduler spreads by default. Nothing while it has to wait.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling
 */
export function chooseNode(pod: PodRequest, fleet: Fleet, now: number): Choice | undefined {
  const usable = fleet.nodes.filter((node) => node.state === 'ready' && selects(pod.nodeSelector, node.pool.labels));
  const units = pod.policy?.units ?? [ANY];
  for (const [unit, { nodeSelector, max = Number.POSITIVE_INFINITY }] of units.entries()) {
    const isFull = pod.policy !== undefined && countIn(fleet, pod.policy, unit) >= max;
    const node = isFull ? undefined : freest(usable, pod, nodeSelector);
    if (node !== undefined) return { node, unit };
    if (pod.policy && !triesNext(pod.policy, isFull, hasTerminating(fleet, pod.policy, unit), now - pod.createdAt))
      return undefined;
  }
  return undefined;
}

function freest(nodes: readonly FleetNode[], pod: PodRequest, selector: PlacementUnit['nodeSelector']) {
  let found: FleetNode | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const node of nodes) {
    const free = node.pool.gpusPerNode - node.gpusUsed;
    if (free < pod.gpus || free <= most || !selects(selector, node.pool.labels)) continue;
    found = node;
    most = free;
  }
  return found;
}

function countIn(fleet: Fleet, policy: PlacementPolicy, unit: number): number {
  let count = 0;
  for (const pod of fleet.placed.values())
    if (pod.request.policy === policy && pod.unit === unit && !(pod.isTerminating && policy.ignoresTerminating))
      count += 1;
  return count;
}

function hasTerminating(fleet: Fleet, policy: PlacementPolicy, unit: number): boolean {
  for (const pod of fleet.placed.values())
    if (pod.request.policy === policy && pod.unit === unit && pod.isTerminating) return true;
  return false;
}

/** Whether the next unit is tried after one that has no room: for lack of GPUs, or because `max` is reached. */
function triesNext(policy: PlacementPolicy, isFull: boolean, isEmptying: boolean, waited: number): boolean {
  switch (policy.tryNext) {
    case 'LackResourceOrExceedMax':
      return true;
    case 'ExceedMax':
      return isFull;
    case 'TimeoutOrExceedMax':
      return isFull || waited >= policy.timeout;
    case 'LackResourceAndNoTerminating':
      return !isEmptying;
    case 'Timeout':
      return waited >= policy.timeout;
  }
}
