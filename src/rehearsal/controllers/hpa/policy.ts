import type { ParsedQuantity } from '../../../kubernetes/parse-quantity';

/** Where the API server knows a feature from, and the controller's flags. Seconds in real time, not of a rehearsal. */
export interface HpaSettings {
  /** How far a metric may be off its target before anything happens. @default 0.1 */
  readonly tolerance: number;
  /** How long a lower recommendation has to hold where the HPA says nothing about it. @default 300 */
  readonly downscaleStabilizationSeconds: number;
  /** How long after its start the CPU usage of a pod counts only when it is ready. @default 300 */
  readonly cpuInitializationSeconds: number;
  /** How long after its start a pod that turns unready counts as never having been ready. @default 30 */
  readonly initialReadinessDelaySeconds: number;
  /** Whether a HorizontalPodAutoscaler can have its own tolerance (Kubernetes 1.35 and later). @default true */
  readonly hasOwnTolerance: boolean;
  /** What another version does otherwise than 1.35. @default - nothing */
  readonly quirks?: HpaQuirks;
}

/** What versions of the controller do differently. All are false in 1.35. */
export interface HpaQuirks {
  /**
   * The distance from 1 is compared with the tolerance, so that 11 for 10 is beyond 0.1 where later it is not.
   * @default false
   */
  readonly comparesDistance?: boolean;
  /**
   * Pods without a sample count as idle even where the others are exactly on their target.
   * @default false
   */
  readonly countsMissingOnTarget?: boolean;
  /**
   * The sum and the replicas of an External average turn over instead of stopping at the greatest number.
   * @default false
   */
  readonly turnsAveragesOver?: boolean;
  /** The same of a value. @default false */
  readonly turnsValuesOver?: boolean;
  /** A target at zero is left alone even where the least is zero. @default false */
  readonly staysAtZero?: boolean;
}

/**
 * The defaults of kube-controller-manager 1.35.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
 */
export const DEFAULT_HPA_SETTINGS: HpaSettings = {
  tolerance: 0.1,
  downscaleStabilizationSeconds: 300,
  cpuInitializationSeconds: 300,
  initialReadinessDelaySeconds: 30,
  hasOwnTolerance: true,
};

/** A HorizontalPodAutoscaler, read and with its defaults. Values are in thousandths. */
export interface HpaPolicy {
  /** Where it is, for its messages. @default default */
  readonly namespace?: string;
  /** `spec.minReplicas`, 1 where it is not written; only with 0 are metrics asked for at zero replicas. */
  readonly minReplicas: number;
  /** `spec.maxReplicas`: a target above it is brought down to it at once. */
  readonly maxReplicas: number;
  /** In the order in which they are asked for; of their proposals the greatest counts. */
  readonly metrics: readonly HpaMetricPolicy[];
  /** `spec.behavior` with its defaults. @default - it has none: the controller then goes by other limits */
  readonly behavior?: { readonly scaleUp: ScalingRules; readonly scaleDown: ScalingRules };
}

/** One metric and its target. */
export interface HpaMetricPolicy {
  /** `spec.metrics[].type`: it decides which metrics API is asked, and how a failure is called. */
  readonly type: MetricType;
  /** What it is asked for under: the metric's name, or the resource's. */
  readonly name: string;
  /** How the controller calls it in its reasons. */
  readonly title: string;
  /** What its value is compared with. */
  readonly target: MetricTarget;
  /** The container, of a ContainerResource. @default - its type has none */
  readonly container?: string;
  /** What an Object metric describes: its `describedObject`. @default - its type has none */
  readonly object?: { readonly kind: string; readonly name: string };
  /** The selector of a Pods, Object or External metric, as the controller prints it. @default nil */
  readonly selector?: string;
}

export type MetricType = 'Resource' | 'ContainerResource' | 'Pods' | 'Object' | 'External';

/** Percent of the requests, or thousandths of the metric's unit. */
export interface MetricTarget {
  /**
   * Percent of the requests, a mean per pod, or a whole. A `Utilization` of an Object stands for a target that the
   * controller cannot use.
   */
  readonly type: 'Utilization' | 'AverageValue' | 'Value';
  /** Percent of a `Utilization`; thousandths of the metric's unit of the others. */
  readonly value: number;
}

/** Speed in one direction. */
export interface ScalingRules {
  /** How far back recommendations count. @default - scaling out 0, scaling in as the controller's flag says */
  readonly stabilizationWindowSeconds?: number;
  /**
   * `Max` goes by the policy that allows the greatest change, `Min` by that of the smallest; `Disabled` never goes
   * this way.
   */
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  /** How many replicas, or percent of those at its beginning, may change within a period. */
  readonly policies: readonly {
    readonly type: 'Pods' | 'Percent';
    readonly value: number;
    readonly periodSeconds: number;
  }[];
  /** Share that a metric may be off its target, such as 0.1. @default - as the controller's flag says */
  readonly tolerance?: ParsedQuantity['approximate'];
}
