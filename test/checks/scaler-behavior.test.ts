import { all, deployment, external, hpa, object, scaled, scaledBy } from '../bad-inputs/manifests/build';
import { finds, findsIn, testCases } from './table';

testCases([
  finds(
    'a policy of no type, and of no choice',
    hpa({ behavior: { scaleUp: { selectPolicy: 'All', policies: [{ type: 'Pod', value: 1, periodSeconds: 60 }] } } }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.policies[0].type' ("Pod") must be Pods or Percent; write 'Pods' (scaler/behavior)`,
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.selectPolicy' ("All") must be Max, Min or Disabled; write 'Max' (scaler/behavior)`,
  ),
  finds(
    'a tolerance below zero',
    hpa({ behavior: { scaleUp: { tolerance: '-0.1' } } }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.tolerance' ("-0.1") must be a quantity of at least 0; write '0.05' for 5 % (scaler/behavior)`,
  ),
  findsIn(
    { kubernetesVersion: '1.33' },
    'a tolerance behind a gate',
    hpa({ behavior: { scaleUp: { tolerance: '0.1' } } }),
    `warning [HorizontalPodAutoscaler/llm/qwen] 'spec.behavior.scaleUp.tolerance' ("0.1") is heeded by default from Kubernetes 1.35, and the cluster has 1.33; enable the feature gate HPAConfigurableTolerance, or leave it out (scaler/behavior)`,
  ),
  finds(
    'a behavior that is right',
    hpa({
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Min',
          policies: [{ type: 'Percent', value: 100, periodSeconds: 1800 }],
          tolerance: '0',
        },
        scaleDown: { stabilizationWindowSeconds: 3600, selectPolicy: 'Disabled' },
      },
    }),
  ),
  finds(
    'the behavior of a ScaledObject',
    scaled({
      advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 3601 } } } },
    }),
    `error [ScaledObject/llm/qwen] 'spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds' (3601) must be a whole number between 0 and 3600; write 300 for five minutes (scaler/behavior)`,
  ),
  finds(
    'the behavior of an InferenceService',
    scaledBy('keda', {
      autoScaling: { metrics: [external({ value: '8' })], behavior: { scaleDown: { stabilizationWindowSeconds: -1 } } },
    }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.behavior.scaleDown.stabilizationWindowSeconds' (-1) must be a whole number between 0 and 3600; write 300 for five minutes (scaler/behavior)`,
  ),
  finds(
    'the behavior of an LLMInferenceService',
    object('serving.kserve.io/v1alpha2', 'LLMInferenceService', {
      spec: { scaling: { maxReplicas: 4, wva: { hpa: { behavior: { scaleUp: { policies: [] } } } } } },
    }),
    `error [LLMInferenceService/llm/qwen] 'spec.scaling.wva.hpa.behavior.scaleUp.policies' (an empty list) must hold a policy; add one, or leave the field out (scaler/behavior)`,
  ),
  finds(
    'the behavior of a NIMService',
    object('apps.nvidia.com/v1alpha1', 'NIMService', {
      spec: { scale: { enabled: true, hpa: { maxReplicas: 4, behavior: { scaleUp: { policies: [] } } } } },
    }),
    `error [NIMService/llm/qwen] 'spec.scale.hpa.behavior.scaleUp.policies' (an empty list) must hold a policy; add one, or leave the field out (scaler/behavior)`,
  ),
  finds(
    'scaling out disabled where there is no room',
    hpa({ minReplicas: 4, behavior: { scaleUp: { selectPolicy: 'Disabled' } } }),
  ),
  finds(
    'scaling out of a ScaledObject disabled',
    scaled({ advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleUp: { selectPolicy: 'Disabled' } } } } }),
    `warning [ScaledObject/llm/qwen] 'spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleUp.selectPolicy' ("Disabled") must not be Disabled where there is room to scale out; write 'Max', or leave it out (scaler/never-scales)`,
  ),
  finds(
    'a window as long as the start',
    all(
      deployment({}, { startupProbe: { initialDelaySeconds: 60 } }),
      hpa({ behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } }),
    ),
  ),
  finds(
    'a window shorter than the later of two probes',
    all(
      deployment({}, { startupProbe: { initialDelaySeconds: 60 }, readinessProbe: { initialDelaySeconds: 400 } }),
      scaled({
        advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } } },
      }),
    ),
    `warning [ScaledObject/llm/qwen] 'spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds' (60) must be at least the 400 s that the probes of 'qwen' wait before a pod can be ready; write 400 (scaler/window)`,
  ),
  finds(
    'a window of what is never scaled in',
    all(
      deployment({}, { readinessProbe: { initialDelaySeconds: 400 } }),
      hpa({ behavior: { scaleDown: { stabilizationWindowSeconds: 0, selectPolicy: 'Disabled' } } }),
    ),
  ),
]);
