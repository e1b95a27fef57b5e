import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import {
  ClusterProfile,
  EngineMetric,
  FallbackBehavior,
  KedaAuthentication,
  KedaAuthMode,
  KedaLlmScaler,
  type KedaLlmScalerProps,
  KedaTrigger,
  Percent,
  ResourceMetric,
  ScalingPolicy,
} from '../../../src';
import { errorsOf, type Manifest, newChart, newService, only, warningsOf } from '../../support/chart';

const QUEUE = KedaTrigger.prometheus({ query: 'sum(queue)', threshold: 5, existsWithoutPods: true, name: 'queue' });

/** The ScaledObject that some props make, over the smallest ones. */
function scaledObject(props: Partial<KedaLlmScalerProps> = {}): Manifest {
  const chart = newChart();
  new KedaLlmScaler(chart, 'Scaler', {
    target: newService(chart),
    maxReplicas: 4,
    metrics: [EngineMetric.RUNNING_REQUESTS.target(2)],
    ...props,
  });
  expect(errorsOf(chart)).toEqual([]);
  return only(chart, 'ScaledObject');
}

test('the smallest ScaledObject', () => {
  expect(scaledObject()).toMatchInlineSnapshot(`
{
  "apiVersion": "keda.sh/v1alpha1",
  "kind": "ScaledObject",
  "metadata": {
    "name": "qwen-keda",
    "namespace": "llm",
  },
  "spec": {
    "advanced": {
      "horizontalPodAutoscalerConfig": {
        "behavior": {
          "scaleDown": {
            "stabilizationWindowSeconds": 300,
          },
        },
      },
    },
    "fallback": {
      "behavior": "currentReplicasIfHigher",
      "failureThreshold": 3,
      "replicas": 1,
    },
    "maxReplicaCount": 4,
    "minReplicaCount": 1,
    "scaleTargetRef": {
      "apiVersion": "apps/v1",
      "kind": "Deployment",
      "name": "qwen-predictor",
    },
    "triggers": [
      {
        "metadata": {
          "ignoreNullValues": "false",
          "query": "sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"})",
          "serverAddress": "http://prometheus-kube-prometheus-prometheus.monitoring.svc:9090",
          "threshold": "2",
        },
        "metricType": "AverageValue",
        "name": "vllm_num_requests_running",
        "type": "prometheus",
      },
    ],
  },
}
`);
});

describe('every prop reaches the output', () => {
  interface Entry {
    readonly given: Partial<KedaLlmScalerProps>;
    readonly where: (manifest: Manifest) => unknown;
    readonly expected: unknown;
  }
  const sleeping = { minReplicas: 0, triggers: [QUEUE] };
  const raw = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'other' };
  const entries: Record<keyof KedaLlmScalerProps, Entry> = {
    target: {
      given: { target: raw, metrics: [ResourceMetric.CPU.target(Percent.of(50))] },
      where: ({ spec }) => spec.scaleTargetRef,
      expected: raw,
    },
    metrics: {
      given: { metrics: [EngineMetric.WAITING_REQUESTS.target(2)] },
      where: ({ spec }) => spec.triggers.map(({ name }: Manifest) => name),
      expected: ['vllm_num_requests_waiting'],
    },
    minReplicas: { given: { minReplicas: 2 }, where: ({ spec }) => spec.minReplicaCount, expected: 2 },
    maxReplicas: { given: { maxReplicas: 9 }, where: ({ spec }) => spec.maxReplicaCount, expected: 9 },
    behavior: {
      given: { behavior: { scaleUp: { policies: [ScalingPolicy.pods(1, Duration.minutes(1))] } } },
      where: ({ spec }) => spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleUp,
      expected: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
    },
    metadata: {
      given: { metadata: { name: 'own', labels: { team: 'a' }, annotations: { note: 'b' } } },
      where: ({ metadata }) => metadata,
      expected: { name: 'own', namespace: 'llm', labels: { team: 'a' }, annotations: { note: 'b' } },
    },
    triggers: {
      given: { triggers: [QUEUE] },
      where: ({ spec }) => spec.triggers.map(({ name }: Manifest) => name),
      expected: ['vllm_num_requests_running', 'queue'],
    },
    fallback: {
      given: { fallback: { replicas: 3, failureThreshold: 5, behavior: FallbackBehavior.CURRENT_REPLICAS } },
      where: ({ spec }) => spec.fallback,
      expected: { replicas: 3, failureThreshold: 5, behavior: 'currentReplicas' },
    },
    pollingInterval: {
      given: { ...sleeping, pollingInterval: Duration.seconds(7) },
      where: ({ spec }) => spec.pollingInterval,
      expected: 7,
    },
    cooldownPeriod: {
      given: { ...sleeping, cooldownPeriod: Duration.minutes(20) },
      where: ({ spec }) => spec.cooldownPeriod,
      expected: 1200,
    },
    scalingModifiers: {
      given: {
        triggers: [QUEUE],
        scalingModifiers: {
          formula: 'max([vllm_num_requests_running, queue / 2])',
          target: 2.5,
          activationTarget: 0.5,
          metricType: 'Value',
        },
      },
      where: ({ spec }) => spec.advanced.scalingModifiers,
      expected: {
        formula: 'max([vllm_num_requests_running, queue / 2])',
        target: '2.5',
        activationTarget: '0.5',
        metricType: 'Value',
      },
    },
    authentication: {
      given: { authentication: KedaAuthentication.reference('prometheus-token', KedaAuthMode.BEARER) },
      where: ({ spec: { triggers } }) => [triggers[0].authenticationRef, triggers[0].metadata.authModes],
      expected: [{ name: 'prometheus-token', kind: 'TriggerAuthentication' }, 'bearer'],
    },
  };

  test.each(Object.entries(entries))('%s', (_prop, { given, where, expected }) => {
    expect(where(scaledObject())).not.toEqual(expected);
    expect(where(scaledObject(given))).toEqual(expected);
  });
});

