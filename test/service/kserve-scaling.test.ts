import { Chart, Duration, Size, Testing } from 'cdk8s';
import {
  Backend,
  ClusterProfile,
  Engine,
  EngineFamily,
  EngineMetric,
  GpuHpa,
  GpuMetric,
  KServeScaling,
  Metric,
  type MetricTarget,
  Model,
  Monitoring,
  Percent,
  Ratio,
  RawMetric,
  ResourceMetric,
} from '../../src';
import { completeCluster, errorsOf, type Manifest, newChart, newService, only } from '../support/chart';
import { errorsWith, pod } from './support';

const RUNNING = EngineMetric.RUNNING_REQUESTS.target(2);

function keda(...metrics: MetricTarget[]): KServeScaling {
  return KServeScaling.keda(metrics, { maxReplicas: 4 });
}

function scalingFields(scaling: KServeScaling) {
  const { minReplicas, maxReplicas, scaleMetric, scaleTarget, autoScaling } = pod({ scaling });
  return { minReplicas, maxReplicas, scaleMetric, scaleTarget, autoScaling };
}

describe("KServe's HPA", () => {
  test('on CPU has its bounds and a share of the request', () => {
    const scaling = KServeScaling.cpu(Percent.of(10), { minReplicas: 2, maxReplicas: 10 });
    expect(scalingFields(scaling)).toEqual({ minReplicas: 2, maxReplicas: 10, scaleMetric: 'cpu', scaleTarget: 10 });
  });

  test('on memory has one replica at least', () => {
    const scaling = KServeScaling.memory(Percent.of(80), { maxReplicas: 3 });
    expect(scalingFields(scaling)).toEqual({ minReplicas: 1, maxReplicas: 3, scaleMetric: 'memory', scaleTarget: 80 });
  });

  test.each([
    ['0 %', Percent.of(0), '0'],
    ['101 %', Percent.of(101), '101'],
    ['not a number', Percent.of(Number.NaN), 'NaN'],
  ])('has no target of %s', (_, target, shown) => {
    const [message, ...others] = errorsWith({ scaling: KServeScaling.cpu(target, { maxReplicas: 3 }) });
    expect(others).toEqual([]);
    expect(message).toMatch(new RegExp(`^'scaling.metrics\\[0\\]' \\(${shown}\\) must be .*\\(metric/target\\)$`));
  });
});

