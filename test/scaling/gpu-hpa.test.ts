import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import { Backend, EngineMetric, GpuHpa, type GpuHpaProps, RawMetric, ScalingPolicy, SelectPolicy } from '../../src';
import { errorsOf, type Manifest, newChart, newService, only } from '../support/chart';

/** The HPA that some props make, over the smallest ones. */
function hpa(props: Partial<GpuHpaProps> = {}): Manifest {
  const chart = newChart();
  new GpuHpa(chart, 'Scaler', {
    target: newService(chart),
    maxReplicas: 4,
    metrics: [EngineMetric.RUNNING_REQUESTS.target(8)],
    ...props,
  });
  expect(errorsOf(chart)).toEqual([]);
  return only(chart, 'HorizontalPodAutoscaler');
}

test('the smallest HPA', () => {
  expect(hpa()).toMatchInlineSnapshot(`
{
  "apiVersion": "autoscaling/v2",
  "kind": "HorizontalPodAutoscaler",
  "metadata": {
    "name": "qwen-hpa",
    "namespace": "llm",
  },
  "spec": {
    "behavior": {
      "scaleDown": {
        "stabilizationWindowSeconds": 300,
      },
    },
    "maxReplicas": 4,
    "metrics": [
      {
        "pods": {
          "metric": {
            "name": "vllm_num_requests_running",
          },
          "target": {
            "averageValue": "8",
            "type": "AverageValue",
          },
        },
        "type": "Pods",
      },
    ],
    "minReplicas": 1,
    "scaleTargetRef": {
      "apiVersion": "apps/v1",
      "kind": "Deployment",
      "name": "qwen-predictor",
    },
  },
}
`);
});

describe('every prop reaches the output', () => {
  interface Entry {
    readonly given: Partial<GpuHpaProps>;
    readonly where: (manifest: Manifest) => unknown;
    readonly expected: unknown;
  }
  const raw = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'other' };
  const entries: Record<keyof GpuHpaProps, Entry> = {
    target: {
      given: { target: raw, metrics: [RawMetric.pods('queue').averageValue(1)] },
      where: ({ spec }) => spec.scaleTargetRef,
      expected: raw,
    },
    metrics: {
      given: { metrics: [EngineMetric.WAITING_REQUESTS.target(3)] },
      where: ({ spec }) => spec.metrics.map(({ pods }: Manifest) => pods),
      expected: [
        { metric: { name: 'vllm_num_requests_waiting' }, target: { type: 'AverageValue', averageValue: '3' } },
      ],
    },
    minReplicas: { given: { minReplicas: 2 }, where: ({ spec }) => spec.minReplicas, expected: 2 },
    maxReplicas: { given: { maxReplicas: 9 }, where: ({ spec }) => spec.maxReplicas, expected: 9 },
    behavior: {
      given: { behavior: { scaleDown: { stabilizationWindow: Duration.minutes(10) } } },
      where: ({ spec }) => spec.behavior,
      expected: { scaleDown: { stabilizationWindowSeconds: 600 } },
    },
    metadata: {
      given: { metadata: { name: 'own', labels: { team: 'a' }, annotations: { note: 'b' } } },
      where: ({ metadata }) => metadata,
      expected: { name: 'own', namespace: 'llm', labels: { team: 'a' }, annotations: { note: 'b' } },
    },
  };

  test.each(Object.entries(entries))('%s', (_prop, { given, where, expected }) => {
    expect(where(hpa())).not.toEqual(expected);
    expect(where(hpa(given))).toEqual(expected);
  });
});

test('every field of the behavior reaches the output', () => {
  const rules = {
    stabilizationWindow: Duration.minutes(1),
    policies: [ScalingPolicy.pods(2, Duration.minutes(1)), ScalingPolicy.percent(50, Duration.seconds(90))],
    selectPolicy: SelectPolicy.MIN,
  };
  const expected = {
    stabilizationWindowSeconds: 60,
    policies: [
      { type: 'Pods', value: 2, periodSeconds: 60 },
      { type: 'Percent', value: 50, periodSeconds: 90 },
    ],
    selectPolicy: 'Min',
  };
  expect(hpa({ behavior: { scaleUp: rules, scaleDown: rules } }).spec.behavior).toEqual({
    scaleUp: expected,
    scaleDown: expected,
  });
});

test('scaling in waits for 300 s even where the behavior says only something about scaling out', () => {
  const { behavior } = hpa({ behavior: { scaleUp: { selectPolicy: SelectPolicy.MAX } } }).spec;
  expect(behavior).toEqual({
    scaleUp: { selectPolicy: 'Max' },
    scaleDown: { stabilizationWindowSeconds: 300 },
  });
});

test('the construct says what it made', () => {
  const chart = newChart();
  const target = newService(chart);
  const scaler = new GpuHpa(chart, 'Scaler', {
    target,
    maxReplicas: 4,
    metrics: [EngineMetric.RUNNING_REQUESTS.target(8)],
  });
  expect(scaler.name).toBe('qwen-hpa');
  expect(scaler.namespace).toBe('llm');
  expect(scaler.scaleTarget).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' });
  expect(ApiObject.of(scaler)).toBe(scaler.horizontalPodAutoscaler);
  expect(scaler.horizontalPodAutoscaler.node.path).toBe('test/Scaler/Resource');
});

test('an HPA stands in the namespace of its service and not in that of the chart', () => {
  const chart = newChart();
  const target = newService(chart, 'Qwen', { metadata: { namespace: 'elsewhere' } });
  new GpuHpa(chart, 'Scaler', { target, maxReplicas: 4, metrics: [EngineMetric.RUNNING_REQUESTS.target(8)] });
  expect(only(chart, 'HorizontalPodAutoscaler').metadata).toEqual({ name: 'qwen-hpa', namespace: 'elsewhere' });
});

test('a JsonPatch of a field that nobody knows survives', () => {
  const chart = newChart();
  const scaler = new GpuHpa(chart, 'Scaler', {
    target: newService(chart),
    maxReplicas: 4,
    metrics: [EngineMetric.RUNNING_REQUESTS.target(8)],
  });
  scaler.horizontalPodAutoscaler.addJsonPatch(
    JsonPatch.add('/spec/fieldOfTomorrow', { a: 1 }),
    JsonPatch.replace('/spec/maxReplicas', 5),
  );
  const { spec } = only(chart, 'HorizontalPodAutoscaler');
  expect(spec.fieldOfTomorrow).toEqual({ a: 1 });
  expect(spec.maxReplicas).toBe(5);
});

test('a plain Deployment under an HPA is emitted without replicas', () => {
  const chart = newChart();
  const target = newService(chart, 'Qwen', { backend: Backend.deployment() });
  expect(only(chart, 'Deployment').spec.replicas).toBe(1);
  new GpuHpa(chart, 'Scaler', { target, maxReplicas: 4, metrics: [EngineMetric.RUNNING_REQUESTS.target(8)] });
  expect(only(chart, 'Deployment').spec).not.toHaveProperty('replicas');
});
