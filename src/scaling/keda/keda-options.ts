/** KEDA calls the HPA that it makes of a ScaledObject `keda-hpa-NAME`, in 63 characters. */
export const LONGEST_SCALED_OBJECT_NAME = 54;

/** How the fallback's number of replicas and the present one are weighed. */
export enum FallbackBehavior {
  /** The fallback's number; scales in when there are more. */
  STATIC = 'static',
  /** As many as there are. */
  CURRENT_REPLICAS = 'currentReplicas',
  /** The greater of the two: never scales in. */
  CURRENT_REPLICAS_IF_HIGHER = 'currentReplicasIfHigher',
  /** The smaller of the two. */
  CURRENT_REPLICAS_IF_LOWER = 'currentReplicasIfLower',
}

/**
 * What to do when a trigger fails.
 *
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback
 */
export interface FallbackOptions {
  /** Number of replicas to fall back to; at most `maxReplicas`. */
  readonly replicas: number;
  /** Failures in a row before the fallback; at least 1. @default 3 */
  readonly failureThreshold?: number;
  /** How that number and the present one are weighed. @default FallbackBehavior.CURRENT_REPLICAS_IF_HIGHER */
  readonly behavior?: FallbackBehavior;
}

/**
 * One metric made of several triggers.
 *
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/#scalingmodifiers
 */
export interface ScalingModifiers {
  /** Formula over the names of the triggers; a metric's name is the one it has in the metrics API. */
  readonly formula: string;
  /** What the result is steered to; more than 0. */
  readonly target: number;
  /** The result above which a service scaled to zero wakes. @default 0 */
  readonly activationTarget?: number;
  /** `AverageValue` or `Value`. @default AverageValue */
  readonly metricType?: string;
}
