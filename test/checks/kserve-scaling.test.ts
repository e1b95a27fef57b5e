import { external, object, scaledBy, service } from '../bad-inputs/manifests/build';
import { finds, findsIn, testCases } from './table';

testCases([
  findsIn(
    { kserveVersion: '0.14' },
    'a class that came later',
    service(
      { maxReplicas: 2, autoScaling: { metrics: [external({ value: '8' })] } },
      { 'serving.kserve.io/deploymentMode': 'RawDeployment', 'serving.kserve.io/autoscalerClass': 'keda' },
    ),
    `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' ("keda") came with KServe 0.15, and the cluster has 0.14; write 'external', and a scaler of your own (kserve/autoscaler-class)`,
    'warning [InferenceService/llm/qwen] KServe 0.14 sets a scaled service to one replica when it changes; update to 0.15.1 or later, and change the service when there is no load until then (kserve/replica-reset)',
  ),
  finds(
    'behavior where nobody of KServe scales',
    service({ autoScaling: { behavior: {} } }),
    `warning [InferenceService/llm/qwen] 'autoScaling' has no effect under the autoscaler class external; leave it out, and write it into the scaler (kserve/unused-scaling)`,
  ),
  finds(
    'windows under the class keda',
    scaledBy('keda', {
      autoScaling: { metrics: [external({ value: '8' })], behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } },
    }),
  ),
  finds(
    'policies under the class keda',
    scaledBy('keda', {
      autoScaling: {
        metrics: [external({ value: '8' })],
        behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }], selectPolicy: 'Min' } },
      },
    }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.behavior.scaleUp.policies' (a list of 1) is dropped by the class keda; write 'serving.kserve.io/autoscalerClass: external', and the behavior into an HPA or ScaledObject of your own (kserve/dropped-behavior)`,
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.behavior.scaleUp.selectPolicy' ("Min") is dropped by the class keda; write 'serving.kserve.io/autoscalerClass: external', and the behavior into an HPA or ScaledObject of your own (kserve/dropped-behavior)`,
  ),
  finds(
    'behavior without a class',
    service(
      { maxReplicas: 4, autoScaling: { behavior: { scaleDown: {} } } },
      { 'serving.kserve.io/autoscalerClass': undefined },
    ),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.behavior' (an object) is dropped by the class hpa; write 'serving.kserve.io/autoscalerClass: external', and the behavior into an HPA or ScaledObject of your own (kserve/dropped-behavior)`,
    `warning [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' (not given) must be given; write 'serving.kserve.io/autoscalerClass: hpa' (kserve/autoscaler-class)`,
  ),
  finds(
    'an external metric without a class',
    service(
      { maxReplicas: 4, autoScaling: { metrics: [external({ value: '8' })] } },
      { 'serving.kserve.io/autoscalerClass': undefined },
    ),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].type' ("External") must be Resource under the class hpa; write 'serving.kserve.io/autoscalerClass: keda', or 'external' and a scaler of your own (kserve/dropped-metric)`,
    `warning [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' (not given) must be given; write 'serving.kserve.io/autoscalerClass: hpa' (kserve/autoscaler-class)`,
  ),
  finds(
    'an average only under the class keda',
    scaledBy('keda', { autoScaling: { metrics: [external({ type: 'AverageValue', averageValue: '8' })] } }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].external.target.value' (not given) must be given, since averageValue is not passed on; write 'value: "8"' (kserve/dropped-target-type)`,
  ),
  finds(
    'no target under the class keda',
    scaledBy('keda', { autoScaling: { metrics: [external({ type: 'Value' })] } }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].external.target.value' (not given) must be given; give what one replica should carry (kserve/keda-metrics)`,
    `warning [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].external.target.type' ("Value") is compared as AverageValue, whatever is written; write 'type: AverageValue' with the threshold of one replica, or use the class external and a ScaledObject of your own (kserve/dropped-target-type)`,
  ),
  finds(
    'bounds where nobody heeds them',
    service({ minReplicas: 1, maxReplicas: 4 }),
    `warning [InferenceService/llm/qwen] 'minReplicas', 'maxReplicas' have no effect under the autoscaler class external; leave them out, and write them into the scaler (kserve/unused-scaling)`,
  ),
  finds(
    'a size that KServe holds',
    service({ minReplicas: 2, maxReplicas: 2 }, { 'serving.kserve.io/autoscalerClass': 'none' }),
  ),
  finds(
    'a maximum that KServe passes over',
    service({ minReplicas: 1, maxReplicas: 2 }, { 'serving.kserve.io/autoscalerClass': 'none' }),
    `warning [InferenceService/llm/qwen] 'maxReplicas' has no effect under the autoscaler class none; leave it out, and write it into the scaler (kserve/unused-scaling)`,
  ),
  finds(
    'bounds out of order and of no number',
    scaledBy('hpa', { minReplicas: 8, scaleMetric: 'cpu', scaleTarget: 80 }),
    `error [InferenceService/llm/qwen] 'spec.predictor.maxReplicas' (4) must be at least 'minReplicas' (8); raise it to 8 or more, or lower 'minReplicas' (kserve/replica-bounds)`,
  ),
  finds(
    'bounds that are texts',
    scaledBy('hpa', { minReplicas: '1', maxReplicas: '4', scaleMetric: 'cpu', scaleTarget: 80 }),
    `error [InferenceService/llm/qwen] 'spec.predictor.maxReplicas' ("4") must be a whole number of at least 0; give the greatest number of replicas (kserve/replica-bounds)`,
    `error [InferenceService/llm/qwen] 'spec.predictor.minReplicas' ("1") must be a whole number of at least 0; write 1 (kserve/replica-bounds)`,
  ),
  finds(
    'zero under the class keda without a maximum',
    scaledBy('keda', { minReplicas: 0, maxReplicas: undefined, autoScaling: { metrics: [external({ value: '8' })] } }),
    `error [InferenceService/llm/qwen] 'spec.predictor.maxReplicas' (not given) must be given where the minimum is 0, since it would be 0 as well; give the greatest number of replicas (kserve/replica-bounds)`,
  ),
  finds(
    'zero under the class keda',
    scaledBy('keda', { minReplicas: 0, autoScaling: { metrics: [external({ value: '8' })] } }),
  ),
  finds(
    'no maximum under the class hpa',
    scaledBy('hpa', { maxReplicas: undefined, minReplicas: 2, scaleMetric: 'cpu', scaleTarget: 80 }),
    `warning [InferenceService/llm/qwen] 'spec.predictor.maxReplicas' (not given) must be given, or it is the minimum (2) and nothing ever scales out; give the greatest number of replicas (kserve/replica-bounds)`,
  ),
  finds(
    'memory without a target',
    scaledBy('hpa', { scaleMetric: 'memory' }),
    `error [InferenceService/llm/qwen] 'spec.predictor.scaleTarget' (not given) must be given for memory; write 80 for 80 % (kserve/scale-target)`,
  ),
  finds(
    'requests per second',
    scaledBy('hpa', { scaleMetric: 'rps', scaleTarget: 10 }),
    `error [InferenceService/llm/qwen] 'spec.predictor.scaleMetric' ("rps") must be cpu or memory where KServe makes a Deployment; write 'cpu', or use the class external and a scaler on a metric of the engine (kserve/scale-target)`,
  ),
  finds('CPU without a target', scaledBy('hpa', { scaleMetric: 'cpu' })),
  finds(
    'no metric under the class keda',
    scaledBy('keda', {}),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics' (not given) must hold a metric under the class keda; add one of type Resource or External (kserve/keda-metrics)`,
  ),
  finds(
    'a metric of no type under the class keda',
    scaledBy('keda', { autoScaling: { metrics: [{ type: 'Pods' }] } }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].type' ("Pods") must be Resource, External or PodMetric; write 'External' for a query (kserve/keda-metrics)`,
  ),
  finds(
    'an average of CPU under the class keda',
    scaledBy('keda', {
      autoScaling: {
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '2' } } }],
      },
    }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].resource.target.type' ("AverageValue") must be Utilization for cpu under the class keda; write 'type: Utilization' with averageUtilization (kserve/keda-metrics)`,
  ),
  finds(
    'memory under the class keda',
    scaledBy('keda', {
      autoScaling: {
        metrics: [
          { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '8Gi' } } },
        ],
      },
    }),
  ),
  finds(
    'memory by its value, and little of it',
    scaledBy('keda', {
      autoScaling: {
        metrics: [
          { type: 'Resource', resource: { name: 'memory', target: { type: 'Value', value: '8Gi' } } },
          { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Mi' } } },
          { type: 'Resource', resource: { name: 'disk', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
      },
    }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].resource.target.type' ("Value") must be Utilization or AverageValue for memory; write 'type: Utilization' with averageUtilization (kserve/keda-metrics)`,
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[1].resource.target.averageValue' ("1Mi") must be more than 1 MiB; write '8Gi', for example (kserve/keda-metrics)`,
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[2].resource.name' ("disk") must be cpu or memory; write 'cpu' (kserve/keda-metrics)`,
  ),
  finds(
    'a query that is empty, of Graphite',
    scaledBy('keda', {
      autoScaling: {
        metrics: [
          { type: 'External', external: { metric: { backend: 'graphite', query: ' ' }, target: { value: '0' } } },
        ],
      },
    }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].external.metric.backend' ("graphite") must be prometheus: KEDA's graphite trigger needs a queryTime, which KServe cannot set; write 'prometheus' (kserve/keda-metrics)`,
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].external.metric.query' (" ") must be given; write one that gives a single element: sum(…) (kserve/keda-metrics)`,
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[0].external.target.value' ("0") must be at least 0.001; give what one replica should carry (kserve/keda-metrics)`,
  ),
  findsIn(
    { kserveVersion: '0.15.0' },
    'a change that sets the size back',
    scaledBy('hpa', { scaleMetric: 'cpu', scaleTarget: 80 }).replace('Standard', 'RawDeployment'),
    'warning [InferenceService/llm/qwen] KServe 0.15.0 sets a scaled service to one replica when it changes; update to 0.15.1 or later, and change the service when there is no load until then (kserve/replica-reset)',
  ),
  findsIn(
    { kserveVersion: '0.15' },
    'a change in a version of which the patch is not known',
    scaledBy('hpa', { scaleMetric: 'cpu', scaleTarget: 80 }).replace('Standard', 'RawDeployment'),
  ),
  findsIn(
    { kserveVersion: '0.15.1' },
    'a change that leaves the size alone',
    scaledBy('hpa', { scaleMetric: 'cpu', scaleTarget: 80 }).replace('Standard', 'RawDeployment'),
  ),
  finds(
    'the scaling of an LLMInferenceService by KEDA',
    object('serving.kserve.io/v1alpha2', 'LLMInferenceService', {
      spec: { scaling: { minReplicas: 0, maxReplicas: 4, keda: {} } },
    }),
    `error [LLMInferenceService/llm/qwen] 'spec.scaling.keda' (an object) comes after KServe 0.20, and the cluster has 0.20; use a ScaledObject of your own on the Deployment NAME-kserve (kserve/llm-scaling)`,
    `error [LLMInferenceService/llm/qwen] 'spec.scaling.minReplicas' (0) must be a whole number of at least 1; write 1 (kserve/llm-scaling)`,
  ),
  finds(
    'the scaling of an LLMInferenceService by two and by none',
    object('serving.kserve.io/v1alpha2', 'LLMInferenceService', {
      spec: {
        scaling: { minReplicas: 8, maxReplicas: 4, wva: { hpa: {}, keda: {} }, keda: {} },
        prefill: { scaling: { maxReplicas: 1 } },
      },
    }),
    `error [LLMInferenceService/llm/qwen] 'hpa' and 'keda' are both given; keep one of them (kserve/llm-scaling)`,
    `error [LLMInferenceService/llm/qwen] 'spec.scaling.keda' (an object) comes after KServe 0.20, and the cluster has 0.20; use a ScaledObject of your own on the Deployment NAME-kserve (kserve/llm-scaling)`,
    `error [LLMInferenceService/llm/qwen] 'spec.scaling.maxReplicas' (4) must be at least 'minReplicas' (8); raise it to 8 or more (kserve/llm-scaling)`,
    `error [LLMInferenceService/llm/qwen] 'wva' and 'keda' are both given; keep one of them (kserve/llm-scaling)`,
    `error [LLMInferenceService/llm/qwen] there is neither 'wva' nor 'keda'; add 'wva', or use a ScaledObject of your own on the Deployment NAME-kserve (kserve/llm-scaling)`,
  ),
  finds(
    'shares of a Resource metric',
    scaledBy('keda', {
      autoScaling: {
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 150 } } },
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 0.5 } } },
        ],
      },
    }),
    `error [InferenceService/llm/qwen] 'spec.predictor.autoScaling.metrics[1].resource.target.averageUtilization' (0.5) must be a whole percentage of at least 1; write 80 for 80 % (kserve/resource-target)`,
  ),
]);
