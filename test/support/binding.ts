import { DcgmExporter, MetricTarget } from '../../src';
import { type BindingScope, bind, isPrometheusMetric } from '../../src/metrics/binding';
import { VLLM } from '../../src/metrics/catalogue/vllm';

export const CHART_EXPORTER = DcgmExporter._facts(DcgmExporter.helmChart());

/** Pods of a vLLM service called `qwen`, in a cluster with the dcgm-exporter chart. */
export const QWEN: NonNullable<BindingScope['pods']> = {
  namespace: 'llm',
  pattern: 'qwen-[a-z0-9]+-[a-z0-9]{5}',
  engine: 'vLLM',
  table: VLLM,
  version: '0.11.0',
};

/** Binds the metric of a target, in the way that the scalers do. */
export function bindTarget(target: MetricTarget, scope: Partial<BindingScope> = {}) {
  const { metric, unit } = MetricTarget._facts(target);
  if (!isPrometheusMetric(metric)) throw new Error('not a metric of Prometheus');
  const { bound, mistakes } = bind('metrics[0]', metric, unit, {
    pods: QWEN,
    dcgm: CHART_EXPORTER,
    rateWindow: '2m',
    ...scope,
  });
  return { bound, mistakes, texts: mistakes.map(({ text }) => text) };
}
