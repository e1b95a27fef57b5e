import type { ClusterKnowledge } from '../stack/knowledge';

/**
 * What is known of the cluster beyond the manifests. Everything is optional: what is not known is not held against
 * anybody.
 */
export interface CheckProfile extends ClusterKnowledge {
  /** Kubernetes version, `major.minor`. @default - the newest that the rules know */
  readonly kubernetesVersion?: string;
  /** KEDA version. @default - the newest that the rules know */
  readonly kedaVersion?: string;
  /** Labels that Prometheus wants of ServiceMonitors, PodMonitors and PrometheusRules. @default - not known */
  readonly monitorLabels?: Readonly<Record<string, string>>;
  /** How often Prometheus scrapes where a monitor does not say, in seconds. @default - Prometheus' own 30 */
  readonly scrapeInterval?: number;
  /** The day on which it is checked, such as `2026-12-01`. @default - not known: no date is past */
  readonly today?: string;
  /** Whole GPUs that the cluster has when all its node pools are at their largest. @default - not known */
  readonly gpus?: number;
  /**
   * Objects that exist outside of the manifests, as findings list them: `Service/monitoring/dcgm-exporter`. A `*`
   * stands for any text. @default - nothing is known to exist
   */
  readonly elsewhere?: readonly string[];
}
