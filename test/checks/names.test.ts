import {
  all,
  deployment,
  hpa,
  model,
  network,
  object,
  policy,
  query,
  scaled,
  service,
} from '../bad-inputs/manifests/build';
import { finds, testCases } from './table';

testCases([
  finds(
    'a name of a role with a colon',
    object(
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      { rules: [] },
      { name: 'system:reader', namespace: undefined },
    ),
  ),
  finds('a name that is made', hpa({}, { name: undefined, generateName: 'qwen-' })),
  finds(
    'no name',
    hpa({}, { name: undefined }),
    `error [HorizontalPodAutoscaler/llm/] 'metadata.name' (not given) must be given; name the object (name/syntax)`,
  ),
  finds(
    'a name that is an object, as braces without quotes are',
    hpa({}, { name: { app: null } }),
    `error [HorizontalPodAutoscaler/llm/] 'metadata.name' (an object) must consist of lower-case letters, digits, '-' and '.', and begin and end with a letter or digit; give a name (name/syntax)`,
  ),
  finds('a name with dots', object('v1', 'ConfigMap', { data: {} }, { name: 'a.b' })),
  finds(
    'a Service whose name begins with a digit',
    network().replace('name: qwen', 'name: 7qwen'),
    `error [Service/llm/7qwen] 'metadata.name' ("7qwen") must consist of lower-case letters, digits and '-', at most 63, and begin with a letter; write 'm-7qwen' (name/syntax)`,
  ),
  finds(
    'a name of 48 characters, and one of several nodes',
    model({ storageUri: 'pvc://models/iris' }, { minReplicas: 1, workerSpec: {} })
      .replace('autoscalerClass: external', 'autoscalerClass: none')
      .replace('name: qwen', `name: ${'q'.repeat(42)}`),
    `error [InferenceService/llm/qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq] 'metadata.name' ("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq") must have at most 41 characters, not 42, for the label isvc.qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq-predictor-worker; shorten it, for example to 'qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq' (name/too-long)`,
  ),
  finds(
    'a ScaledObject with a long name',
    scaled().replace('name: qwen', `name: ${'q'.repeat(55)}`),
    `error [ScaledObject/llm/qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq] 'metadata.name' ("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq") must have at most 54 characters, not 55, for KEDA's keda-hpa-qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq; shorten it, for example to 'qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq' (name/too-long)`,
  ),
  finds(
    'the same object twice',
    all(hpa(), hpa()),
    `warning [HorizontalPodAutoscaler/llm/qwen] HorizontalPodAutoscaler llm/qwen stands twice, first in stack.yaml:1; rename one of them; if the files are for several clusters, check each with '--each' (name/duplicate)`,
  ),
  finds('two objects of one name and two kinds', all(hpa(), scaled({ scaleTargetRef: { name: 'other' } }))),
  finds(
    "an HPA by the name of KServe's, without the service",
    hpa(
      { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' } },
      { name: 'qwen-predictor' },
    ),
    `error [HorizontalPodAutoscaler/llm/qwen-predictor] 'metadata.name' ("qwen-predictor") is what KServe calls its own HPA, and deletes; write 'qwen-hpa' (name/reserved)`,
  ),
  finds(
    "an HPA by the name of KServe's of another namespace",
    all(service({}, {}, { namespace: 'other' }), hpa({}, { name: 'qwen-predictor' })),
  ),
  finds(
    'labels and annotations as they may be',
    deployment(
      {},
      {},
      {
        labels: { 'example.com/team': 'a.b_c-D', empty: '' },
        annotations: { note: 'any text / at all', 'example.com/x': '' },
      },
    ),
  ),
  finds(
    'annotations that are no texts',
    deployment({}, {}, { annotations: { enabled: true, list: ['a'] } }),
    `error [Deployment/llm/qwen] 'metadata.annotations.enabled' (true) must be a text; write it in quotes (label/syntax)`,
    `error [Deployment/llm/qwen] 'metadata.annotations.list' (a list of 1) must be a text; write it in quotes (label/syntax)`,
  ),
  finds(
    'labels of the pods and of the selector',
    deployment({}, {}, {}, { selector: { matchLabels: { app: 1 } } }),
    `error [Deployment/llm/qwen] 'spec.selector.matchLabels.app' (1) must be a text; write it in quotes, with all its digits (label/syntax)`,
  ),
  finds(
    'labels of a unit',
    all(deployment(), policy({ units: [{ resource: 'ecs', podLabels: { 'a b': 'c' } }] })),
    `error [ResourcePolicy/llm/qwen] 'spec.units[0].podLabels['a b']' ("c") must have a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)`,
  ),
  finds(
    'fields of a ScaledObject that there are not',
    scaled({
      maxReplicas: 4,
      advanced: { horizontalPodAutoscalerConfig: { behaviour: {} } },
      triggers: [{ ...query(), metricsType: 'Value' }],
    }),
    `error [ScaledObject/llm/qwen] 'behaviour' is no field of 'spec.advanced.horizontalPodAutoscalerConfig' in a ScaledObject; did you mean 'behavior'? (value/unknown-field)`,
    `error [ScaledObject/llm/qwen] 'maxReplicas' is no field of 'spec' in a ScaledObject; did you mean 'maxReplicaCount'? (value/unknown-field)`,
    `error [ScaledObject/llm/qwen] 'metricsType' is no field of 'spec.triggers[0]' in a ScaledObject; did you mean 'metricType'? (value/unknown-field)`,
  ),
  finds(
    'fields of a policy that there are not',
    all(
      deployment(),
      policy({ units: [{ resource: 'ecs', maximum: 2 }], whenTryNextUnits: { policy: 'Timeout', timeOut: '5m' } }),
    ),
    `error [ResourcePolicy/llm/qwen] 'maximum' is no field of 'spec.units[0]' in a ResourcePolicy; take it out; there are resource, nodeSelector, max, maxResources, podLabels, podAnnotations, spotInstance, scaleInWeight (value/unknown-field)`,
    `error [ResourcePolicy/llm/qwen] 'timeOut' is no field of 'spec.whenTryNextUnits' in a ResourcePolicy; did you mean 'timeout'? (value/unknown-field)`,
  ),
  finds('texts with lines and tabs', deployment({}, {}, { annotations: { note: 'a\n\tb' } })),
  finds('empty values of objects', deployment({}, { securityContext: null })),
]);
