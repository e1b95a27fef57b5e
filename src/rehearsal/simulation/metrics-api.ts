import { MetricError } from '../controllers/hpa/world';
import type { CompiledQuery } from '../promql/compile';
import { PromqlError } from '../promql/expression';
import type { EventQueue } from './event-queue';
import type { Prometheus } from './prometheus';

/** A metric of the custom metrics API: what the adapter asks Prometheus for it. */
export interface CustomMetric {
  /** What the HPA asks for, which the series need not be called. */
  readonly name: string;
  /** Finds the series; while there are none the metric does not exist. */
  readonly series: CompiledQuery;
  /** Asks for the values of the pods, in the metric's own unit and not in thousandths. */
  readonly query: CompiledQuery;
  /** The label that holds the pod. */
  readonly podLabel: string;
}

/** The metrics adapter: looks for series now and then, and asks for values when an HPA does. */
export class MetricsAdapter {
  private readonly registered = new Set<CustomMetric>();

  constructor(
    private readonly metrics: readonly CustomMetric[],
    relistMs: number,
    private readonly prometheus: Prometheus,
    queue: EventQueue,
    begin: number,
    phase: number,
  ) {
    if (metrics.length > 0)
      queue.every(begin + phase * relistMs, relistMs, (now) => {
        this.relist(now);
        return undefined;
      });
  }

  /** Series that were there within the last while count: here what an instant query finds. */
  private relist(now: number): void {
    for (const metric of this.metrics) {
      const answer = this.prometheus.ask(metric.series, now);
      if (answer instanceof PromqlError || answer.length === 0) this.registered.delete(metric);
      else this.registered.add(metric);
    }
  }

  /** The value of each pod that has one, in thousandths. */
  ofPods(metric: CustomMetric, now: number): ReadonlyMap<string, number> | MetricError {
    if (!this.registered.has(metric))
      return new MetricError(`the server could not find the metric ${metric.name} for pods`);
    const answer = this.prometheus.ask(metric.query, now);
    if (answer instanceof PromqlError)
      return new MetricError(`unable to fetch metrics from prometheus: ${answer.message}`);
    const values = new Map<string, number>();
    for (const { labels, value } of answer) {
      const pod = labels.values[metric.podLabel];
      if (pod !== undefined) values.set(pod, toMilli(value));
    }
    return values.size > 0 ? values : new MetricError('no metrics returned from custom metrics API');
  }
}

const LEAST_INT64 = -(2 ** 63);

/** As the adapter hands a number on: cut off to thousandths, what is none as zero, what does not fit as Go has it. */
function toMilli(value: number): number {
  if (Number.isNaN(value)) return 0;
  const milli = Math.trunc(value * 1000);
  return Math.abs(milli) < -LEAST_INT64 ? milli : LEAST_INT64;
}
