import { compareVersions } from './series';

/**
 * A rule of prometheus-adapter, in its own words. The Alibaba Cloud adapter takes the same form.
 *
 * @see https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md
 */
export interface AdapterRule {
  /** Which series it is about. */
  readonly seriesQuery: string;
  /** Which labels name the object. */
  readonly resources: { readonly overrides: Readonly<Record<string, { readonly resource: string }>> };
  /** What the series is called in the metrics API. */
  readonly name: { readonly matches: string; readonly as: string };
  /** Template of the query that gives the value. */
  readonly metricsQuery: string;
}

/**
 * A recording rule of Prometheus.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export interface RecordingRule {
  /** Name of the series that is recorded. */
  readonly record: string;
  /** The expression. */
  readonly expr: string;
}

/** What has to be configured in a cluster so that a HorizontalPodAutoscaler finds a metric under a name. */
export interface Exposure {
  /** The name in `custom.metrics.k8s.io`. */
  readonly name: string;
  /** The rule that gives it the name. */
  readonly adapterRule: AdapterRule;
  /** The rule that records it under the labels of the workload. @default - it has them */
  readonly recordingRule?: RecordingRule;
  /** True when the series comes from the GPU exporter and not from the pods themselves. */
  readonly fromGpuExporter: boolean;
}

/** A version that is newer than the newest known one. */
export function isNewer(version: string, newest: string): boolean {
  const known = newest.split('.').length;
  return compareVersions(version.replace(/^v/, '').split('.').slice(0, known).join('.'), newest) > 0;
}