describe("KServe's ScaledObject", () => {
  test('compares CPU as a share and memory as a share or a size', () => {
    const scaling = keda(
      ResourceMetric.CPU.target(Percent.of(50)),
      ResourceMetric.MEMORY.target(Percent.of(70)),
      ResourceMetric.MEMORY.targetSize(Size.gibibytes(12)),
    );
    expect(scalingFields(scaling)).toEqual({
      minReplicas: 1,
      maxReplicas: 4,
      autoScaling: {
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
          { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } } },
          { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '12Gi' } } },
        ],
      },
    });
  });

  test('asks Prometheus for a total over the pods of the service', () => {
    expect(scalingFields(keda(EngineMetric.RUNNING_REQUESTS.target(2.5))).autoScaling.metrics).toEqual([
      {
        type: 'External',
        external: {
          metric: {
            backend: 'prometheus',
            serverAddress: 'http://prometheus-kube-prometheus-prometheus.monitoring.svc:9090',
            query: 'sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"})',
          },
          target: { type: 'AverageValue', value: '2.5', averageValue: '2.5' },
        },
      },
    ]);
  });

  test('takes rates and counts of one’s own', () => {
    const metrics = scalingFields(
      keda(EngineMetric.GENERATED_TOKEN_RATE.target(1000), Metric.count('my_queue').target(5)),
    ).autoScaling.metrics;
    expect(metrics.map(({ external }: Manifest) => [external.metric.query, external.target.value])).toEqual([
      [
        'sum(rate(vllm:generation_tokens_total{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"}[2m]))',
        '1000',
      ],
      ['sum(my_queue{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"})', '5'],
    ]);
  });

  test.each([
    [
      'both',
      { scaleUpStabilization: Duration.minutes(1), scaleDownStabilization: Duration.minutes(10) },
      { scaleUp: { stabilizationWindowSeconds: 60 }, scaleDown: { stabilizationWindowSeconds: 600 } },
    ],
    ['out', { scaleUpStabilization: Duration.seconds(0) }, { scaleUp: { stabilizationWindowSeconds: 0 } }],
    ['in', { scaleDownStabilization: Duration.hours(1) }, { scaleDown: { stabilizationWindowSeconds: 3600 } }],
    ['nothing', {}, undefined],
  ])('is stabilized on the way %s', (_, options, behavior) => {
    const scaling = KServeScaling.keda([RUNNING], { maxReplicas: 4, ...options });
    expect(scalingFields(scaling).autoScaling.behavior).toEqual(behavior);
  });

  test.each([
    [
      'a share',
      EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.8)),
      "'scaling.metrics[0]' is a share or a percentile, and KServe's ScaledObject divides everything by the number of replicas; use a KedaLlmScaler (service/scaling)",
    ],
    [
      'a latency',
      EngineMetric.timeToFirstToken().target(Duration.seconds(1)),
      "'scaling.metrics[0]' is a share or a percentile, and KServe's ScaledObject divides everything by the number of replicas; use a KedaLlmScaler (service/scaling)",
    ],
    [
      'the share of a GPU',
      GpuMetric.UTILIZATION.target(Percent.of(80)),
      "'scaling.metrics[0]' is a share or a percentile, and KServe's ScaledObject divides everything by the number of replicas; use a KedaLlmScaler (service/scaling)",
    ],
    [
      'a raw metric',
      RawMetric.external('queue_length').value(5),
      "'scaling.metrics[0]' is not one that KServe can scale on; use a GpuHpa (service/scaling)",
    ],
    [
      'an activation',
      EngineMetric.RUNNING_REQUESTS.target(2, 1),
      "'scaling.metrics[0]' has an activation, and KServe does not scale to zero by it; leave it out, or use a KedaLlmScaler (service/scaling)",
    ],
    [
      'a target of 0',
      EngineMetric.RUNNING_REQUESTS.target(0),
      "'scaling.metrics[0]' (0) must be a number and at least 0.001, with at most three decimals; give a value in that range (metric/target)",
    ],
  ])('refuses %s', (_, metric, message) => {
    expect(errorsWith({ scaling: keda(metric) })).toEqual([message]);
  });

  test('refuses a list with a hole, which is no metric', () => {
    const scaling = KServeScaling.keda(new Array(1), { maxReplicas: 4 });
    expect(() => scalingFields(scaling)).toThrow(
      "'scaling.metrics[0]' (undefined) must be made by the target() of a metric",
    );
  });

  test('refuses what the engine does not export', () => {
    const engine = Engine.custom({ image: 'mine:1.0', port: 80, family: EngineFamily.NIM });
    const scaling = keda(EngineMetric.queueTime().target(Duration.seconds(1)));
    expect(errorsWith({ engine, model: Model.inImage(), scaling })).toEqual([
      "'scaling.metrics[0]': NVIDIA NIM does not export queue time; choose another metric, or an engine that has it (vLLM, KServe's huggingface server, SGLang, Hugging Face TGI, trtllm-serve) (metric/unknown-to-engine)",
    ]);
  });

  test('has a metric', () => {
    expect(errorsWith({ scaling: keda() })).toEqual(["'scaling' has no metric; give at least one (metric/none)"]);
  });

  test('needs the address of Prometheus', () => {
    expect(errorsWith({ scaling: keda(RUNNING) }, newChart(ClusterProfile.ack()))).toEqual([
      "'scaling.metrics[0]' needs a Prometheus; apply a cluster profile that knows its address (metric/no-prometheus)",
    ]);
  });

  test('needs a namespace for its query', () => {
    const chart = new Chart(Testing.app(), 'test');
    completeCluster().applyTo(chart);
    expect(errorsWith({ scaling: keda(RUNNING) }, chart)).toEqual([
      "'scaling.metrics[0]' needs a namespace for its query; set the chart's namespace or metadata.namespace (service/namespace)",
    ]);
  });

  test('needs none for CPU', () => {
    const chart = new Chart(Testing.app(), 'test');
    expect(errorsWith({ scaling: keda(ResourceMetric.CPU.target(Percent.of(50))) }, chart)).toEqual([]);
  });

  test('needs pods that are scraped, here or elsewhere', () => {
    expect(errorsWith({ scaling: keda(RUNNING), monitoring: Monitoring.none() })).toEqual([
      "'scaling.metrics[0]' comes from pods that nothing scrapes; do not set monitoring to none (metric/not-scraped)",
    ]);
    expect(errorsWith({ scaling: keda(RUNNING), monitoring: Monitoring.elsewhere() })).toEqual([]);
  });
});

