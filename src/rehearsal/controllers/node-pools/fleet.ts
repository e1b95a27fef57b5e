import type { Node, NodePool, NodeState, PodRequest } from './node-pool';

/** A pod, and where it is. */
export interface PlacedPod {
  /** What it asked for, and with it the policy that it counts for. */
  readonly request: PodRequest;
  /** Where its GPUs are. */
  readonly node: FleetNode;
  /** The place of its unit in its policy's order; 0 without a policy. */
  readonly unit: number;
  /** Whether it is being deleted: it keeps its GPUs until `Fleet.remove`. */
  isTerminating: boolean;
}

/** A node, as its fleet changes it. */
export interface FleetNode extends Node {
  /** Moved on by `Fleet.advance`; an autoscaler sets it to `leaving`. */
  state: NodeState;
  /** GPUs that pods hold, with those that are being deleted. */
  gpusUsed: number;
  /** How many pods are on it, with those that ask for no GPU. */
  pods: number;
  /** When it turns Ready. */
  readonly readyAt: number;
  /** When its GPUs can be had; not before `readyAt`. */
  readonly usableAt: number;
  /** Since when an autoscaler has seen it empty. */
  emptySince: number | undefined;
  /** When it is gone; never while it is not leaving. */
  goneAt: number;
}

/** All nodes, in the order of their pools and of their coming, and the pods on them. */
export class Fleet {
  /** Those that were ordered and are not gone yet: also what is on its way, or leaving. */
  readonly nodes: FleetNode[] = [];
  /** The pods that have a node, by their `id`, until they are gone. */
  readonly placed = new Map<string, PlacedPod>();
  private readonly ordered = new Map<NodePool, number>();

  constructor(
    readonly pools: readonly NodePool[],
    now: number,
  ) {
    for (const pool of pools)
      for (let count = 0; count < pool.initialNodes; count += 1) this.add(pool, 'ready', now, now, now);
  }

  /** Orders a node. */
  order(pool: NodePool, now: number): void {
    const ordinal = this.ordered.get(pool) ?? 0;
    const readyAt = now + pool.provisioning(ordinal);
    // Also one that takes no time comes by `advance`, which tells of it.
    this.add(pool, 'provisioning', now, readyAt, readyAt + pool.devices(ordinal));
  }

  /** Nodes of a pool that are there or on their way. */
  sizeOf(pool: NodePool): number {
    return this.nodes.filter((node) => node.pool === pool && node.state !== 'leaving').length;
  }

  /** Gives a pod its node, on which the caller has found room. */
  place(request: PodRequest, node: FleetNode, unit: number): void {
    node.gpusUsed += request.gpus;
    node.pods += 1;
    node.emptySince = undefined;
    this.placed.set(request.id, { request, node, unit, isTerminating: false });
  }

  /** Takes a pod away; nothing happens where it has no node. */
  remove(id: string): void {
    const pod = this.placed.get(id);
    if (pod === undefined) return;
    pod.node.gpusUsed -= pod.request.gpus;
    pod.node.pods -= 1;
    this.placed.delete(id);
  }

  /** Lets nodes come and go up to a moment; those that became usable. */
  advance(now: number): FleetNode[] {
    const usable: FleetNode[] = [];
    for (const node of this.nodes) {
      if (node.state === 'provisioning' && node.readyAt <= now) node.state = 'starting';
      if (node.state !== 'starting' || node.usableAt > now) continue;
      node.state = 'ready';
      usable.push(node);
    }
    for (let place = this.nodes.length - 1; place >= 0; place -= 1)
      if (this.nodes[place].goneAt <= now) this.nodes.splice(place, 1);
    return usable;
  }

  /** The next moment at which a node comes or goes. */
  next(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { state, readyAt, usableAt, goneAt } of this.nodes) {
      if (state === 'provisioning') next = Math.min(next, readyAt);
      else if (state === 'starting') next = Math.min(next, usableAt);
      else next = Math.min(next, goneAt);
    }
    return next;
  }

  private add(pool: NodePool, state: NodeState, orderedAt: number, readyAt: number, usableAt: number): void {
    const ordinal = this.ordered.get(pool) ?? 0;
    this.ordered.set(pool, ordinal + 1);
    this.nodes.push({
      name: `${pool.name}-${ordinal}`,
      pool,
      state,
      orderedAt,
      readyAt,
      usableAt,
      gpusUsed: 0,
      pods: 0,
      emptySince: undefined,
      goneAt: Number.POSITIVE_INFINITY,
    });
  }
}
