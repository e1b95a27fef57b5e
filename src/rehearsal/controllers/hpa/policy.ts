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
  /** The distance from 1 is compared with the tolerance, so that 11 for 10 is beyond 0.1 where later it is not. */
  readonly comparesDistance?: boolean;
  /** Pods without a sample count as idle even where the others are exactly on their target. */
  readonly countsMissingOnTarget?: boolean;
  /** The sum and the replicas of an External average turn over instead of stopping at the greatest number. */
  readonly turnsAveragesOver?: boolean;
  /** The same of a value. */
  readonly turnsValuesOver?: boolean;
  /** A target at zero is left alone even where the least is zero. */
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
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly HpaMetricPolicy[];
  /** Nothing where the manifest has none: the controller then goes by other limits. */
  readonly behavior?: { readonly scaleUp: ScalingRules; readonly scaleDown: ScalingRules };
}

/** One metric and its target. */
export interface HpaMetricPolicy {
  readonly type: MetricType;
  /** What it is asked for under: the metric's name, or the resource's. */
  readonly name: string;
  /** How the controller calls it in its reasons. */
  readonly title: string;
  readonly target: MetricTarget;
  /** The container, of a ContainerResource. */
  readonly container?: string;
  /** What an Object metric describes. */
  readonly object?: { readonly kind: string; readonly name: string };
  /** The selector of an External metric, as the controller prints it. @default nil */
  readonly selector?: string;
}

export type MetricType = 'Resource' | 'ContainerResource' | 'Pods' | 'Object' | 'External';

/** Percent of the requests, or thousandths of the metric's unit. */
export interface MetricTarget {
  readonly type: 'Utilization' | 'AverageValue' | 'Value';
  readonly value: number;
}

/** Speed in one direction. */
export interface ScalingRules {
  /** Nothing: as long as the controller's flag says. */
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly {
    readonly type: 'Pods' | 'Percent';
    readonly value: number;
    readonly periodSeconds: number;
  }[];
  /** Nothing: as the controller's flag says. */
  readonly tolerance?: ParsedQuantity['approximate'];
}
