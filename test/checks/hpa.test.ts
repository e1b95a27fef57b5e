import { hpa, object } from '../bad-inputs/manifests/build';
import { finds, findsIn, testCases } from './table';

testCases([
  findsIn(
    { kubernetesVersion: '1.37' },
    'zero where Kubernetes can, by a metric that there is without pods',
    hpa({
      minReplicas: 0,
      metrics: [{ type: 'External', external: { metric: { name: 'queue' }, target: { type: 'Value', value: '8' } } }],
    }),
  ),
  findsIn(
    { kubernetesVersion: '1.37' },
    'zero by a metric of the pods only',
    hpa({ minReplicas: 0 }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.minReplicas' (0) must be at least 1, since this HPA cannot scale to zero; write 1, or use a ScaledObject of KEDA with 'minReplicaCount: 0' (hpa/replica-bounds)`,
  ),
  finds('bounds that leave no room', hpa({ minReplicas: 4 })),
  finds('no lower bound', hpa({ minReplicas: undefined })),
  finds(
    'a lower bound below zero',
    hpa({ minReplicas: -1 }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.minReplicas' (-1) must be a whole number of at least 1; write 1 (hpa/replica-bounds)`,
  ),
  finds(
    'a metric of no type',
    hpa({ metrics: [{ type: 'Pod', pods: {} }] }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].type' ("Pod") must be one of Pods, Object, External, Resource, ContainerResource; write 'Pods' for a metric of the pods (hpa/metric-target)`,
  ),
  finds(
    'two targets of one metric',
    hpa({
      metrics: [
        {
          type: 'External',
          external: { metric: { name: 'queue' }, target: { type: 'Value', value: '8', averageValue: '2' } },
        },
      ],
    }),
    'error [HorizontalPodAutoscaler/llm/qwen] a metric of type External has both value and averageValue; keep one of them (hpa/metric-target)',
  ),
  finds(
    'an average of an external metric',
    hpa({
      metrics: [
        {
          type: 'External',
          external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '2' } },
        },
      ],
    }),
  ),
  finds(
    'an object metric',
    hpa({
      metrics: [
        {
          type: 'Object',
          object: {
            metric: { name: 'queue' },
            describedObject: { apiVersion: 'v1', kind: 'Service', name: 'gateway' },
            target: { type: 'Value', value: '500m' },
          },
        },
      ],
    }),
  ),
  finds(
    'a target of zero',
    hpa({
      metrics: [
        { type: 'Pods', pods: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '0' } } },
      ],
    }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].pods.target.averageValue' ("0") must be a quantity above 0; give what one pod should carry (hpa/metric-target)`,
  ),
  finds(
    'a target that is no quantity',
    hpa({
      metrics: [
        { type: 'Pods', pods: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: 'eight' } } },
      ],
    }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].pods.target.averageValue' ("eight") must be a quantity above 0; give what one pod should carry (hpa/metric-target)`,
  ),
  finds(
    'no target at all',
    hpa({ metrics: [{ type: 'Pods', pods: { metric: { name: 'queue' } } }] }),
    `error [HorizontalPodAutoscaler/llm/qwen] the target of a metric of type Pods must have averageValue; add 'averageValue' with what one pod should carry (hpa/metric-target)`,
  ),
  finds(
    'a share that is a fraction',
    hpa({
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 0.8 } } },
      ],
    }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].resource.target.averageUtilization' (0.8) must be a whole percentage above 0; give what one pod should carry (hpa/metric-target)`,
  ),
  finds(
    'a type of target that there is not',
    hpa({
      metrics: [{ type: 'Resource', resource: { name: 'memory', target: { type: 'Average', averageValue: '8Gi' } } }],
    }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].resource.target.type' ("Average") must be AverageValue, since the target is given as 'averageValue'; write 'type: AverageValue' (hpa/target-type)`,
  ),
  finds(
    'the resource of one container',
    hpa({
      metrics: [
        {
          type: 'ContainerResource',
          containerResource: {
            name: 'memory',
            container: 'server',
            target: { type: 'AverageValue', averageValue: '8Gi' },
          },
        },
      ],
    }),
  ),
  finds('the first version of the API', hpa({ metrics: undefined, targetCPUUtilizationPercentage: 80 })),
  finds(
    'metrics that are no list',
    hpa({ metrics: 'cpu' }),
    `warning [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics' ("cpu") must hold a metric; add the metric of the engine, for example its running requests per pod (hpa/no-metrics)`,
  ),
  finds(
    'a spec that is no object',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: 'none' }),
    `error [HorizontalPodAutoscaler/llm/qwen] 'spec.maxReplicas' (not given) must be a whole number of at least 1; give the greatest number of replicas (hpa/replica-bounds)`,
    `warning [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics' (not given) must hold a metric; add the metric of the engine, for example its running requests per pod (hpa/no-metrics)`,
  ),
]);
