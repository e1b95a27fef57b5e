import {
  all,
  container,
  cpu,
  deployment,
  external,
  hpa,
  object,
  scaled,
  scaledBy,
  service,
} from '../bad-inputs/manifests/build';
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
  finds(
    'a share of memory that nobody asks for',
    all(
      deployment({}, { resources: { requests: { cpu: '4' } } }),
      hpa({
        metrics: [
          { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
      }),
    ),
    `error [Deployment/llm/qwen] the container 'server' requests no memory, and HorizontalPodAutoscaler 'qwen' scales on a share of it; add resources.requests.memory, for example '16Gi' (scaler/requests)`,
  ),
  finds(
    'a share of a limit',
    all(
      deployment({}, { resources: { limits: { cpu: '4' } } }),
      hpa({
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
      }),
    ),
  ),
  finds('an amount that nobody asks for', all(deployment({}, { resources: {} }), hpa())),
  finds(
    'a share of KEDA that nobody asks for',
    all(deployment({}, { resources: {} }), scaled({ triggers: [cpu()] })),
    `error [Deployment/llm/qwen] the container 'server' requests no cpu, and ScaledObject 'qwen' scales on a share of it; add resources.requests.cpu, for example '4' (scaler/requests)`,
  ),
  finds(
    'a share of what KServe fills in',
    all(
      container({ resources: {} }),
      hpa(
        {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' },
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
          ],
        },
        { name: 'qwen-hpa' },
      ),
    ),
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
  finds(
    'one API that two components serve',
    all(
      ...['a', 'b'].map((name) =>
        object(
          'apiregistration.k8s.io/v1',
          'APIService',
          { spec: { group: 'custom.metrics.k8s.io', service: { namespace: 'monitoring', name } } },
          { name: `v1beta${name === 'a' ? 1 : 2}.custom.metrics.k8s.io`, namespace: undefined },
        ),
      ),
    ),
    'error [APIService/v1beta2.custom.metrics.k8s.io] custom.metrics.k8s.io is served by Service monitoring/a and by Service monitoring/b; keep one of them, and let it serve the metrics of both (scaler/metrics-owner)',
  ),
  finds(
    'one API in two versions',
    all(
      ...['v1beta1', 'v1beta2'].map((version) =>
        object(
          'apiregistration.k8s.io/v1',
          'APIService',
          { spec: { group: 'custom.metrics.k8s.io', service: { namespace: 'monitoring', name: 'adapter' } } },
          { name: `${version}.custom.metrics.k8s.io`, namespace: undefined },
        ),
      ),
    ),
  ),
  finds(
    'an API that is no matter of scalers',
    all(
      ...['a', 'b'].map((name) =>
        object(
          'apiregistration.k8s.io/v1',
          'APIService',
          { spec: { group: 'example.com', service: { namespace: 'x', name } } },
          { name: `v${name}.example.com`, namespace: undefined },
        ),
      ),
    ),
  ),
  finds(
    'the API of KEDA beside its objects',
    all(
      scaled(),
      object(
        'apiregistration.k8s.io/v1',
        'APIService',
        {
          spec: {
            group: 'external.metrics.k8s.io',
            service: { namespace: 'keda', name: 'keda-operator-metrics-apiserver' },
          },
        },
        { name: 'v1beta1.external.metrics.k8s.io', namespace: undefined },
      ),
    ),
  ),
  finds(
    'external rules of an adapter beside KEDA',
    all(
      scaled(),
      object(
        'v1',
        'ConfigMap',
        {
          data: {
            'config.yaml':
              'externalRules:\n  - seriesQuery: gateway_queue\n    name: { as: queue }\n    metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})\n',
          },
        },
        { name: 'prometheus-adapter' },
      ),
    ),
    `error [ConfigMap/llm/prometheus-adapter] 'data['config.yaml'].externalRules[0].resources' (not given) must map a label to the namespace; add 'namespace: { resource: namespace }' to overrides (adapter/resources)`,
    'error [ConfigMap/llm/prometheus-adapter] an adapter serves external.metrics.k8s.io by this rule, and KEDA, which ScaledObject llm/qwen needs, serves it as well; take the external rules out, and query in a trigger of KEDA instead (scaler/metrics-owner)',
  ),
]);
