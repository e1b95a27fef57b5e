import type { Duration } from 'cdk8s';
import type { EngineConcept, GpuConcept } from './catalogue/concepts';
import type { SeriesKind, SeriesTable, Unit } from './series';
import type { Percent, Ratio } from './units';

/** Which of a workload's numbers is meant. It becomes a series only when it is bound to a service. */
export type MetricIdentity =
  | { readonly from: 'engine'; readonly concept: EngineConcept; readonly quantile?: number }
  | { readonly from: 'gpu'; readonly concept: GpuConcept; readonly table?: SeriesTable<GpuConcept> }
  | { readonly from: 'series'; readonly name: string; readonly kind: SeriesKind; readonly quantile?: number }
  | { readonly from: 'resource'; readonly resource: 'cpu' | 'memory' }
  | { readonly from: 'kubernetes'; readonly api: KubernetesMetric };

/** A metric of the Kubernetes metrics APIs that somebody else exposes. */
export interface KubernetesMetric {
  /** Which API has it, and of what. */
  readonly type: 'Pods' | 'Object' | 'External';
  /** Its name there. */
  readonly name: string;
  /** Labels of the wanted series. @default - all */
  readonly selector?: Readonly<Record<string, string>>;
  /** What it is about. @default - the pods of the target, or nothing */
  readonly describedObject?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
}

/** How the value of a target is compared: per pod, as a share of the request, or as it is. */
export type Comparison = 'average' | 'utilization' | 'value';

/** What a target says, as data. */
export interface TargetFacts {
  /** What is measured. */
  readonly metric: MetricIdentity;
  /** What its numbers mean. */
  readonly unit: Unit;
  /** How they are compared. */
  readonly comparison: Comparison;
  /** What the user gave: a number, Percent, Ratio, Duration or Size, or whatever untyped code passed. */
  readonly given: unknown;
  /** The value above which KEDA wakes a service that sleeps; of the same type. @default - 0 */
  readonly activation?: unknown;
}

/**
 * A metric and the value of it that a scaler steers to. Made by the `target` of a metric, handed to a scaler.
 */
export class MetricTarget {
  /** @internal */
  static _of(facts: TargetFacts): MetricTarget {
    return new MetricTarget(facts);
  }

  /** @internal */
  static _facts(target: MetricTarget): TargetFacts {
    return target.facts;
  }

  private constructor(private readonly facts: TargetFacts) {}
}

/** A metric that counts something: requests, tokens per second, bytes. */
export class CountMetric {
  /** @internal */
  static _of(identity: MetricIdentity): CountMetric {
    return new CountMetric(identity);
  }

  private constructor(private readonly identity: MetricIdentity) {}

  /**
   * The number per pod to steer to.
   *
   * @param perPod how many each pod should have; more than 0, at most three decimals
   * @param activation KEDA only: the total above which a service scaled to zero wakes
   */
  target(perPod: number, activation?: number): MetricTarget {
    return MetricTarget._of({ metric: this.identity, unit: 'count', comparison: 'average', given: perPod, activation });
  }
}

/** A metric between 0 and 1. */
export class RatioMetric {
  /** @internal */
  static _of(identity: MetricIdentity): RatioMetric {
    return new RatioMetric(identity);
  }

  private constructor(private readonly identity: MetricIdentity) {}

  /**
   * The average over the pods to steer to.
   *
   * @param average more than 0, at most 1
   * @param activation KEDA only: the value above which a service scaled to zero wakes
   */
  target(average: Ratio, activation?: Ratio): MetricTarget {
    return MetricTarget._of({
      metric: this.identity,
      unit: 'ratio',
      comparison: 'average',
      given: average,
      activation,
    });
  }
}

/** A metric in percent, 0–100. */
export class PercentMetric {
  /** @internal */
  static _of(identity: MetricIdentity, comparison: Comparison = 'average'): PercentMetric {
    return new PercentMetric(identity, comparison);
  }

  private constructor(
    private readonly identity: MetricIdentity,
    private readonly comparison: Comparison,
  ) {}

  /**
   * The average over the pods to steer to.
   *
   * @param average at least 1 %, at most 100 %
   * @param activation KEDA only: the value above which a service scaled to zero wakes
   */
  target(average: Percent, activation?: Percent): MetricTarget {
    return MetricTarget._of({
      metric: this.identity,
      unit: 'percent',
      comparison: this.comparison,
      given: average,
      activation,
    });
  }
}

/** A percentile of a histogram of seconds. */
export class LatencyMetric {
  /** @internal */
  static _of(identity: MetricIdentity): LatencyMetric {
    return new LatencyMetric(identity);
  }

  private constructor(private readonly identity: MetricIdentity) {}

  /**
   * The latency to steer to.
   *
   * @param latency more than 0; at least 1 ms
   * @param activation KEDA only: the latency above which a service scaled to zero wakes
   */
  target(latency: Duration, activation?: Duration): MetricTarget {
    return MetricTarget._of({
      metric: this.identity,
      unit: 'seconds',
      comparison: 'average',
      given: latency,
      activation,
    });
  }
}

/**
 * A Prometheus series of one's own, exported by the pods of the service: one factory per unit, so that `target` takes
 * what fits. The series must carry the labels `namespace` and `pod`, as everything has that a ServiceMonitor scrapes.
 *
 * Errors: a name that is no Prometheus metric name, or a percentile outside 0–1, is reported by the scaler.
 */
export class Metric {
  /** A gauge that counts something; summed over the series of a pod. */
  static count(series: string): CountMetric {
    return CountMetric._of({ from: 'series', name: series, kind: 'gauge' });
  }

  /** A counter, by its rate per second. */
  static rate(series: string): CountMetric {
    return CountMetric._of({ from: 'series', name: series, kind: 'counter' });
  }

  /** A gauge between 0 and 1; averaged. */
  static ratio(series: string): RatioMetric {
    return RatioMetric._of({ from: 'series', name: series, kind: 'gauge' });
  }

  /** A gauge in percent, 0–100; averaged. */
  static percent(series: string): PercentMetric {
    return PercentMetric._of({ from: 'series', name: series, kind: 'gauge' });
  }

  /**
   * A percentile of a histogram of seconds.
   *
   * @param series name of the histogram without `_bucket`
   * @param percentile between 0 and 1 @default 0.95
   */
  static latency(series: string, percentile = 0.95): LatencyMetric {
    return LatencyMetric._of({ from: 'series', name: series, kind: 'histogram', quantile: percentile });
  }

  private constructor() {}
}
