/**
 * What is known of the cluster beyond the manifests. Everything is optional: what is not known is not held against
 * anybody.
 */
export interface CheckProfile {
  /** Kubernetes version, `major.minor`. @default - the newest that the rules know */
  readonly kubernetesVersion?: string;
  /** KServe version. @default - the newest that the rules know */
  readonly kserveVersion?: string;
  /** KEDA version. @default - the newest that the rules know */
  readonly kedaVersion?: string;
  /** Namespace of objects that name none. @default - they share one, whose name is not known */
  readonly namespace?: string;
  /** Labels that Prometheus wants of ServiceMonitors, PodMonitors and PrometheusRules. @default - not known */
  readonly monitorLabels?: Readonly<Record<string, string>>;
  /** How often Prometheus scrapes where a monitor does not say, in seconds. @default - Prometheus' own 30 */
  readonly scrapeInterval?: number;
  /** Whole GPUs that the cluster has when all its node pools are at their largest. @default - not known */
  readonly gpus?: number;
  /**
   * Objects that exist outside of the manifests, as findings list them: `Service/monitoring/dcgm-exporter`. A `*`
   * stands for any text. @default - nothing is known to exist
   */
  readonly elsewhere?: readonly string[];
}
