import type { Fleet, FleetNode } from './fleet';
import { type NodeAutoscalerSettings, type NodeEvent, type NodePool, type PodRequest, selects } from './node-pool';

/** Most empty nodes that are taken away in one round. */
const MOST_AT_ONCE = 10;

/** Adds nodes for pods that find none, and takes away those that stay empty, in rounds. */
export class NodeAutoscaler {
  private lastAdded = Number.NEGATIVE_INFINITY;
  private nextScan: number;

  constructor(
    private readonly fleet: Fleet,
    private readonly pools: readonly NodePool[],
    private readonly settings: NodeAutoscalerSettings,
    now: number,
    private readonly record: (event: NodeEvent) => void,
  ) {
    this.nextScan = now + settings.scanInterval;
  }

  /** The next round. */
  next(): number {
    return this.nextScan;
  }

  /** One round, if its time has come. */
  scan(pending: readonly PodRequest[], now: number): void {
    if (now < this.nextScan) return;
    this.nextScan = now + this.settings.scanInterval;
    const helpless = this.withoutHope(pending);
    if (helpless.length > 0) {
      // Young pods may be joined by others, or find a place by themselves: until then nothing is taken away either.
      if (this.areYoung(helpless, now)) return;
      this.addFor(helpless, now);
    }
    this.takeAway(now);
  }

  /** Pods that have no place even on the nodes that are on their way. */
  private withoutHope(pending: readonly PodRequest[]): PodRequest[] {
    const free = new Map<FleetNode, number>();
    for (const node of this.fleet.nodes)
      if (node.state !== 'leaving') free.set(node, node.pool.gpusPerNode - node.gpusUsed);
    return pending.filter((pod) => {
      for (const [node, gpus] of free) {
        if (gpus < pod.gpus || !selects(pod.nodeSelector, node.pool.labels)) continue;
        free.set(node, gpus - pod.gpus);
        return false;
      }
      return true;
    });
  }

  private areYoung(pods: readonly PodRequest[], now: number): boolean {
    const { podBuffer, gpuPodBuffer } = this.settings;
    const oldest = Math.min(...pods.map(({ createdAt }) => createdAt));
    const oldestWithGpus = Math.min(...pods.filter(({ gpus }) => gpus > 0).map(({ createdAt }) => createdAt));
    return oldest + podBuffer > now || (Number.isFinite(oldestWithGpus) && oldestWithGpus + gpuPodBuffer > now);
  }

  /** Orders nodes of one pool: that of the first unit where units are followed, else that which wastes the least. */
  private addFor(pods: readonly PodRequest[], now: number): void {
    const options = this.pools.flatMap((pool) => {
      const fitting = pods.filter((pod) => pod.gpus <= pool.gpusPerNode && selects(pod.nodeSelector, pool.labels));
      const room = pool.maxNodes - this.fleet.sizeOf(pool);
      const nodes = Math.min(room, nodesFor(fitting, pool.gpusPerNode));
      const asked = fitting.reduce((sum, { gpus }) => sum + gpus, 0);
      if (nodes <= 0) return [];
      const unit = this.settings.followsUnits ? unitOf(fitting[0], pool) : 0;
      return [{ pool, nodes, unit, waste: 1 - Math.min(1, asked / Math.max(1, nodes * pool.gpusPerNode)) }];
    });
    if (options.length === 0) return;
    const best = options.reduce((one, other) =>
      other.unit < one.unit || (other.unit === one.unit && other.waste < one.waste) ? other : one,
    );
    const from = this.fleet.sizeOf(best.pool);
    for (let count = 0; count < best.nodes; count += 1) this.fleet.order(best.pool, now);
    this.lastAdded = now;
    const to = from + best.nodes;
    const message = `pod triggered scale-up: [{${best.pool.name} ${from}->${to} (max: ${best.pool.maxNodes})}]`;
    this.say(now, best.pool, 'TriggeredScaleUp', message, from, to);
  }

  private takeAway(now: number): void {
    const { unneeded, delayAfterAdd, deletion } = this.settings;
    const isTooSoon = this.lastAdded + delayAfterAdd > now;
    let gone = 0;
    for (const node of this.fleet.nodes) {
      if (!this.pools.includes(node.pool) || node.state !== 'ready') continue;
      if (node.pods > 0) {
        node.emptySince = undefined;
        continue;
      }
      node.emptySince ??= now;
      const from = this.fleet.sizeOf(node.pool);
      if (isTooSoon || node.emptySince + unneeded > now || from <= node.pool.minNodes || gone >= MOST_AT_ONCE) continue;
      node.state = 'leaving';
      node.goneAt = now + deletion;
      gone += 1;
      this.say(now, node.pool, 'ScaleDown', `node ${node.name} removed by cluster autoscaler`, from, from - 1);
    }
  }

  private say(at: number, pool: NodePool, reason: NodeEvent['reason'], message: string, from: number, to: number) {
    this.record({ at, controller: 'NodePool', object: pool.name, reason, message, from, to });
  }
}

/** How many empty nodes take these pods, filled one after the other. */
function nodesFor(pods: readonly PodRequest[], gpusPerNode: number): number {
  const free: number[] = [];
  for (const { gpus } of [...pods].sort((a, b) => b.gpus - a.gpus)) {
    const place = free.findIndex((each) => each >= gpus);
    if (place >= 0) free[place] -= gpus;
    else free.push(gpusPerNode - gpus);
  }
  return free.length;
}

function unitOf(pod: PodRequest, pool: NodePool): number {
  const place = pod.policy?.units.findIndex(({ nodeSelector }) => selects(nodeSelector, pool.labels)) ?? 0;
  return place < 0 ? Number.POSITIVE_INFINITY : place;
}
