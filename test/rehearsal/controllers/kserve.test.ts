import { readHpaSpec } from '../../../src/rehearsal/controllers/hpa/read-policy';
import { readScaledObject } from '../../../src/rehearsal/controllers/keda/read-scaled-object';
import { kserveAutoscaler } from '../../../src/rehearsal/controllers/kserve/autoscaler';
import { Unreadable } from '../../../src/rehearsal/reader';

const service = (predictor: object) => ({ spec: { predictor } });
const cpu = (averageUtilization: number) => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});
const running = (value: string) => ({
  type: 'External',
  external: {
    metric: { backend: 'prometheus', serverAddress: 'http://p', query: 'sum(running)' },
    target: { type: 'Value', value },
  },
});

test.each<[string, object, object]>([
  ['CPU at 80 % by default', {}, { minReplicas: 1, maxReplicas: 1, metrics: [cpu(80)] }],
  ['the target', { scaleTarget: 10, minReplicas: 1, maxReplicas: 10 }, { maxReplicas: 10, metrics: [cpu(10)] }],
  ['no minimum of zero', { minReplicas: 0, maxReplicas: 3 }, { minReplicas: 1, maxReplicas: 3 }],
  ['no maximum below the minimum', { minReplicas: 4, maxReplicas: 3 }, { minReplicas: 4, maxReplicas: 4 }],
  ['no metric for memory without a target', { scaleMetric: 'memory', maxReplicas: 2 }, { metrics: [] }],
  ['no External metric', { autoScaling: { metrics: [running('2')] }, maxReplicas: 2 }, { metrics: [] }],
  [
    'no behavior',
    { autoScaling: { metrics: [cpu(50)], behavior: { scaleUp: { stabilizationWindowSeconds: 60 } } } },
    { metrics: [cpu(50)], behavior: {} },
  ],
])('class hpa makes %s of it', (_, predictor, expected) => {
  const spec = kserveAutoscaler('hpa', service(predictor));
  expect(spec).toMatchObject(expected);
  expect(readHpaSpec(spec)).not.toBeInstanceOf(Unreadable);
});

test('without a metric that KServe keeps the API server puts in 80 % of CPU', () => {
  expect(readHpaSpec(kserveAutoscaler('hpa', service({ scaleMetric: 'memory', maxReplicas: 2 })))).toMatchObject({
    metrics: [{ name: 'cpu', target: { type: 'Utilization', value: 80 } }],
  });
});

test('class keda makes triggers without types of targets, and keeps only the windows of the behavior', () => {
  const behavior = {
    scaleDown: { stabilizationWindowSeconds: 30, policies: [{ type: 'Pods', value: 1, periodSeconds: 15 }] },
  };
  const predictor = { minReplicas: 0, maxReplicas: 5, autoScaling: { metrics: [running('2'), cpu(50)], behavior } };
  const spec = kserveAutoscaler('keda', service(predictor));
  expect(spec).toEqual({
    minReplicaCount: 0,
    maxReplicaCount: 5,
    triggers: [
      { type: 'prometheus', metadata: { serverAddress: 'http://p', query: 'sum(running)', threshold: '2' } },
      { type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } },
    ],
    advanced: {
      horizontalPodAutoscalerConfig: {
        behavior: {
          scaleUp: { stabilizationWindowSeconds: 0 },
          scaleDown: { stabilizationWindowSeconds: 30 },
        },
      },
    },
  });
  // The type Value is lost: KEDA divides by the number of replicas.
  expect(readScaledObject(spec)).toMatchObject({ triggers: [{ metricType: 'AverageValue' }, { type: 'cpu' }] });
});

test('what cannot be read is said', () => {
  expect(kserveAutoscaler('hpa', service({ maxReplicas: 'two' }))).toEqual(
    new Unreadable(['\'spec.predictor.maxReplicas\' ("two") must be a whole number']),
  );
});
