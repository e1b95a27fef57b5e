/** Labels of nodes, and what selects them. */
export type Labels = Readonly<Record<string, string>>;

/** Who adds nodes to a pool and takes them away; nobody where the pool is fixed. */
export type PoolScaling = 'fixed' | 'cluster-autoscaler' | 'ack-instant';

/** Nodes of one kind. */
export interface NodePool {
  /** What events call it; the names of its nodes begin with it. */
  readonly name: string;
  /** Labels that every node of it has: selectors of pods and of units go by them. */
  readonly labels: Labels;
  /** GPUs of each node, all of them for pods. */
  readonly gpusPerNode: number;
  /** Nodes that are there, with their GPUs, at the beginning. */
  readonly initialNodes: number;
  /** No node is taken away that would leave fewer; none is added to reach it. */
  readonly minNodes: number;
  /** The most nodes that an autoscaler goes to, with those on their way and without those that leave. */
  readonly maxNodes: number;
  /** Which autoscaler orders its nodes and takes them away. */
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
  /** Name of its pool and its number there, from 0: `gpu-0`. */
  readonly name: string;
  /** The pool that it counts for, whose labels and GPUs it has. */
  readonly pool: NodePool;
  /** How far it has come; pods are put on a `ready` node only. */
  readonly state: NodeState;
  /** When an autoscaler asked for it, or when the cluster began with it. */
  readonly orderedAt: number;
  /** GPUs that pods hold. */
  readonly gpusUsed: number;
  /** How many pods are on it. */
  readonly pods: number;
}

/** What a pod asks for. */
export interface PodRequest {
  /** No other pod of the cluster has it; a rehearsal takes `namespace/name`. */
  readonly id: string;
  /** GPUs that have to be free on one node. */
  readonly gpus: number;
  /** Milliseconds of the rehearsal's clock; buffers and timeouts count from then on. */
  readonly createdAt: number;
  /** Labels that its node must have. @default - any node */
  readonly nodeSelector?: Labels;
  /** In which order nodes are tried. @default - none is preferred */
  readonly policy?: PlacementPolicy;
}

/** A ResourcePolicy, as far as it decides where pods go. */
export interface PlacementPolicy {
  /** `spec.units`, in the order in which they are tried. */
  readonly units: readonly PlacementUnit[];
  /** When the next unit is tried. */
  readonly tryNext: TryNext;
  /** The age in milliseconds from which on a pod passes over units without room, where `tryNext` has a timeout. */
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
  /** Labels that a node of the unit has; where there are none, every node is of it. */
  readonly nodeSelector: Labels;
  /** The most pods of the policy that may be in it. @default - any number */
  readonly max?: number;
}

/** Something that happened to a node or found it. */
export interface NodeEvent {
  /** When, in milliseconds of the rehearsal's clock. */
  readonly at: number;
  /** Who says it; what an autoscaler does to a pool is said by the `NodePool`. */
  readonly controller: 'Scheduler' | 'NodePool';
  /** The pod, or the pool. */
  readonly object: string;
  /** What happened, in the word that an event of Kubernetes has for it. */
  readonly reason: 'Scheduled' | 'FailedScheduling' | 'TriggeredScaleUp' | 'NodeReady' | 'ScaleDown';
  /** The whole sentence, with the pod, the node or the numbers. */
  readonly message: string;
  /** Nodes of the pool before, without those that leave. @default - their number did not change */
  readonly from?: number;
  /** Nodes of the pool after, without those that leave. @default - their number did not change */
  readonly to?: number;
}

/** Whether labels have all that a selector asks for. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  return Object.entries(selector ?? {}).every(([label, value]) => labels[label] === value);
}
