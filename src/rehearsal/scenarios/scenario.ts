import type { Fields } from '../../stack/fields';

/** Recorded metrics, tick by tick, and the HorizontalPodAutoscaler that sees them. */
export interface HpaScenario {
  /** Whatever the scenario calls itself; its outcome is told under it. */
  readonly id: number | string;
  /** Replicas before the first tick. */
  readonly initial: number;
  /** What each pod requests of the resources that the metrics name, in thousandths. */
  readonly requestMilli: number;
  /** Seconds between two ticks of the controller. */
  readonly resyncSeconds: number;
  /** The controller's downscale stabilization in seconds. */
  readonly downscaleSeconds: number;
  /** The spec of an autoscaling/v2 HorizontalPodAutoscaler; what it scales is left out. */
  readonly spec: unknown;
  /** What the controller finds at each of its looks, in the order of time. */
  readonly ticks: readonly HpaTick[];
}

/** The world of one tick. Values are in thousandths. */
export interface HpaTick {
  /**
   * By the name of the metric or resource: one sample for each pod in order, again from the first when there are more
   * pods, nothing for null; the series of an External metric; the first is the value of an Object's.
   * @default - no metric has any
   */
  readonly values?: Readonly<Record<string, readonly (number | null)[]>>;
  /** The metrics that fail, by their names. @default - none */
  readonly errors?: readonly string[];
  /** How many pods, counted from the last, are not Ready. @default 0 */
  readonly unready?: number;
  /** How many pods, counted from the last, are Pending. @default 0 */
  readonly pending?: number;
}

/** Recorded answers of Prometheus, tick by tick, and the ScaledObject that asks for them. */
export interface KedaScenario {
  /** Whatever the scenario calls itself; its outcome is told under it. */
  readonly id: number | string;
  /** Replicas before the first tick. */
  readonly initial: number;
  /** The spec of a keda.sh/v1alpha1 ScaledObject; what it scales is left out. */
  readonly scaledObject: unknown;
  /** Annotations of the ScaledObject: those that pause it or force it. @default - none */
  readonly annotations?: Fields;
  /** What there is to be found in each stretch of 15 s, in the order of time. */
  readonly ticks: readonly KedaTick[];
}

/** The world of one tick. */
export interface KedaTick {
  /** The samples that Prometheus answers the trigger of a name with. @default - none: every result is empty */
  readonly series?: Readonly<Record<string, readonly number[]>>;
  /** The triggers whose query fails, by their names. @default - none */
  readonly errors?: readonly string[];
}

/** Whose controllers play. */
export interface ControllerVersions {
  /** @default 1.35 */
  readonly kubernetes?: string;
  /** @default 2.20 */
  readonly keda?: string;
}
