/**
 * The HorizontalPodAutoscaler as it stands in a manifest. The types of cdk8s-plus-29 know no field that is newer than
 * Kubernetes 1.29 and would drop it, so these are our own.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
export const HPA = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' } as const;

/** The spec of an HPA. */
export interface HpaSpec {
  /** What is scaled. */
  readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  /** Least number of replicas. */
  readonly minReplicas: number;
  /** Greatest number of replicas. */
  readonly maxReplicas: number;
  /** What is measured. */
  readonly metrics: readonly HpaMetric[];
  /** How fast it goes. */
  readonly behavior: HpaBehavior;
}

/** Speeds in both directions. */
export interface HpaBehavior {
  /** Scaling out. @default - the API server's */
  readonly scaleUp?: HpaScalingRules;
  /** Scaling in. @default - the API server's */
  readonly scaleDown?: HpaScalingRules;
}

/** Speed in one direction. */
export interface HpaScalingRules {
  /** How long a recommendation must hold. @default - the API server's */
  readonly stabilizationWindowSeconds?: number;
  /** Which policy counts. @default - Max */
  readonly selectPolicy?: string;
  /** Limits of the change. @default - the API server's */
  readonly policies?: readonly HpaPolicy[];
  /** How far the metric may be off. @default - the controller's */
  readonly tolerance?: string;
}

/** A limit of the change in a period. */
export interface HpaPolicy {
  /** `Pods` or `Percent`. */
  readonly type: string;
  /** How much. */
  readonly value: number;
  /** In how many seconds. */
  readonly periodSeconds: number;
}

/** What is compared with what is measured. */
export type HpaTarget =
  | { readonly type: 'Utilization'; readonly averageUtilization: number }
  | { readonly type: 'AverageValue'; readonly averageValue: string }
  | { readonly type: 'Value'; readonly value: string };

/** The name of a metric, and of which series. */
export interface HpaMetricName {
  /** Its name in the metrics API. */
  readonly name: string;
  /** Labels of the wanted series. @default - all */
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
