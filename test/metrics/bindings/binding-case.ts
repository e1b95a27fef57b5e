import type { MetricTarget } from '../../../src';
import type { bindTarget } from '../../support/binding';

/** The pods of the service in a query. */
export const PODS = '{namespace="llm",pod=~"qwen-[a-z0-9]+-[a-z0-9]{5}"}';
/** What an adapter selects by. */
export const SELECTED = '<<.Series>>{<<.LabelMatchers>>}';

/** What a target is bound to. */
export interface Expected {
  readonly name: string;
  readonly query: string;
  readonly isTotal: boolean;
  readonly seriesQuery: string;
  readonly matches: string;
  readonly metricsQuery: string;
  /** Labels that name the namespace and the pod. */
  readonly labels?: readonly [string, string];
  readonly record?: string;
  readonly expr?: string;
  readonly fromGpuExporter?: boolean;
}

export type BindingCase = readonly [string, MetricTarget, Parameters<typeof bindTarget>[1], Expected];
