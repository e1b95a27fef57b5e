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
  W1: {
    what: 'a rule of the adapter is indented too far, so that the configuration is no YAML',
    rules: ['adapter/configuration'],
  },
  W2: {
    what: 'the monitor selects by a label that the pods have and the Service has not',
    rules: ['wire/monitor-selects-no-service'],
  },
  W3: {
    what: 'the monitor names a port, and the port of the Service has no name',
    rules: ['wire/monitor-port'],
  },
  W5: {
    what: 'the Service for the GPU exporter selects pods by a name that its chart does not give them',
    rules: ['wire/gpu-exporter-service'],
  },
  W7: {
    what: "the query asks for the label 'model', and vLLM calls it 'model_name'",
    rules: ['metric/no-label'],
  },
  W8: {
    what: 'the query is not aggregated and not scoped, and metricName is no longer read',
    rules: ['keda/removed-metadata', 'metric/neighbours', 'metric/query'],
  },
  W9: {
    what: 'the query that KServe hands to KEDA is not aggregated',
    rules: ['metric/query'],
  },
  W16: {
    what: 'a gauge between 0 and 1 is compared with 50',
    rules: ['metric/unit'],
  },
  W17: {
    what: 'the series has another name since vLLM 0.9',
    rules: ['metric/unknown-to-engine'],
  },
  W20: {
    what: 'a gauge between 0 and 1 is compared with "70"',
    rules: ['metric/unit'],
  },
  W23: {
    what: 'the gateway no longer exports the series by this name',
    rules: ['metric/renamed'],
  },
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
    what: 'an HPA without a maximum, a share as target of a metric that is none, and a monitor that takes the namesakes of other namespaces',
    rules: ['hpa/replica-bounds', 'hpa/target-type', 'monitor/any-namespace'],
  },
  'seed-000': {
    what: 'a service that does not say how it is deployed, bounds that hold for nobody, and a share of nothing',
    rules: ['hpa/target-type', 'kserve/deployment-mode', 'kserve/unused-scaling'],
  },
  'seed-001': {
    what: 'KServe is to scale by a query that is not aggregated and not scoped, as Value, and scrapes a port without a listener',
    rules: ['kserve/dropped-target-type', 'kserve/scraping-annotation', 'metric/neighbours', 'metric/query'],
  },
  'seed-002': {
    what: 'the adapter cannot read its rules, the monitor finds neither the Service nor its port, the GPU exporter is not found, idle GPUs count for the exporter, and two HPAs scale one Deployment',
    rules: [
      'adapter/configuration',
      'prometheus-rule/idle-gpus',
      'scaler/replicas',
      'scaler/two-scalers',
      'wire/gpu-exporter-service',
      'wire/monitor-port',
      'wire/monitor-selects-no-service',
    ],
  },
  'seed-002-sum': {
    what: 'the percentages of the GPUs of a pod are summed',
    rules: ['metric/sum-of-ratio'],
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
