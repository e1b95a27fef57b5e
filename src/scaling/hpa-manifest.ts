/**
 * The HorizontalPodAutoscaler as it stands in a manifest. The types of cdk8s-plus-29 know no field that is newer than
 * Kubernetes 1.29 and would drop it, so these are our own.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
export const HPA = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' } as const;

/** The spec of an HPA. */
export interface HpaSpec {
  readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly HpaMetric[];
  readonly behavior: HpaBehavior;
}

/** Speeds in both directions. */
export interface HpaBehavior {
  readonly scaleUp?: HpaScalingRules;
  readonly scaleDown?: HpaScalingRules;
}

/** Speed in one direction. */
export interface HpaScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: string;
  readonly policies?: readonly HpaPolicy[];
  readonly tolerance?: string;
}

/** A limit of the change in a period. */
export interface HpaPolicy {
  readonly type: string;
  readonly value: number;
  readonly periodSeconds: number;
}

/** What is compared with what is measured. */
export type HpaTarget =
  | { readonly type: 'Utilization'; readonly averageUtilization: number }
  | { readonly type: 'AverageValue'; readonly averageValue: string }
  | { readonly type: 'Value'; readonly value: string };

/** The name of a metric, and of which series. */
export interface HpaMetricName {
  readonly name: string;
  readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
}

/** One metric. */
export type HpaMetric =
  | { readonly type: 'Resource'; readonly resource: { readonly name: string; readonly target: HpaTarget } }
  | { readonly type: 'Pods'; readonly pods: { readonly metric: HpaMetricName; readonly target: HpaTarget } }
  | { readonly type: 'External'; readonly external: { readonly metric: HpaMetricName; readonly target: HpaTarget } }
  | {
      readonly type: 'Object';
      readonly object: {
        readonly metric: HpaMetricName;
        readonly describedObject: { readonly apiVersion: string; readonly kind: string; readonly name: string };
        readonly target: HpaTarget;
      };
    };
