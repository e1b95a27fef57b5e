import { found, foundIn, type Rows } from '../cases';
import { all, deployment, hpa, object, query, scaled, scaledBy, vllm } from './build';

/** Replicas and behavior, as they stand in anybody's YAML. */
export const SCALERS: Rows = {
  'HPA-01': [
    found(
      hpa({ minReplicas: 3, maxReplicas: 1 }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.maxReplicas' (1) must be at least 'minReplicas' (3); raise it to 3 or more, or lower 'minReplicas' (hpa/replica-bounds)`,
    ),
  ],
  'HPA-02': [
    found(
      hpa({ maxReplicas: 0 }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.maxReplicas' (0) must be a whole number of at least 1; give the greatest number of replicas (hpa/replica-bounds)`,
    ),
    found(
      hpa({ maxReplicas: -1 }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.maxReplicas' (-1) must be a whole number of at least 1; give the greatest number of replicas (hpa/replica-bounds)`,
    ),
  ],
  'HPA-03': [
    found(
      hpa({ minReplicas: 0 }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.minReplicas' (0) must be at least 1, since this HPA cannot scale to zero; write 1, or use a ScaledObject of KEDA with 'minReplicaCount: 0' (hpa/replica-bounds)`,
    ),
  ],
  'HPA-04': [
    found(
      scaledBy('hpa', { minReplicas: 0, scaleMetric: 'cpu', scaleTarget: 80 }),
      `error [InferenceService/llm/qwen] 'spec.predictor.minReplicas' (0) becomes 1 under the class hpa, which cannot scale to zero; write 1, or use a ScaledObject of your own with the class external (kserve/replica-bounds)`,
    ),
  ],
  'HPA-05': [
    found(
      scaledBy('hpa', { scaleMetric: 'cpu', scaleTarget: 0 }),
      `error [InferenceService/llm/qwen] 'spec.predictor.scaleTarget' (0) must be a whole number between 1 and 100; write 80 for 80 % (kserve/scale-target)`,
    ),
    found(
      scaledBy('hpa', { scaleMetric: 'cpu', scaleTarget: 150 }),
      `error [InferenceService/llm/qwen] 'spec.predictor.scaleTarget' (150) must be a whole number between 1 and 100; write 80 for 80 % (kserve/scale-target)`,
    ),
    found(
      hpa({
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 0 } } },
        ],
      }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].resource.target.averageUtilization' (0) must be a whole percentage above 0; give what one pod should carry (hpa/metric-target)`,
    ),
  ],
  'HPA-06': [
    found(
      all(
        deployment({}, vllm()),
        scaled({
          triggers: [
            query(
              { query: 'avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})', threshold: '80' },
              { metricType: 'Value' },
            ),
          ],
        }),
      ),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("80") must be a ratio of at most 1, as vllm:kv_cache_usage_perc (vLLM) is; write 0.8 (metric/unit)`,
    ),
  ],
  'HPA-07': [
    found(
      all(
        deployment({}, vllm()),
        scaled({
          triggers: [
            query(
              {
                query: 'avg(DCGM_FI_DEV_GPU_UTIL{exported_namespace="llm",exported_pod=~"qwen-.+"})',
                threshold: '0.5',
              },
              { metricType: 'Value' },
            ),
          ],
        }),
      ),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0.5") must be a percentage between 1 and 100, as DCGM_FI_DEV_GPU_UTIL (the DCGM exporter) is; write 50 (metric/unit)`,
    ),
  ],
  'HPA-08': [
    found(
      hpa({ metrics: undefined }),
      `warning [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics' (not given) must hold a metric; add the metric of the engine, for example its running requests per pod (hpa/no-metrics)`,
    ),
  ],
  'HPA-09': [
    found(
      hpa({
        metrics: [
          {
            type: 'Pods',
            pods: { metric: { name: 'queue' }, target: { type: 'Utilization', averageUtilization: 80 } },
          },
        ],
      }),
      `error [HorizontalPodAutoscaler/llm/qwen] the target of a metric of type Pods must have averageValue; write 'averageValue: 80' (hpa/metric-target)`,
    ),
  ],
  'HPA-10': [
    found(
      hpa({ behavior: { scaleDown: { stabilizationWindowSeconds: 7200 } } }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleDown.stabilizationWindowSeconds' (7200) must be a whole number between 0 and 3600; write 300 for five minutes (scaler/behavior)`,
    ),
  ],
  'HPA-11': [
    found(
      hpa({ behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 3600 }] } } }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.policies[0].periodSeconds' (3600) must be a whole number between 1 and 1800; write 60 for a minute (scaler/behavior)`,
    ),
    found(
      hpa({ behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 0 }] } } }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.policies[0].periodSeconds' (0) must be a whole number between 1 and 1800; write 60 for a minute (scaler/behavior)`,
    ),
    found(
      hpa({ behavior: { scaleUp: { policies: [{ type: 'Pods', value: 0, periodSeconds: 60 }] } } }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.policies[0].value' (0) must be a whole number of at least 1; write 1, or disable the direction (scaler/behavior)`,
    ),
  ],
  'HPA-12': [
    found(
      hpa({ behavior: { scaleUp: { policies: [] } } }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.policies' (an empty list) must hold a policy; add one, or leave the field out (scaler/behavior)`,
    ),
  ],
  'HPA-13': [
    found(
      scaledBy('hpa', {
        scaleMetric: 'cpu',
        scaleTarget: 80,
        autoScaling: { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } },
      }),
      `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.behavior' (an object) is dropped by the class hpa; write 'serving.kserve.io/autoscalerClass: external', and the behavior into an HPA or ScaledObject of your own (kserve/dropped-behavior)`,
    ),
  ],
  'HPA-14': [
    foundIn(
      { kubernetesVersion: '1.30' },
      hpa({ behavior: { scaleUp: { tolerance: '0.05' } } }),
      `warning [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.tolerance' ("0.05") is heeded by default from Kubernetes 1.35, and the cluster has 1.30; leave it out (scaler/behavior)`,
    ),
  ],
  'HPA-15': [
    found(
      hpa({ behavior: { scaleDown: { stabilizationWindowSeconds: 0.5 } } }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleDown.stabilizationWindowSeconds' (0.5) must be a whole number between 0 and 3600; write 300 for five minutes (scaler/behavior)`,
    ),
  ],
  'HPA-16': [
    found(
      hpa({ behavior: { scaleUp: { selectPolicy: 'Disabled' } } }),
      `warning [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.selectPolicy' ("Disabled") must not be Disabled where there is room to scale out; write 'Max', or leave it out (scaler/never-scales)`,
    ),
  ],
  'HPA-17': [
    found(
      all(
        deployment({}, vllm()),
        hpa(),
        object('v1', 'ResourceQuota', { spec: { hard: { 'requests.nvidia.com/gpu': '2' } } }),
      ),
      `warning [ResourceQuota/llm/qwen] the workloads of the namespace want 4 GPUs at their greatest size, and the quota is 2; raise it to '4', or lower the maximum of a scaler (placement/quota)`,
    ),
    foundIn(
      { gpus: 8 },
      all(deployment({}, vllm()), hpa({ maxReplicas: 12 })),
      `warning [Deployment/llm/qwen] the workloads want 12 GPUs at their greatest size, and the cluster has 8; lower the maximum of a scaler, or let a node pool grow and write 'gpus: 12' into the profile (placement/capacity)`,
    ),
  ],
  'HPA-18': [
    found(
      all(
        deployment({}, { resources: undefined }),
        hpa({
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
          ],
        }),
      ),
      `error [Deployment/llm/qwen] the container 'server' requests no cpu, and HorizontalPodAutoscaler 'qwen' scales on a share of it; add resources.requests.cpu, for example '4' (scaler/requests)`,
    ),
  ],
};
