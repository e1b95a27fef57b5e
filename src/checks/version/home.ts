/** The version of the API that the kinds belong to which rules look at. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  v1: ['ConfigMap', 'Namespace', 'PersistentVolumeClaim', 'Pod', 'Secret', 'Service', 'ServiceAccount'],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'policy/v1': ['PodDisruptionBudget'],
  'networking.k8s.io/v1': ['NetworkPolicy'],
  'keda.sh/v1alpha1': ['ClusterTriggerAuthentication', 'ScaledJob', 'ScaledObject', 'TriggerAuthentication'],
  'monitoring.coreos.com/v1': ['PodMonitor', 'Prometheus', 'PrometheusRule', 'ServiceMonitor'],
  'serving.kserve.io/v1beta1': ['InferenceService'],
  'serving.kserve.io/v1alpha1': ['ClusterServingRuntime', 'LLMInferenceService', 'ServingRuntime'],
  'autoscaling.alibabacloud.com/v1beta1': ['CronHorizontalPodAutoscaler'],
  'scheduling.alibabacloud.com/v1alpha1': ['ResourcePolicy'],
};
const HOMES = new Map(Object.entries(KINDS).flatMap(([home, kinds]) => kinds.map((kind) => [kind, home] as const)));

/** The `apiVersion` that a kind has; nothing for one that no rule looks at. */
export function homeOf(kind: string): string | undefined {
  return HOMES.get(kind);
}
