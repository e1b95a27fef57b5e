import { takenOptions } from '../../kubernetes/taken';
import type { Percent } from '../../metrics/units';
import type { KedaAuthentication } from './keda-authentication';

/** A floor between two times of the day. */
export interface CronTriggerOptions {
  /** IANA time zone, for example `Asia/Shanghai`. */
  readonly timezone: string;
  /** When it begins: cron with five fields, minutes first. */
  readonly start: string;
  /** When it ends: cron with five fields, minutes first. */
  readonly end: string;
  /** How many replicas there are at least in between; at least 1. */
  readonly replicas: number;
  /** Name of the trigger, unique in the scaler. @default - none */
  readonly name?: string;
}

/** A query of one's own. */
export interface PrometheusTriggerOptions {
  /** PromQL that gives exactly one element. */
  readonly query: string;
  /** The value to steer to; more than 0. */
  readonly threshold: number;
  /** The value above which a service scaled to zero wakes. @default 0 */
  readonly activationThreshold?: number;
  /**
   * Whether the result is a total, of which each replica takes its part; else it is compared as it is.
   * @default true
   */
  readonly isTotal?: boolean;
  /**
   * Whether the query has a result when there are no pods: a gateway's queue has, the pods' own metrics have not. Only
   * such a trigger can wake a service that scaled to zero. Of any other the query is made to give 0 while it sleeps.
   * @default false
   */
  readonly existsWithoutPods?: boolean;
  /** Address of another Prometheus. @default - the cluster profile's */
  readonly serverAddress?: string;
  /** Credentials for it. @default - the scaler's for the cluster profile's Prometheus, none for another */
  readonly authentication?: KedaAuthentication;
  /** Name of the trigger, unique in the scaler. @default - none */
  readonly name?: string;
}

/** Any trigger that KEDA has. */
export interface CustomTriggerOptions {
  /** Kind of the trigger, for example `kafka`. */
  readonly type: string;
  /** Its settings, all strings. */
  readonly metadata: { readonly [key: string]: string };
  /** `AverageValue` or `Value`. @default - AverageValue */
  readonly metricType?: string;
  /** Where its credentials are. @default - it needs none */
  readonly authentication?: KedaAuthentication;
  /** Name of the trigger, unique in the scaler. @default - none */
  readonly name?: string;
}

/** A trigger, as data. */
export type TriggerFacts =
  | ({ readonly type: 'cron' } & CronTriggerOptions)
  | ({ readonly type: 'prometheus' } & PrometheusTriggerOptions)
  | {
      readonly type: 'resource';
      readonly resource: 'cpu' | 'memory';
      readonly percent: Percent;
      readonly name?: string;
    }
  | { readonly type: 'custom'; readonly options: CustomTriggerOptions; readonly name?: string };

/**
 * A trigger of a `KedaLlmScaler` beside its metrics.
 *
 * @see https://keda.sh/docs/latest/scalers/
 */
export class KedaTrigger {
  /** A floor between two times of the day. @see https://keda.sh/docs/latest/scalers/cron/ */
  static cron(options: CronTriggerOptions): KedaTrigger {
    return new KedaTrigger({ ...takenOptions(options), type: 'cron' });
  }

  /** CPU as a share of the request; the same as `ResourceMetric.CPU.target(…)` among the metrics. */
  static cpu(percent: Percent): KedaTrigger {
    return new KedaTrigger({ type: 'resource', resource: 'cpu', percent });
  }

  /** Memory as a share of the request; the same as `ResourceMetric.MEMORY.target(…)` among the metrics. */
  static memory(percent: Percent): KedaTrigger {
    return new KedaTrigger({ type: 'resource', resource: 'memory', percent });
  }

  /** A query of one's own. @see https://keda.sh/docs/latest/scalers/prometheus/ */
  static prometheus(options: PrometheusTriggerOptions): KedaTrigger {
    return new KedaTrigger({ ...takenOptions(options), type: 'prometheus' });
  }

  /** Any trigger that KEDA has. */
  static custom(options: CustomTriggerOptions): KedaTrigger {
    options = takenOptions(options);
    return new KedaTrigger({ type: 'custom', options, name: options.name });
  }

  /** @internal */
  static _facts(trigger: KedaTrigger): TriggerFacts {
    return trigger.facts;
  }

  private constructor(private readonly facts: TriggerFacts) {}
}
