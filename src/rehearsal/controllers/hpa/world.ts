import type { HpaMetricPolicy } from './policy';

/** What the controller sees of its target. */
export interface HpaWorld {
  /** The replicas that the target is to have. */
  readonly specReplicas: number;
  /** The replicas that it has. */
  readonly statusReplicas: number;
  /** The pods that its selector selects. */
  readonly pods: readonly HpaPod[];
  /** The metrics APIs that it asks during a tick. */
  readonly metrics: HpaMetrics;
}

/** A pod, as far as the controller looks at it. Times are milliseconds of the rehearsal's clock. */
export interface HpaPod {
  /** `status.phase`: samples of a Pending pod do not count, and a Failed pod is passed over. */
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  /** Whether it has a `metadata.deletionTimestamp`: its samples are passed over. @default false */
  readonly isBeingDeleted?: boolean;
  /** `status.startTime`. @default - no kubelet has seen it yet */
  readonly startTime?: number;
  /** Its condition Ready, and since when it is so. @default - it has none yet */
  readonly ready?: { readonly isTrue: boolean; readonly since: number };
}

/** What a pod was measured at, in thousandths. */
export interface PodSample {
  /** Thousandths of the metric's unit; of cpu they are millicores. */
  readonly value: number;
  /** When, in milliseconds. */
  readonly at: number;
  /** Over how long, in milliseconds. */
  readonly window: number;
}

/** Why a metric cannot be had, in the words of the API that was asked. */
export class MetricError {
  constructor(readonly message: string) {}
}

/** The three metrics APIs. Values are in thousandths. */
export interface HpaMetrics {
  /** One sample for each pod in their order; nothing for a pod that has none. */
  ofPods(metric: HpaMetricPolicy): readonly (PodSample | undefined)[] | MetricError;
  /** What each pod requests of the metric's resource. */
  requestsOfPods(metric: HpaMetricPolicy): readonly number[] | MetricError;
  /** The value of a metric of one object. */
  ofObject(metric: HpaMetricPolicy): number | MetricError;
  /** All series of an external metric. */
  external(metric: HpaMetricPolicy): readonly number[] | MetricError;
}
