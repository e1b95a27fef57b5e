import type { Decision } from '../result';

/**
 * Where pods find GPUs: scheduler, pools of nodes and what adds and removes nodes. A simulation tells it of pods that
 * come and go, and lets it act at the times that it asks for. Deterministic; times are milliseconds of the rehearsal.
 */
export interface Cluster {
  /** In the order in which they are filled. */
  readonly pools: readonly PoolState[];
  /** When it next has something to do on its own; Infinity when it only waits. */
  readonly nextTime: number;
  /** A pod was created and needs a node. Where there is room it is bound before this returns. */
  add(pod: SchedulablePod, now: number): void;
  /** A pod is gone, and its GPUs are free. */
  remove(pod: number, now: number): void;
  /** Does all that is due at `nextTime`, which is `now`. */
  advance(now: number): void;
  /**
   * Which pods are to go first when there are too many: the lower the sooner, as with the annotation
   * `controller.kubernetes.io/pod-deletion-cost`. 0 where nothing says.
   */
  deletionCost(pod: number): number;
}

/** A pod, as far as a scheduler looks at it. */
export interface SchedulablePod {
  /** Tells pods apart; they come in ascending order. */
  readonly id: number;
  /** `namespace/name`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly gpus: number;
  /** What its nodes must be labelled with. */
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** What a cluster tells the simulation. */
export interface ClusterListener {
  /** A pod has a node; `coldNode` when no pod has been there before, so that its image has to be pulled. */
  bound(pod: number, node: string, coldNode: boolean, now: number): void;
  /** In the words of the scheduler or the autoscaler. */
  decided(decision: Decision): void;
}

/** A pool of nodes at a moment. */
export interface PoolState {
  readonly name: string;
  readonly gpusPerNode: number;
  /** Nodes whose GPUs can be used. */
  readonly nodes: number;
  /** Nodes that have been asked for. */
  readonly starting: number;
  readonly gpusUsed: number;
  /** GPU-milliseconds of all nodes up to a moment, from when they were asked for to when they were given back. */
  gpuMs(now: number): number;
}
