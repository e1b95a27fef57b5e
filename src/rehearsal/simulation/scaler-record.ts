import type { HpaPolicy } from '../controllers/hpa/policy';
import type { ScalerMetric, ScalerResult } from '../result';
import { compact, rounded } from './columns';
import type { HpaRun } from './hpa-run';

/** Writes down at every step what a scaler saw and wanted. */
export class ScalerRecord {
  private readonly wanted: (number | null)[] = [];
  private readonly desired: (number | null)[] = [];
  private readonly heldBackBy: (string | null)[] = [];
  private readonly values: (number | null)[][];
  private readonly wishes: (number | null)[][];

  constructor(
    private readonly kind: string,
    private readonly namespace: string,
    private readonly name: string,
    private readonly bounds: { readonly min: number; readonly max: number },
    private readonly hpa: HpaRun,
    private readonly queryOf: (metric: HpaPolicy['metrics'][number]) => string | null,
  ) {
    this.values = hpa.policy.metrics.map(() => []);
    this.wishes = hpa.policy.metrics.map(() => []);
  }

  /** The end of a step: takes over what the HPA saw and wanted at its last tick. */
  step(): void {
    const { hpa } = this;
    this.wanted.push(hpa.wanted);
    this.desired.push(hpa.desired);
    this.heldBackBy.push(hpa.heldBackBy);
    for (const [index, values] of this.values.entries()) values.push(rounded(hpa.values[index]));
    for (const [index, wishes] of this.wishes.entries()) wishes.push(hpa.wishes[index]);
  }

  /** All of it, every `factor` steps as one entry: the state at the end of each group. */
  result(factor: number): ScalerResult {
    return {
      kind: this.kind,
      name: this.name,
      namespace: this.namespace,
      minReplicas: this.bounds.min,
      maxReplicas: this.bounds.max,
      metrics: this.hpa.policy.metrics.map((metric, index) => this.metricResult(metric, index, factor)),
      wanted: compact(this.wanted, factor, 'last'),
      desired: compact(this.desired, factor, 'last'),
      heldBackBy: this.heldBackBy.filter(
        (_, index) => index % factor === factor - 1 || index === this.wanted.length - 1,
      ),
    };
  }

  private metricResult(metric: HpaPolicy['metrics'][number], index: number, factor: number): ScalerMetric {
    const { name, type, target } = metric;
    return {
      name,
      type,
      targetType: target.type,
      target: target.type === 'Utilization' ? target.value : target.value / 1000,
      query: this.queryOf(metric),
      values: compact(this.values[index], factor, 'last'),
      wanted: compact(this.wishes[index], factor, 'last'),
    };
  }
}
