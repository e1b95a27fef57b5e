/** A defect that somebody published, and what is said about it. */
export type Defect =
  | {
      /** What is wrong, in our words. */
      readonly what: string;
      /** The rules that find it, all of them. */
      readonly rules: readonly string[];
    }
  | {
      /** Why no manifest has it. */
      readonly noManifest: string;
    };

/**
 * Defects in published examples and defaults of autoscaling for inference, each with a pair of manifests of our own in
 * the folder of its name: one has the same fault, one is repaired.
 */
export const DEFECTS: Readonly<Record<string, Defect>> = {
  W4: { noManifest: 'a document forwards port 8081 of a Service that has 8080; no manifest says so' },
  W6: { noManifest: 'a document deletes the objects of one namespace by the name of another; no manifest says so' },
  W10: {
    what: 'a total of busy routers is compared by Value, and runs to the maximum',
    rules: ['keda/value-on-total'],
  },
  W11: { what: 'a target of prompt tokens that one long prompt exceeds', rules: ['metric/one-prompt'] },
  W12: { what: 'the behavior of an InferenceService under the class hpa', rules: ['kserve/dropped-behavior'] },
  W13: {
    what: 'averageValue and policies of an InferenceService under the class keda',
    rules: ['kserve/dropped-behavior', 'kserve/dropped-target-type'],
  },
  W14: { what: 'an external metric of an InferenceService under the class hpa', rules: ['kserve/dropped-metric'] },
  W15: { what: 'annotations that no controller reads', rules: ['annotation/unread'] },
  W18: { what: 'a setting that no trigger of KEDA has', rules: ['keda/unknown-metadata'] },
  W19: { what: 'replicas beside the scaling of a NIMService', rules: ['scaler/replicas'] },
  W21: { what: 'replicas of a Deployment that an HPA scales', rules: ['scaler/replicas'] },
  W22: {
    what: 'an HPA without a maximum, and a share as target of a metric that is none',
    rules: ['hpa/replica-bounds', 'hpa/target-type'],
  },
  'seed-000': {
    what: 'a service that does not say how it is deployed, bounds that hold for nobody, and a share of nothing',
    rules: ['hpa/target-type', 'kserve/deployment-mode', 'kserve/unused-scaling'],
  },
  'seed-003': {
    what: 'a Service that leads to a port on which NIM does not listen',
    rules: ['wire/service-target-port'],
  },
  'seed-004': {
    what: 'a policy for the pods of another service, on node pools that are placeholders',
    rules: ['policy/placeholder', 'policy/selector'],
  },
};
