import type { HpaPolicy } from '../hpa/policy';

/** A ScaledObject, read and with its defaults. */
export interface KedaPolicy {
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  /** Nothing: it does not go below `minReplicaCount`. */
  readonly idleReplicaCount?: number;
  readonly pollingIntervalSeconds: number;
  readonly cooldownSeconds: number;
  readonly initialCooldownSeconds: number;
  readonly triggers: readonly KedaTriggerPolicy[];
  readonly fallback?: KedaFallback;
  readonly modifiers?: KedaModifiers;
  readonly annotations: KedaAnnotations;
  /** The HorizontalPodAutoscaler that KEDA makes of it. */
  readonly hpa: HpaPolicy;
  /** What the version of KEDA does otherwise than 2.20. */
  readonly quirks: KedaQuirks;
}

/** What versions of KEDA do differently. All are false in 2.20. */
export interface KedaQuirks {
  /** Where nothing is active, the scale loop itself goes to the fallback's replicas with the first failure. */
  readonly fallsBackAtOnce?: boolean;
  /** There is no `behavior` of a fallback. */
  readonly knowsStaticFallbacksOnly?: boolean;
  /** A formula's fallback needs triggers that are averages, whatever the formula's own metric is. */
  readonly judgesTriggersOfFormulas?: boolean;
  /** A fallback stands in for averages alone, and goes by the whole part of the target. */
  readonly fallsBackOnAveragesOnly?: boolean;
  /** A cron trigger asks for one replica outside of its window. */
  readonly restsAtOne?: boolean;
  /** Neither a pause of one direction nor a forced activation is known. */
  readonly knowsWholePausesOnly?: boolean;
  /** The scale loop knows of no fallback: it counts no failures, and what fails is not active. */
  readonly pollsWithoutFallback?: boolean;
  /** Values and targets are cut to thousandths instead of rounded, and may be below zero or no number. */
  readonly cutsToThousandths?: boolean;
  /** A formula takes a value that is missing for zero. */
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
  readonly metricType: 'AverageValue' | 'Value';
  /** The target in thousandths, as the HPA has it. */
  readonly thresholdMilli: number;
  /** Whether the HPA gets what the last poll found. */
  readonly usesCachedMetrics: boolean;
}

/** A Prometheus query, or what behaves like one. */
export interface PrometheusTrigger extends NamedTrigger {
  readonly type: 'prometheus';
  readonly activationThreshold: number;
  readonly ignoreNullValues: boolean;
}

/** Replicas by the clock, from one schedule to the other. */
export interface CronTrigger extends NamedTrigger {
  readonly type: 'cron';
  /** An IANA time zone. */
  readonly timezone: string;
  /** Five fields. */
  readonly start: string;
  readonly end: string;
  readonly desiredReplicas: number;
}

/** CPU or memory, which KEDA leaves to the HPA altogether. */
export interface ResourceTrigger {
  readonly type: 'cpu' | 'memory';
}

/** What stands in for a metric that fails. */
export interface KedaFallback {
  readonly failureThreshold: number;
  readonly replicas: number;
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
  readonly formula: string;
  readonly target: number;
  /** Whether the target is written as a whole number, which a fallback asks for. */
  readonly hasWholeTarget: boolean;
  readonly activationTarget: number;
  readonly metricType: 'AverageValue' | 'Value';
}

/** What the annotations of a ScaledObject stop or force. */
export interface KedaAnnotations {
  /** Nothing is scaled, and there is no HPA. */
  readonly isPaused: boolean;
  /** The size that it is paused at. @default - that which it has */
  readonly pausedReplicas?: number;
  readonly isScaleInPaused: boolean;
  readonly isScaleOutPaused: boolean;
  readonly isActivationForced: boolean;
}
