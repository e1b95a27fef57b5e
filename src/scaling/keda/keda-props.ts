import type { Duration } from 'cdk8s';
import { type Kinds, listOf, MAP, made } from '../../kubernetes/kinds';
import { SCALER_KINDS, type ScalerProps } from '../scaler-props';
import { AUTHENTICATION, type KedaAuthentication } from './keda-authentication';
import type { FallbackOptions, ScalingModifiers } from './keda-options';
import { KedaTrigger } from './keda-trigger';

/** What a KedaLlmScaler is made of. */
export interface KedaLlmScalerProps extends ScalerProps {
  /**
   * Least number of replicas. 0 needs a trigger that exists without pods, and kube-state-metrics in Prometheus, by which
   * metrics of pods are known to be absent because there are none. @default 1
   */
  readonly minReplicas?: number;

  /** What is looked at beside the metrics. @default - nothing */
  readonly triggers?: readonly KedaTrigger[];

  /**
   * What to do when a trigger fails: Prometheus is gone, or has lost the series.
   * @default - after 3 failures (with `minReplicas` 0 after 90 s of them) at least `minReplicas`, and never fewer than there are (KEDA 2.17 and later)
   */
  readonly fallback?: FallbackOptions;

  /** Time between two looks while scaled to zero; heeded only there. @default Duration.seconds(30) */
  readonly pollingInterval?: Duration;

  /** Time without activity before scaling to zero; heeded only there. @default Duration.minutes(5) */
  readonly cooldownPeriod?: Duration;

  /** One metric made of several triggers. @default - each counts, and the one that wants most wins */
  readonly scalingModifiers?: ScalingModifiers;

  /** Credentials for Prometheus. @default - none */
  readonly authentication?: KedaAuthentication;
}

/** Of what kinds the props are. */
export const KEDA_KINDS: Kinds<KedaLlmScalerProps> = {
  ...SCALER_KINDS,
  triggers: listOf(made(KedaTrigger, 'KedaTrigger.cron(…) or another of its kinds')),
  fallback: MAP,
  scalingModifiers: MAP,
  authentication: AUTHENTICATION,
};
