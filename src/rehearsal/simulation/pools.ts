import type { NodePool, PoolScaling } from '../controllers/node-pools/node-pool';
import { coldStartDefaults } from '../engine/cold-start';
import { Random } from '../random';
import { type Delay, drawDelay } from './cold-start';

/** A pool of nodes, as a user describes it. */
export interface PoolOptions {
  /** Its name, and that of its node pool in the labels of its nodes. */
  readonly name: string;
  /** GPUs of a node. @default 1 */
  readonly gpusPerNode?: number;
  /** Nodes at the beginning. @default 0 where it is scaled, else `maxNodes` or 1 */
  readonly nodes?: number;
  /** The fewest nodes. @default 0 */
  readonly minNodes?: number;
  /** The most nodes. @default - as many as are asked for, or `nodes` where it is fixed */
  readonly maxNodes?: number;
  /** Who adds and removes nodes. @default fixed */
  readonly scaling?: PoolScaling;
  /** Labels of its nodes, besides those that name the pool. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** From the order of a node until it is there. @default - 3 minutes (p90 5), 45 s (p90 75) with ack-instant */
  readonly nodeSeconds?: Delay;
  /** From then until its GPUs can be had. @default 30 */
  readonly deviceSeconds?: Delay;
}

/** The labels by which clouds name a pool on its nodes. */
const POOL_LABELS = [
  'alibabacloud.com/nodepool-id',
  'cloud.google.com/gke-nodepool',
  'eks.amazonaws.com/nodegroup',
  'kubernetes.azure.com/agentpool',
];

/** Pools as the rehearsal has them. The same seed gives the same delays. */
export function poolsOf(options: readonly PoolOptions[], seed: number): readonly NodePool[] {
  const usual = coldStartDefaults(0);
  return options.map((pool, index): NodePool => {
    const scaling = pool.scaling ?? 'fixed';
    const nodeSeconds = pool.nodeSeconds ?? (scaling === 'ack-instant' ? usual.instantNode : usual.node);
    const deviceSeconds = pool.deviceSeconds ?? usual.gpuDevice;
    const draw = (delay: Delay, stream: number) => (ordinal: number) =>
      drawDelay(delay, new Random(seed + ordinal, 2000 + index * 2 + stream));
    const initialNodes = pool.nodes ?? (scaling === 'fixed' ? (pool.maxNodes ?? 1) : (pool.minNodes ?? 0));
    return {
      name: pool.name,
      labels: { ...Object.fromEntries(POOL_LABELS.map((label) => [label, pool.name])), ...pool.labels },
      gpusPerNode: pool.gpusPerNode ?? 1,
      initialNodes,
      minNodes: pool.minNodes ?? 0,
      maxNodes: pool.maxNodes ?? (scaling === 'fixed' ? initialNodes : Number.MAX_SAFE_INTEGER),
      scaling,
      provisioning: draw(nodeSeconds, 0),
      devices: draw(deviceSeconds, 1),
    };
  });
}
