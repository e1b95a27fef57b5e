import type { Node, NodePool, NodeState, PodRequest } from './node-pool';

/** A pod, and where it is. */
export interface PlacedPod {
  readonly request: PodRequest;
  readonly node: FleetNode;
  /** The place of its unit in its policy's order; 0 without a policy. */
  readonly unit: number;
  isTerminating: boolean;
}

/** A node, as its fleet changes it. */
export interface FleetNode extends Node {
  state: NodeState;
  gpusUsed: number;
  pods: number;
  /** When it turns Ready, and when its GPUs can be had. */
  readonly readyAt: number;
  readonly usableAt: number;
  /** Since when an autoscaler has seen it empty. */
  emptySince: number | undefined;
  /** When it is gone; never while it is not leaving. */
  goneAt: number;
}

/** All nodes, in the order of their pools and of their coming, and the pods on them. */
export class Fleet {
  readonly nodes: FleetNode[] = [];
  readonly placed = new Map<string, PlacedPod>();
  private readonly ordered = new Map<NodePool, number>();

  constructor(
    readonly pools: readonly NodePool[],
    now: number,
  ) {
    for (const pool of pools) for (let count = 0; count < pool.initialNodes; count += 1) this.add(pool, now, now, now);
  }

  /** Orders a node. */
  order(pool: NodePool, now: number): void {
    const ordinal = this.ordered.get(pool) ?? 0;
    const readyAt = now + pool.provisioning(ordinal);
    this.add(pool, now, readyAt, readyAt + pool.devices(ordinal));
  }

  /** Nodes of a pool that are there or on their way. */
  sizeOf(pool: NodePool): number {
    return this.nodes.filter((node) => node.pool === pool && node.state !== 'leaving').length;
  }

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

  private add(pool: NodePool, orderedAt: number, readyAt: number, usableAt: number): void {
    const ordinal = this.ordered.get(pool) ?? 0;
    this.ordered.set(pool, ordinal + 1);
    this.nodes.push({
      name: `${pool.name}-${ordinal}`,
      pool,
      state: usableAt <= orderedAt ? 'ready' : 'provisioning',
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