test.each([
  [
    'a minimum of 0',
    { minReplicas: 0, maxReplicas: 3 },
    "'minReplicas' (0) must be at least 1, since an HPA does not scale to zero; use a KedaLlmScaler for that (hpa/replica-bounds)",
  ],
  [
    'a minimum above the maximum',
    { minReplicas: 4, maxReplicas: 3 },
    "'maxReplicas' (3) must be at least 'minReplicas' (4); raise maxReplicas or lower minReplicas (hpa/replica-bounds)",
  ],
  [
    'a fraction',
    { maxReplicas: 2.5 },
    "'maxReplicas' (2.5) must be a whole number of at least 1; give such a number (value/number)",
  ],
  [
    'a stabilization above an hour',
    { maxReplicas: 3, scaleUpStabilization: Duration.hours(2) },
    `'scaling.scaleUpStabilization' ("7200 s") must be a whole number of seconds between 0 s and 3600 s; round it (value/seconds)`,
  ],
  [
    'a stabilization of half a second',
    { maxReplicas: 3, scaleDownStabilization: Duration.millis(500) },
    `'scaling.scaleDownStabilization' ("0.5 s") must be a whole number of seconds between 0 s and 3600 s; round it (value/seconds)`,
  ],
])('scaling by KServe refuses %s', (_, options, message) => {
  expect(errorsWith({ scaling: KServeScaling.keda([RUNNING], options) })).toEqual([message]);
});

test('what is not a target of a metric is refused by its place', () => {
  const metrics = [RUNNING, 'vllm:num_requests_running' as unknown as MetricTarget];
  expect(errorsWith({ scaling: KServeScaling.keda(metrics, { maxReplicas: 3 }) })).toEqual([
    `'scaling.metrics[1]' ("vllm:num_requests_running") must be made by the target() of a metric; call target(…) on it (metric/unit)`,
  ]);
});

test('a plain Deployment is not scaled by KServe', () => {
  expect(errorsWith({ scaling: keda(RUNNING), backend: Backend.deployment() })).toEqual([
    "'scaling' is done by KServe, and this is a plain Deployment; use a GpuHpa or a KedaLlmScaler (service/scaling)",
  ]);
});

describe('a fixed number of replicas', () => {
  const message = "'replicas' (3) would overwrite what the scaler decides; leave it out (service/replicas)";

  test('excludes scaling by KServe', () => {
    expect(errorsWith({ replicas: 3, scaling: keda(RUNNING) })).toEqual([message]);
  });

  test.each([
    ['KServe', Backend.kserve()],
    ['a plain Deployment', Backend.deployment()],
  ])('excludes a scaler on %s', (_, backend) => {
    const chart = newChart();
    const target = newService(chart, 'Qwen', { backend, replicas: 3 });
    new GpuHpa(chart, 'Hpa', { target, maxReplicas: 3, metrics: [RUNNING] });
    expect(errorsOf(chart)).toEqual([`[test/Qwen] ${message}`]);
  });

  test('is not written for a Deployment that has a scaler', () => {
    const chart = newChart();
    const target = newService(chart, 'Qwen', { backend: Backend.deployment() });
    new GpuHpa(chart, 'Hpa', { target, maxReplicas: 3, metrics: [RUNNING] });
    expect('replicas' in only(chart, 'Deployment').spec).toBe(false);
  });
});
