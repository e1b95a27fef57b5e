import { Unreadable } from '../../../src/rehearsal/reader';
import { applyPolicy } from '../../../src/rehearsal/sweep/apply';
import { type Axis, parseSweep, policiesOf } from '../../../src/rehearsal/sweep/grammar';
import type { Fields } from '../../../src/stack/fields';

const pods = (name: string, target: object) => ({ type: 'Pods', pods: { metric: { name }, target } });
const hpa = (...metrics: object[]): Fields => ({
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'gemma-hpa' },
  spec: { minReplicas: 1, maxReplicas: 8, metrics },
});
const running = hpa(pods('running', { type: 'AverageValue', averageValue: '8' }));
const two = hpa(pods('running', { type: 'AverageValue', averageValue: '8' }), {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
});
const scaledObject: Fields = {
  kind: 'ScaledObject',
  spec: {
    minReplicaCount: 1,
    triggers: [
      { type: 'cron', metadata: {} },
      { type: 'prometheus', name: 'queue', metadata: { threshold: '2' } },
    ],
  },
};
const deployment: Fields = { kind: 'Deployment', spec: { replicas: 1 } };

function apply(objects: readonly Fields[], text: string) {
  const [policy] = policiesOf(parseSweep(text) as readonly Axis[]);
  return applyPolicy(objects, policy);
}

test('changes the fields of a HorizontalPodAutoscaler, and nothing else', () => {
  const before = structuredClone([deployment, running]);
  const after = apply(
    [deployment, running],
    'target=4,minReplicas=2,maxReplicas=9,stabilization=60s,scaleUpStabilization=30s',
  );
  expect(after).toEqual([
    deployment,
    {
      ...running,
      spec: {
        minReplicas: 2,
        maxReplicas: 9,
        metrics: [pods('running', { type: 'AverageValue', averageValue: '4' })],
        behavior: { scaleDown: { stabilizationWindowSeconds: 60 }, scaleUp: { stabilizationWindowSeconds: 30 } },
      },
    },
  ]);
  expect((after as readonly Fields[])[0]).toBe(deployment);
  expect([deployment, running]).toEqual(before);
});

test('changes the fields of a ScaledObject', () => {
  const text = 'target=4.5,minReplicas=0,maxReplicas=9,stabilization=60s,pollingInterval=10s,cooldownPeriod=5m';
  expect(apply([scaledObject], text)).toEqual([
    {
      kind: 'ScaledObject',
      spec: {
        minReplicaCount: 0,
        maxReplicaCount: 9,
        pollingInterval: 10,
        cooldownPeriod: 300,
        triggers: [
          { type: 'cron', metadata: {} },
          { type: 'prometheus', name: 'queue', metadata: { threshold: '4.5' } },
        ],
        advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } } },
      },
    },
  ]);
});

test('changes the trigger of a name, and its value where it has no threshold', () => {
  const trigger = (name: string, metadata: object) => ({ type: 'prometheus', name, metadata });
  const cpu = { type: 'cpu', name: 'cpu', metadata: { value: '60' } };
  const object: Fields = { kind: 'ScaledObject', spec: { triggers: [trigger('queue', { threshold: '2' }), cpu] } };
  expect(apply([object], 'target:queue=3,target:cpu=70')).toEqual([
    {
      kind: 'ScaledObject',
      spec: { triggers: [trigger('queue', { threshold: '3' }), { ...cpu, metadata: { value: '70' } }] },
    },
  ]);
});

test('changes the scaling that KServe does itself, and no other InferenceService', () => {
  const scaled: Fields = {
    kind: 'InferenceService',
    spec: { predictor: { minReplicas: 1, maxReplicas: 3, scaleTarget: 10 } },
  };
  const external: Fields = { kind: 'InferenceService', spec: { predictor: { model: {} } } };
  expect(apply([scaled, external, running], 'target=20,maxReplicas=5')).toMatchObject([
    { spec: { predictor: { minReplicas: 1, maxReplicas: 5, scaleTarget: 20 } } },
    external,
    { spec: { maxReplicas: 5 } },
  ]);
});

test.each([
  ['target=0.25', running, { averageValue: '250m' }],
  ['target:cpu=70', two, { averageUtilization: 70 }],
  ['target:running=4', two, { averageValue: '4' }],
  [
    'target=4',
    hpa({ type: 'External', external: { metric: { name: 'x' }, target: { type: 'Value', value: '1' } } }),
    { value: '4' },
  ],
])('puts %s where it belongs', (text, object, expected) => {
  const [changed] = apply([object], text) as readonly Fields[];
  const { metrics } = changed.spec as { metrics: Record<string, { target?: object }>[] };
  const targets = metrics.map((metric) => Object.values(metric).find((each) => each.target)?.target);
  expect(targets).toContainEqual(expect.objectContaining(expected));
});

test.each([
  [
    [two],
    'target=4',
    "'target=4' has no place here; there are several metrics (running, cpu): say which by target:METRIC=VALUES",
  ],
  [[two], 'target:queue=4', "'target:queue=4' has no place here; no metric is called 'queue', only running, cpu"],
  [
    [running],
    'pollingInterval=15s',
    "'pollingInterval=15s' has no place here; it is a field of ScaledObject, and there is none",
  ],
  [
    [deployment],
    'maxReplicas=4',
    "'maxReplicas=4' has no place here; it is a field of HorizontalPodAutoscaler, ScaledObject, InferenceService, and there is none",
  ],
  [
    [{ kind: 'constructor', spec: {} }],
    'pollingInterval=15s',
    "'pollingInterval=15s' has no place here; it is a field of ScaledObject, and there is none",
  ],
  [
    [{ kind: 'InferenceService', spec: { predictor: [] } }],
    'maxReplicas=4',
    "'maxReplicas=4' has no place here; no HorizontalPodAutoscaler or ScaledObject or InferenceService here has it",
  ],
  [
    [hpa({}, { type: 'Pods', pods: { metric: { name: 7 }, target: {} } })],
    'target:7=4',
    "'target:7=4' has no place here; no metric is called '7'",
  ],
  [[{ kind: 'ScaledObject', spec: {} }], 'target:a=4', "'target:a=4' has no place here; no metric is called 'a'"],
  [
    [{ kind: 'ScaledObject', spec: { triggers: [{ name: 'a' }] } }],
    'target:a=4',
    "'target:a=4' has no place here; no metric is called 'a'",
  ],
])('refuses what has no place', (objects, text, reason) => {
  expect(apply(objects, text)).toEqual(new Unreadable([reason]));
});
