import type { StackGraph } from '../stack/graph';
import type { Manifest } from '../stack/manifest';

/** A kind of object that rules look at. */
export interface Kind {
  /** Group of its API, without the version; empty for the core. */
  readonly group: string;
  /** What manifests call it in their field `kind`. */
  readonly kind: string;
}

export const HPA: Kind = { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' };
export const SCALED_OBJECT: Kind = { group: 'keda.sh', kind: 'ScaledObject' };
export const CRON_HPA: Kind = { group: 'autoscaling.alibabacloud.com', kind: 'CronHorizontalPodAutoscaler' };
export const INFERENCE_SERVICE: Kind = { group: 'serving.kserve.io', kind: 'InferenceService' };
export const LLM_INFERENCE_SERVICE: Kind = { group: 'serving.kserve.io', kind: 'LLMInferenceService' };
export const NIM_SERVICE: Kind = { group: 'apps.nvidia.com', kind: 'NIMService' };
export const RESOURCE_POLICY: Kind = { group: 'scheduling.alibabacloud.com', kind: 'ResourcePolicy' };
export const SERVICE: Kind = { group: '', kind: 'Service' };

/** The objects of a kind, in the order in which they were given. */
export function ofKind(graph: StackGraph, { group, kind }: Kind): readonly Manifest[] {
  return graph.manifestsOfKind(kind).filter((manifest) => manifest.group === group);
}
