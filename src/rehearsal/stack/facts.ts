import type { ClusterKnowledge } from '../../stack/knowledge';

/** What is known of the cluster beside the manifests. */
export interface StackFacts {
  /** The version of KEDA, from 2.14 to 2.20, whose scale loop is rehearsed. @default 2.20 */
  readonly kedaVersion?: string;
  /** What the checks may know as well. @default - InferenceServices that do not say their mode become Deployments */
  readonly cluster?: ClusterKnowledge;
}