test('the construct says what it made', () => {
  const chart = newChart();
  const metrics = [EngineMetric.RUNNING_REQUESTS.target(2)];
  const scaler = new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics });
  expect(scaler.name).toBe('qwen-keda');
  expect(scaler.namespace).toBe('llm');
  expect(scaler.scaleTarget).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' });
  expect(ApiObject.of(scaler)).toBe(scaler.scaledObject);
  expect(scaler.scaledObject.node.path).toBe('test/Scaler/Resource');
});

test('a JsonPatch of a field that nobody knows survives', () => {
  const chart = newChart();
  const metrics = [EngineMetric.RUNNING_REQUESTS.target(2)];
  const scaler = new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics });
  scaler.scaledObject.addJsonPatch(JsonPatch.add('/spec/advanced/fieldOfTomorrow', true));
  expect(only(chart, 'ScaledObject').spec.advanced.fieldOfTomorrow).toBe(true);
});

test('there must be a metric or a trigger', () => {
  const chart = newChart();
  new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics: [] });
  expect(errorsOf(chart)).toEqual([
    '[test/Scaler] there is neither a metric nor a trigger; give at least one (metric/none)',
  ]);
});

test('a trigger is enough', () => {
  expect(scaledObject({ metrics: [], triggers: [QUEUE] }).spec.triggers).toHaveLength(1);
});

describe('polling and cooldown', () => {
  test('are written with their defaults where it scales to zero', () => {
    const { spec } = scaledObject({ minReplicas: 0, triggers: [QUEUE] });
    expect(spec).toMatchObject({ minReplicaCount: 0, pollingInterval: 30, cooldownPeriod: 300 });
  });

  test('can be as short as KEDA takes them', () => {
    const { spec } = scaledObject({
      minReplicas: 0,
      triggers: [QUEUE],
      pollingInterval: Duration.seconds(1),
      cooldownPeriod: Duration.seconds(0),
    });
    expect(spec).toMatchObject({ pollingInterval: 1, cooldownPeriod: 0 });
  });

  test('elsewhere draw a warning and are left out', () => {
    const chart = newChart();
    new KedaLlmScaler(chart, 'Scaler', {
      target: newService(chart),
      maxReplicas: 4,
      metrics: [EngineMetric.RUNNING_REQUESTS.target(2)],
      pollingInterval: Duration.seconds(7),
      cooldownPeriod: Duration.seconds(7),
    });
    expect(warningsOf(chart)).toEqual(
      ['pollingInterval', 'cooldownPeriod'].map(
        (prop) =>
          `[test/Scaler] '${prop}' counts only for scaling to zero and is not emitted; leave it out (keda/timing)`,
      ),
    );
    expect(errorsOf(chart)).toEqual([]);
    const { spec } = only(chart, 'ScaledObject');
    expect(spec).not.toHaveProperty('pollingInterval');
    expect(spec).not.toHaveProperty('cooldownPeriod');
  });

  test('must be whole and positive', () => {
    const chart = newChart();
    new KedaLlmScaler(chart, 'Scaler', {
      target: newService(chart),
      minReplicas: 0,
      maxReplicas: 4,
      metrics: [],
      triggers: [QUEUE],
      pollingInterval: Duration.seconds(0),
      cooldownPeriod: Duration.millis(1500),
    });
    expect(errorsOf(chart)).toEqual([
      '[test/Scaler] \'pollingInterval\' ("0 s") must be a whole number of seconds of at least 1 s; round it (value/seconds)',
      '[test/Scaler] \'cooldownPeriod\' ("1.5 s") must be a whole number of seconds of at least 0 s; round it (value/seconds)',
    ]);
  });
});

test('without an address of Prometheus a metric cannot be asked for', () => {
  const chart = newChart(ClusterProfile.ack());
  const metrics = [EngineMetric.RUNNING_REQUESTS.target(2), ResourceMetric.CPU.target(Percent.of(50))];
  new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics });
  expect(errorsOf(chart)).toEqual([
    "[test/Scaler] 'metrics[0]' needs the address of Prometheus; give prometheusUrl in the cluster profile (metric/no-prometheus)",
  ]);
});
