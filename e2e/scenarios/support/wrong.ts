import type { KubeObject } from '../../control-plane/kubectl';
import type { JudgeName } from './judge';

const metadata = { name: 'wrong' };
const nobody = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody' };

function scaledObject(trigger: object): KubeObject {
  const spec = { scaleTargetRef: nobody, minReplicaCount: 1, triggers: [trigger] };
  return { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata, spec };
}

function prometheusTrigger(threshold: string): object {
  return { type: 'prometheus', metadata: { serverAddress: 'http://a', query: 'a', threshold } };
}

function hpa(spec: object): KubeObject {
  const base = { scaleTargetRef: nobody, maxReplicas: 2 };
  return { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec: { ...base, ...spec } };
}

function adapter(config: string): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'config.yaml': config } };
}

type Wrong = readonly [what: string, judge: JudgeName, why: string, objects: readonly KubeObject[]];

/** Objects that somebody has to refuse: one that nobody asks would accept them all. */
export const WRONG: readonly Wrong[] = [
  [
    'an InferenceService with its bounds the wrong way round',
    'judge-kserve',
    "'MinReplicas' cannot be greater than MaxReplicas",
    [
      {
        apiVersion: 'serving.kserve.io/v1beta1',
        kind: 'InferenceService',
        metadata,
        spec: { predictor: { minReplicas: 5, maxReplicas: 1, containers: [{ name: 'a', image: 'a' }] } },
      },
    ],
  ],
  [
    'a ScaledObject whose Deployment is not there',
    'judge-keda',
    'deployments.apps "nobody" not found',
    [scaledObject({ type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } })],
  ],
  [
    'a threshold that is a quantity',
    'judge-keda',
    'unable to set param "threshold" value "500m"',
    [scaledObject(prometheusTrigger('500m'))],
  ],
  [
    'a threshold that the HPA of KEDA cannot express',
    'judge-kubernetes',
    'must be positive',
    [scaledObject(prometheusTrigger('0.0001'))],
  ],
  ['an HPA that scales to zero', 'judge-kubernetes', 'must be greater than or equal to 1', [hpa({ minReplicas: 0 })]],
  ['an HPA with a field that does not exist', 'judge-kubernetes', 'unknown field "spec.min"', [hpa({ min: 1 })]],
  [
    'a rule that is no PromQL',
    'judge-prometheus',
    'unclosed left parenthesis',
    [
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata,
        spec: { groups: [{ name: 'a', rules: [{ record: 'a', expr: 'sum(' }] }] },
      },
    ],
  ],
  [
    "an adapter's rule with a key that does not exist",
    'judge-adapter',
    'field serieQuery not found',
    [adapter("rules: [{ serieQuery: 'a' }]")],
  ],
  [
    'an HPA on a metric that no rule gives',
    'judge-adapter',
    'an HPA asks for b, and no rule gives it',
    [
      adapter('rules: []'),
      hpa({
        metrics: [{ type: 'Pods', pods: { metric: { name: 'b' }, target: { type: 'AverageValue', averageValue: 1 } } }],
      }),
    ],
  ],
];
