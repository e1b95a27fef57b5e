import { Cluster } from '../controllers/node-pools/cluster';
import type { NodePool } from '../controllers/node-pools/node-pool';
import type { Decision, PoolResult } from '../result';
import { Columns, rounded, shortened } from './columns';
import type { EventQueue } from './event-queue';

/** The nodes of a rehearsal: lets their cluster act when it has to, and keeps the books. */
export class PoolRun {
  /** The nodes with their scheduler and autoscalers; services tell it of their pods. */
  readonly nodes: Cluster;
  private readonly books: readonly PoolBook[];
  private lookedAt: number;
  private nextLook = Number.POSITIVE_INFINITY;

  constructor(
    pools: readonly NodePool[],
    private readonly queue: EventQueue,
    begin: number,
    record: (decision: Decision) => void,
    /** A pod has a node. */
    private readonly bound: (binding: ReturnType<Cluster['advance']>[number], now: number) => void,
  ) {
    this.nodes = new Cluster(pools, begin, ({ at, controller, object, reason, message, from, to }) => {
      record({ at: at / 1000, controller, object, reason, message, from: from ?? null, to: to ?? null });
    });
    this.books = pools.map((pool) => new PoolBook(pool));
    this.lookedAt = begin;
  }

  /** Something has changed: pods came or went, or time has passed. */
  look(now: number): void {
    this.keepBooks(now);
    for (const binding of this.nodes.advance(now)) this.bound(binding, now);
    const next = this.nodes.next();
    if (next >= this.nextLook && this.nextLook > now) return;
    this.nextLook = next;
    this.queue.at(next, (time) => {
      if (time === this.nextLook) this.look(time);
    });
  }

  private keepBooks(now: number): void {
    const seconds = (now - Math.max(0, this.lookedAt)) / 1000;
    if (seconds > 0)
      for (const { pool } of this.nodes.nodes)
        for (const book of this.books) if (book.pool === pool) book.gpuSeconds += seconds * pool.gpusPerNode;
    this.lookedAt = now;
  }

  /** The end of a step: writes down the nodes and GPUs of each pool. */
  step(): void {
    for (const book of this.books) book.step(this.nodes);
  }

  /** Each pool in its order, with `factor` steps as one entry; `priceOf` is of a GPU-hour. */
  results(now: number, factor: number, priceOf: (pool: string) => number | undefined): readonly PoolResult[] {
    this.keepBooks(now);
    return this.books.map((book) => book.result(factor, priceOf(book.pool.name)));
  }
}

class PoolBook {
  gpuSeconds = 0;
  private readonly columns = new Columns({ nodes: 'last', starting: 'last', gpusUsed: 'last' });

  constructor(readonly pool: NodePool) {}

  step({ nodes: all }: Cluster): void {
    let nodes = 0;
    let starting = 0;
    let gpusUsed = 0;
    for (const node of all) {
      if (node.pool !== this.pool) continue;
      if (node.state === 'provisioning' || node.state === 'starting') starting += 1;
      else nodes += 1;
      gpusUsed += node.gpusUsed;
    }
    this.columns.add({ nodes, starting, gpusUsed });
  }

  result(factor: number, price: number | undefined): PoolResult {
    const { name, gpusPerNode } = this.pool;
    const gpuSeconds = shortened(this.gpuSeconds);
    const cost = price === undefined ? null : rounded((this.gpuSeconds / 3600) * price);
    return { name, gpusPerNode, ...this.columns.compacted(factor), gpuSeconds, cost };
  }
}
