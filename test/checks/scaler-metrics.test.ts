import { all, container, cpu, deployment, hpa, object, scaled } from '../bad-inputs/manifests/build';
import { finds, testCases } from './table';

testCases([
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
