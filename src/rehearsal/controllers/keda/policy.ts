import type { HpaPolicy } from '../hpa/policy';

/** A ScaledObject, read and with its defaults. */
export interface KedaPolicy {
  /** `spec.minReplicaCount`, 0 where it is not written; the HPA's own least is 1 then. */
  readonly minReplicaCount: number;
  /** `spec.maxReplicaCount`, 100 where it is not written: the HPA's `maxReplicas`. */
  readonly maxReplicaCount: number;
  /** `spec.idleReplicaCount`. @default - it does not go below `minReplicaCount` */
  readonly idleReplicaCount?: number;
  /** `spec.pollingInterval`, 30 where it is not written: seconds between two calls of `poll`. */
  readonly pollingIntervalSeconds: number;
  /** `spec.cooldownPeriod`, 300 where it is not written: it rests so long after the last activity. */
  readonly cooldownSeconds: number;
  /** `spec.initialCooldownPeriod`, 0 where it is not written: so long after its creation, if it was never active. */
  readonly initialCooldownSeconds: number;
  /** `spec.triggers` in their order, with those of cpu and memory. */
  readonly triggers: readonly KedaTriggerPolicy[];
  /** `spec.fallback`. @default - nothing stands in for a failure */
  readonly fallback?: KedaFallback;
  /** `spec.advanced.scalingModifiers`. @default - the HPA has a metric for each trigger */
  readonly modifiers?: KedaModifiers;
  /** Its pauses and its forced activation, as far as the version of KEDA knows them. */
  readonly annotations: KedaAnnotations;
  /** The HorizontalPodAutoscaler that KEDA makes of it. */
  readonly hpa: HpaPolicy;
  /** What the version of KEDA does otherwise than 2.20. */
  readonly quirks: KedaQuirks;
}

/** What versions of KEDA do differently. All are false in 2.20. */
export interface KedaQuirks {
  /**
   * Where nothing is active, the scale loop itself goes to the fallback's replicas with the first failure.
   * @default false
   */
  readonly fallsBackAtOnce?: boolean;
  /** There is no `behavior` of a fallback. @default false */
  readonly knowsStaticFallbacksOnly?: boolean;
  /**
   * A formula's fallback needs triggers that are averages, whatever the formula's own metric is.
   * @default false
   */
  readonly judgesTriggersOfFormulas?: boolean;
  /**
   * A fallback stands in for averages alone, and goes by the whole part of the target.
   * @default false
   */
  readonly fallsBackOnAveragesOnly?: boolean;
  /** A cron trigger asks for one replica outside of its window. @default false */
  readonly restsAtOne?: boolean;
  /** Neither a pause of one direction nor a forced activation is known. @default false */
  readonly knowsWholePausesOnly?: boolean;
  /**
   * The scale loop knows of no fallback: it counts no failures, and what fails is not active.
   * @default false
   */
  readonly pollsWithoutFallback?: boolean;
  /**
   * Values and targets are cut to thousandths instead of rounded, and may be below zero or no number.
   * @default false
   */
  readonly cutsToThousandths?: boolean;
  /** A formula takes a value that is missing for zero. @default false */
  readonly takesNothingForZero?: boolean;
}

/** What a trigger of a type reads. */
export type KedaTriggerPolicy = MeasuredTrigger | ResourceTrigger;

/** A trigger that KEDA measures itself; the HPA asks KEDA for it. */
export type MeasuredTrigger = PrometheusTrigger | CronTrigger;

interface NamedTrigger {
  /** The name that the manifest gives it, or its place. */
  readonly name: string;
  /** Its metric's name in the HPA. */
  readonly metricName: string;
  /** Type of the target that its metric has in the HPA. */
  readonly metricType: 'AverageValue' | 'Value';
  /** The target in thousandths, as the HPA has it. */
  readonly thresholdMilli: number;
  /** Whether the HPA gets what the last poll found. */
  readonly usesCachedMetrics: boolean;
}

/** A Prometheus query, or what behaves like one. */
export interface PrometheusTrigger extends NamedTrigger {
  /** `KedaWorld.query` answers it. */
  readonly type: 'prometheus';
  /** `metadata.activationThreshold` in the metric's own unit: only a value above it is active. */
  readonly activationThreshold: number;
  /** `metadata.ignoreNullValues`: whether an answer without a series is 0, and not a failure. */
  readonly ignoreNullValues: boolean;
}

/** Replicas by the clock, from one schedule to the other. */
export interface CronTrigger extends NamedTrigger {
  /** The clock answers it: it never fails. */
  readonly type: 'cron';
  /** An IANA time zone. */
  readonly timezone: string;
  /** Five fields. */
  readonly start: string;
  /** Five fields too, other than those of `start`. */
  readonly end: string;
  /** Value of its metric within the window, whose target is 1; whole and not 0. */
  readonly desiredReplicas: number;
}

/** CPU or memory, which KEDA leaves to the HPA altogether. */
export interface ResourceTrigger {
  /** The resource; how much of it is wanted stands in `KedaPolicy.hpa`. */
  readonly type: 'cpu' | 'memory';
}

/** What stands in for a metric that fails. */
export interface KedaFallback {
  /** How many failures of a metric in a row are borne: it stands in with the next one. */
  readonly failureThreshold: number;
  /** `spec.fallback.replicas`, 0 where it is not written. */
  readonly replicas: number;
  /** Which replicas it goes by: `static` takes `replicas`, `scalingModifiers` leaves it to the formula. */
  readonly behavior: FallbackBehavior;
  /** KEDA passes over a fallback of numbers below zero, or of a formula whose target is no whole number. */
  readonly isValid: boolean;
}

export const FALLBACK_BEHAVIORS = [
  'static',
  'currentReplicas',
  'currentReplicasIfHigher',
  'currentReplicasIfLower',
  'scalingModifiers',
] as const;
export type FallbackBehavior = (typeof FALLBACK_BEHAVIORS)[number];

/** One metric made of several. */
export interface KedaModifiers {
  /** Expression over the names of the triggers, which `compileFormula` can read. */
  readonly formula: string;
  /** What the formula's result is compared with, in its own unit and not in thousandths; above zero. */
  readonly target: number;
  /** Whether the target is written as a whole number, which a fallback asks for. */
  readonly hasWholeTarget: boolean;
  /** Only a result above it is active; 0 where it is not written. */
  readonly activationTarget: number;
  /** Type of the target that the composite metric has in the HPA. */
  readonly metricType: 'AverageValue' | 'Value';
}

/** What the annotations of a ScaledObject stop or force. */
export interface KedaAnnotations {
  /** Nothing is scaled, and there is no HPA. */
  readonly isPaused: boolean;
  /** The size that it is paused at. @default - that which it has */
  readonly pausedReplicas?: number;
  /** `autoscaling.keda.sh/paused-scale-in`: KEDA does not let it rest, and the HPA's `scaleDown` is disabled. */
  readonly isScaleInPaused: boolean;
  /** `autoscaling.keda.sh/paused-scale-out`: KEDA does not wake it, and the HPA's `scaleUp` is disabled. */
  readonly isScaleOutPaused: boolean;
  /** `autoscaling.keda.sh/force-activation`: it counts as active whatever its triggers say. */
  readonly isActivationForced: boolean;
}
