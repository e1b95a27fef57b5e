import { all, deployment, hpa, object, scaled, scaledBy, service } from '../bad-inputs/manifests/build';
import { finds, testCases } from './table';

testCases([
  finds('one target by its names in two namespaces', all(hpa(), hpa({}, { name: 'other', namespace: 'other' }))),
  finds(
    'two HPAs of one target',
    all(deployment(), hpa(), hpa({}, { name: 'another' })),
    `error [HorizontalPodAutoscaler/llm/qwen] Deployment 'qwen' is scaled by the HorizontalPodAutoscaler 'qwen' and by the HorizontalPodAutoscaler 'another'; put the metrics of both into one, which takes the greatest proposal, and take the other out (scaler/two-scalers)`,
  ),
  finds('the HPA that KEDA made of a ScaledObject', all(deployment(), scaled(), hpa({}, { name: 'keda-hpa-qwen' }))),
  finds(
    'a scaler beside that of KServe',
    all(
      scaledBy('hpa', { scaleMetric: 'cpu', scaleTarget: 80 }),
      scaled({ scaleTargetRef: { name: 'qwen-predictor' } }),
    ),
    `error [ScaledObject/llm/qwen] Deployment 'qwen-predictor' is scaled by the ScaledObject 'qwen' and by the HorizontalPodAutoscaler 'qwen-predictor' that KServe makes of InferenceService llm/qwen; write 'serving.kserve.io/autoscalerClass: external' on the InferenceService, or take the own scaler out (scaler/two-scalers)`,
  ),
  finds(
    "a scaler of one's own where KServe makes none",
    all(service(), scaled({ scaleTargetRef: { name: 'qwen-predictor' } })),
  ),
  finds(
    'a scaler of a service that does not say who scales it',
    all(
      service({}, { 'serving.kserve.io/autoscalerClass': undefined }),
      scaled({ scaleTargetRef: { name: 'qwen-predictor' } }),
    ),
    `error [ScaledObject/llm/qwen] Deployment 'qwen-predictor' is scaled by the ScaledObject 'qwen' and by the HorizontalPodAutoscaler 'qwen-predictor' that KServe makes of InferenceService llm/qwen; write 'serving.kserve.io/autoscalerClass: external' on the InferenceService, or take the own scaler out (scaler/two-scalers)`,
    `warning [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' (not given) must be given; write 'serving.kserve.io/autoscalerClass: external' (kserve/autoscaler-class)`,
  ),
  finds(
    'three HPAs of one target',
    all(deployment(), hpa(), hpa({}, { name: 'b' }), hpa({}, { name: 'c' })),
    `error [HorizontalPodAutoscaler/llm/c] Deployment 'qwen' is scaled by the HorizontalPodAutoscaler 'c' and by the HorizontalPodAutoscaler 'b'; put the metrics of both into one, which takes the greatest proposal, and take the other out (scaler/two-scalers)`,
    `error [HorizontalPodAutoscaler/llm/qwen] Deployment 'qwen' is scaled by the HorizontalPodAutoscaler 'qwen' and by the HorizontalPodAutoscaler 'b'; put the metrics of both into one, which takes the greatest proposal, and take the other out (scaler/two-scalers)`,
  ),
  finds(
    'two scaled workloads whose labels differ',
    all(
      deployment(),
      deployment({}, {}, { name: 'other' }, { selector: { matchLabels: { app: 'other' } } }).replace(
        'app: qwen',
        'app: other',
      ),
      hpa(),
      hpa({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' } }, { name: 'other' }),
    ),
  ),
  finds(
    'two workloads with one label, of which one is scaled',
    all(deployment(), deployment({}, {}, { name: 'other' }), hpa()),
  ),
  finds(
    'two scaled workloads with one label in two namespaces',
    all(
      deployment(),
      deployment({}, {}, { name: 'other', namespace: 'other' }),
      hpa(),
      hpa(
        { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' } },
        { name: 'other', namespace: 'other' },
      ),
    ),
  ),
  finds(
    'two scaled workloads with the same labels',
    all(
      deployment(),
      deployment({}, {}, { name: 'other' }),
      hpa(),
      hpa({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' } }, { name: 'other' }),
    ),
    `error [Deployment/llm/other] the selector of Deployment llm/other matches the pods of Deployment llm/qwen, too, and both are scaled; add a label that only its own pods have, for example 'app.kubernetes.io/instance: other' (scaler/overlapping-selectors)`,
  ),
  finds(
    'a selector of an expression that matches the pods of another',
    all(
      deployment({}, {}, {}, { selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }),
      deployment({}, {}, { name: 'other' }),
      hpa(),
      hpa({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' } }, { name: 'other' }),
    ),
    `error [Deployment/llm/other] the selector of Deployment llm/other matches the pods of Deployment llm/qwen, too, and both are scaled; add a label that only its own pods have, for example 'app.kubernetes.io/instance: other' (scaler/overlapping-selectors)`,
  ),
  finds('replicas where nothing scales', deployment({}, {}, {}, { replicas: 2 })),
  finds(
    'replicas beside a ScaledObject',
    all(deployment({}, {}, {}, { replicas: 0 }), scaled()),
    `warning [Deployment/llm/qwen] 'spec.replicas' (0) must not be given beside ScaledObject llm/qwen; leave it out; before that is applied to what runs, 'kubectl apply set-last-applied -f stack.yaml' lets kubectl forget the number, or it falls to 1 (scaler/replicas)`,
  ),
  finds(
    'replicas of a NIMService that nothing scales',
    object('apps.nvidia.com/v1alpha1', 'NIMService', { spec: { replicas: 2, scale: { enabled: false } } }),
  ),
  finds(
    'replicas of an LLMInferenceService and of its prefill',
    object('serving.kserve.io/v1alpha2', 'LLMInferenceService', {
      spec: {
        replicas: 2,
        scaling: { maxReplicas: 4, wva: {} },
        prefill: { replicas: 1, scaling: { maxReplicas: 2, wva: {} } },
      },
    }),
    `error [LLMInferenceService/llm/qwen] 'spec.prefill.replicas' (1) must not be given beside 'scaling'; the API server refuses both; leave it out (scaler/replicas)`,
    `error [LLMInferenceService/llm/qwen] 'spec.replicas' (2) must not be given beside 'scaling'; the API server refuses both; leave it out (scaler/replicas)`,
  ),
  finds(
    'the size of a service that KServe holds',
    service({ minReplicas: 2 }, { 'serving.kserve.io/autoscalerClass': 'none' }),
  ),
  finds(
    'a Pod as target',
    hpa({ scaleTargetRef: { apiVersion: 'v1', kind: 'Pod', name: 'qwen' } }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.scaleTargetRef.kind' ("Pod") must be a kind with a scale subresource; name the Deployment that makes it: 'kind: Deployment' (scaler/target)`,
  ),
  finds(
    'an InferenceService as target',
    hpa({ scaleTargetRef: { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', name: 'qwen' } }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.scaleTargetRef.kind' ("InferenceService") must be a kind with a scale subresource; name the Deployment that KServe makes: 'kind: Deployment' and its name with '-predictor' (scaler/target)`,
  ),
  finds(
    'a Deployment of the core group as target',
    hpa({ scaleTargetRef: { apiVersion: 'v1', kind: 'Deployment', name: 'qwen' } }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.scaleTargetRef.apiVersion' ("v1") must be apps/v1 for a Deployment; write 'apiVersion: apps/v1' (scaler/target)`,
  ),
  finds(
    'a Deployment without a group as target of KEDA',
    scaled({ scaleTargetRef: { kind: 'Deployment', name: 'qwen' } }),
  ),
  finds(
    'a Deployment without a group as target of an HPA',
    hpa({ scaleTargetRef: { kind: 'Deployment', name: 'qwen' } }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.scaleTargetRef.apiVersion' (not given) must be apps/v1 for a Deployment; write 'apiVersion: apps/v1' (scaler/target)`,
  ),
  finds(
    'a kind that is not known as target',
    hpa({ scaleTargetRef: { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: 'qwen' } }),
  ),
]);
