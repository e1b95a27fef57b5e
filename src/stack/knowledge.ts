import type { OriginLabels } from '../metrics/series';

/** What is known of the cluster beside the manifests. */
export interface ClusterKnowledge {
  /** KServe version. @default - the newest that is known */
  readonly kserveVersion?: string;
  /** Whether an InferenceService that does not say its mode becomes a Deployment. @default - not known */
  readonly kserveStandardByDefault?: boolean;
  /** Namespace of objects that name none. @default - they share one, whose name is not known */
  readonly namespace?: string;
  /**
   * Labels under which the GPU exporter's series name the workload. A monitor of it in the manifests says more.
   * @default - as its monitor says
   */
  readonly gpuLabels?: OriginLabels;
}
