import { Fleet } from './fleet';
import { NodeAutoscaler } from './node-autoscaler';
import {
  ACK_INSTANT,
  CLUSTER_AUTOSCALER,
  type Node,
  type NodeAutoscalerSettings,
  type NodeEvent,
  type NodePool,
  type PodRequest,
  type PoolScaling,
} from './node-pool';
import { chooseNode } from './scheduler';

/** A pod that got a node. */
export interface Binding {
  /** `id` of its request. */
  readonly pod: string;
  /** The node that the scheduler chose for it. */
  readonly node: Node;
  /** The place of its unit in its policy's order; 0 without a policy. */
  readonly unit: number;
}

/** How the autoscalers go about it, where it is not their default. */
export type AutoscalerSettings = Readonly<Record<Exclude<PoolScaling, 'fixed'>, NodeAutoscalerSettings>>;

const DEFAULT_SETTINGS: AutoscalerSettings = {
  'cluster-autoscaler': CLUSTER_AUTOSCALER,
  'ack-instant': ACK_INSTANT,
};

/**
 * Node pools, the scheduler that puts pods on their nodes, and the autoscalers that add and remove nodes. Deterministic;
 * its clock are milliseconds: `advance` to each moment at which something happens, `next` says when that is.
 */
export class Cluster {
  private readonly fleet: Fleet;
  private readonly autoscalers: readonly NodeAutoscaler[];
  /** In the order of their creation. */
  private readonly pending = new Map<string, PodRequest>();
  private readonly refused = new Set<string>();
  private hasChanged = true;
  private lookedAt: number;

  /** `record` receives what the scheduler and the pools say. */
  constructor(
    pools: readonly NodePool[],
    now: number,
    private readonly record: (event: NodeEvent) => void = () => {},
    settings: AutoscalerSettings = DEFAULT_SETTINGS,
  ) {
    this.lookedAt = now;
    this.fleet = new Fleet(pools, now);
    this.autoscalers = (Object.keys(settings) as (keyof AutoscalerSettings)[]).flatMap((scaling) => {
      const own = pools.filter((pool) => pool.scaling === scaling);
      return own.length === 0 ? [] : [new NodeAutoscaler(this.fleet, own, settings[scaling], now, record)];
    });
  }

  /** All nodes, in the order of their coming. */
  get nodes(): readonly Node[] {
    return this.fleet.nodes;
  }

  /** Pods without a node, the oldest first. */
  get waiting(): readonly PodRequest[] {
    return [...this.pending.values()];
  }

  /** A new pod; the next `advance` looks for its node. */
  add(pod: PodRequest): void {
    this.pending.set(pod.id, pod);
    this.hasChanged = true;
  }

  /** A pod is being deleted: it keeps its GPUs until `remove`. */
  terminate(id: string): void {
    const pod = this.fleet.placed.get(id);
    if (pod !== undefined) pod.isTerminating = true;
    this.pending.delete(id);
    this.hasChanged = true;
  }

  /** A pod is gone. */
  remove(id: string): void {
    this.fleet.remove(id);
    this.pending.delete(id);
    this.refused.delete(id);
    this.hasChanged = true;
  }

  /** The node of a pod, and the place of its unit in its policy's order; nothing while it has none. */
  placeOf(id: string): Binding | undefined {
    const placed = this.fleet.placed.get(id);
    return placed && { pod: id, node: placed.node, unit: placed.unit };
  }

  /** Everything that is due at this moment; the pods that got a node. */
  advance(now: number): readonly Binding[] {
    this.lookedAt = now;
    const usable = this.fleet.advance(now);
    for (const { name, pool } of usable)
      this.record({
        at: now,
        controller: 'NodePool',
        object: pool.name,
        reason: 'NodeReady',
        message: `node ${name} is ready with ${pool.gpusPerNode} GPUs`,
      });
    const bound = this.hasChanged || usable.length > 0 || this.timeouts().length > 0 ? this.schedule(now) : [];
    this.hasChanged = false;
    for (const autoscaler of this.autoscalers) autoscaler.scan([...this.pending.values()], now);
    return bound;
  }

  /** The next moment at which `advance` has something to do. */
  next(): number {
    const timeouts = this.timeouts().filter((moment) => moment > this.lookedAt);
    return Math.min(this.fleet.next(), ...this.autoscalers.map((autoscaler) => autoscaler.next()), ...timeouts);
  }

  /** When pods give a unit up, of those whose policy has them do so after a while. */
  private timeouts(): number[] {
    const moments: number[] = [];
    for (const { policy, createdAt } of this.pending.values())
      if (policy?.tryNext.startsWith('Timeout')) moments.push(createdAt + policy.timeout);
    return moments;
  }

  private schedule(now: number): Binding[] {
    const bound: Binding[] = [];
    for (const pod of this.pending.values()) {
      const choice = chooseNode(pod, this.fleet, now);
      if (choice === undefined) {
        if (!this.refused.has(pod.id)) this.refuse(pod, now);
        continue;
      }
      this.fleet.place(pod, choice.node, choice.unit);
      this.pending.delete(pod.id);
      this.refused.delete(pod.id);
      bound.push({ pod: pod.id, ...choice });
      const message = `Successfully assigned ${pod.id} to ${choice.node.name}`;
      this.record({ at: now, controller: 'Scheduler', object: pod.id, reason: 'Scheduled', message });
    }
    return bound;
  }

  /** Said once for each pod. */
  private refuse({ id }: PodRequest, at: number): void {
    this.refused.add(id);
    const usable = this.fleet.nodes.filter(({ state }) => state === 'ready').length;
    const message = `0/${usable} nodes are available: ${usable} Insufficient nvidia.com/gpu.`;
    this.record({ at, controller: 'Scheduler', object: id, reason: 'FailedScheduling', message });
  }
}
