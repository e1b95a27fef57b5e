import { compareVersions } from './series';

/**
 * A rule of prometheus-adapter, in its own words. The Alibaba Cloud adapter takes the same form.
 *
 * @see https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md
 */
export interface AdapterRule {
  readonly seriesQuery: string;
  readonly resources: { readonly overrides: Readonly<Record<string, { readonly resource: string }>> };
  readonly name: { readonly matches: string; readonly as: string };
  readonly metricsQuery: string;
}

/**
 * A recording rule of Prometheus.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

/** What has to be configured in a cluster so that a HorizontalPodAutoscaler finds a metric under a name. */
export interface Exposure {
  /** The name in `custom.metrics.k8s.io`. */
  readonly name: string;
  readonly adapterRule: AdapterRule;
  readonly recordingRule?: RecordingRule;
  /** True when the series comes from the GPU exporter and not from the pods themselves. */
  readonly fromGpuExporter: boolean;
}

/** A version that is newer than the newest known one. */
export function isNewer(version: string, newest: string): boolean {
  const known = newest.split('.').length;
  return compareVersions(version.replace(/^v/, '').split('.').slice(0, known).join('.'), newest) > 0;
}
