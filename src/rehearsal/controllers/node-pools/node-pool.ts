/** Labels of nodes, and what selects them. */
export type Labels = Readonly<Record<string, string>>;

/** Who adds nodes to a pool and takes them away; nobody where the pool is fixed. */
export type PoolScaling = 'fixed' | 'cluster-autoscaler' | 'ack-instant';

/** Nodes of one kind. */
export interface NodePool {
  readonly name: string;
  readonly labels: Labels;
  readonly gpusPerNode: number;
  /** Nodes that are there, with their GPUs, at the beginning. */
  readonly initialNodes: number;
  readonly minNodes: number;
  readonly maxNodes: number;
  readonly scaling: PoolScaling;
  /** Milliseconds from the order of the pool's n-th node (from 0) until it is Ready. */
  readonly provisioning: (ordinal: number) => number;
  /** Milliseconds from then on until its GPUs can be allocated. */
  readonly devices: (ordinal: number) => number;
}

/**
 * How an autoscaler of nodes goes about it. Milliseconds.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md
 */
export interface NodeAutoscalerSettings {
  /** Between two looks at the cluster. */
  readonly scanInterval: number;
  /** As long as a pod without GPUs is younger than this, more are waited for. */
  readonly podBuffer: number;
  /** The same for a pod with GPUs. */
  readonly gpuPodBuffer: number;
  /** How long a node has to be empty before it goes. */
  readonly unneeded: number;
  /** How long after nodes were added none go. */
  readonly delayAfterAdd: number;
  /** From the taint that keeps pods away until the node is deleted. */
  readonly deletion: number;
  /** Whether it looks for nodes in the order of a ResourcePolicy; else any pool that fits will do. */
  readonly followsUnits: boolean;
}

/** The defaults of cluster-autoscaler 1.36; what a ResourcePolicy says it does not know. */
export const CLUSTER_AUTOSCALER: NodeAutoscalerSettings = {
  scanInterval: 10_000,
  podBuffer: 2_000,
  gpuPodBuffer: 30_000,
  unneeded: 600_000,
  delayAfterAdd: 600_000,
  deletion: 5_000,
  followsUnits: false,
};

/**
 * Node instant scaling of ACK, which acts on events and not in rounds. Its code is not public: the numbers are what its
 * documentation and usual settings say.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/instant-elasticity
 */
export const ACK_INSTANT: NodeAutoscalerSettings = {
  scanInterval: 1_000,
  podBuffer: 0,
  gpuPodBuffer: 0,
  unneeded: 600_000,
  delayAfterAdd: 0,
  deletion: 5_000,
  followsUnits: true,
};

/** Ordered and not Ready, Ready without GPUs, usable, or being taken away. */
export type NodeState = 'provisioning' | 'starting' | 'ready' | 'leaving';

/** One node. Times are milliseconds of the rehearsal's clock. */
export interface Node {
  readonly name: string;
  readonly pool: NodePool;
  readonly state: NodeState;
  readonly orderedAt: number;
  /** GPUs that pods hold. */
  readonly gpusUsed: number;
  /** How many pods are on it. */
  readonly pods: number;
}

/** What a pod asks for. */
export interface PodRequest {
  readonly id: string;
  readonly gpus: number;
  readonly createdAt: number;
  /** Labels that its node must have. @default - any node */
  readonly nodeSelector?: Labels;
  /** In which order nodes are tried. @default - none is preferred */
  readonly policy?: PlacementPolicy;
}

/** A ResourcePolicy, as far as it decides where pods go. */
export interface PlacementPolicy {
  readonly units: readonly PlacementUnit[];
  /** When the next unit is tried. */
  readonly tryNext: TryNext;
  /** How long a unit is waited for, where `tryNext` has a timeout. Milliseconds. */
  readonly timeout: number;
  /** Whether pods that are being deleted do not count for `max`. */
  readonly ignoresTerminating: boolean;
}

export const TRY_NEXT = [
  'LackResourceOrExceedMax',
  'ExceedMax',
  'TimeoutOrExceedMax',
  'LackResourceAndNoTerminating',
  'Timeout',
] as const;
export type TryNext = (typeof TRY_NEXT)[number];

/** One step of the order. */
export interface PlacementUnit {
  readonly nodeSelector: Labels;
  /** The most pods of the policy that may be in it. @default - any number */
  readonly max?: number;
}

/** Something that happened to a node or found it. */
export interface NodeEvent {
  readonly at: number;
  readonly controller: 'Scheduler' | 'NodePool';
  /** The pod, or the pool. */
  readonly object: string;
  readonly reason: 'Scheduled' | 'FailedScheduling' | 'TriggeredScaleUp' | 'NodeReady' | 'ScaleDown';
  readonly message: string;
  /** Nodes of the pool before and after, where that is what happened. */
  readonly from?: number;
  readonly to?: number;
}

/** Whether labels have all that a selector asks for. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  return Object.entries(selector ?? {}).every(([label, value]) => labels[label] === value);
}
