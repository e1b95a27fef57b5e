import type { OriginLabels } from '../metrics/series';

/** What is known of the cluster beside the manifests. */
export interface ClusterKnowledge {
  /** Version of KServe. @default 0.20 */
  readonly kserveVersion?: string;
  /** Whether an InferenceService that does not say its mode becomes a Deployment. @default - not known */
  readonly kserveStandardByDefault?: boolean;
  /** Namespace of the objects that name none. @default - not known */
  readonly namespace?: string;
  /** Labels under which the GPU exporter's series name the workload. @default - as its monitor says */
  readonly gpuLabels?: OriginLabels;
}
