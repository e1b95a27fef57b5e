import { Chart, Duration, Size, Testing } from 'cdk8s';
import {
  EngineMetric,
  GpuMetric,
  KedaAuthentication,
  KedaAuthMode,
  KedaLlmScaler,
  type KedaLlmScalerProps,
  KedaTrigger,
  Metric,
  type MetricTarget,
  Percent,
  Ratio,
  RawMetric,
  ResourceMetric,
} from '../../../src';
import { completeCluster, errorsOf, newChart, newService, only } from '../../support/chart';

const ADDRESS = 'http://prometheus-kube-prometheus-prometheus.monitoring.svc:9090';
const PODS = 'namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"';

function build(props: Partial<KedaLlmScalerProps>) {
  const chart = newChart();
  new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics: [], ...props });
  return chart;
}

function triggersOf(props: Partial<KedaLlmScalerProps>) {
  const chart = build(props);
  expect(errorsOf(chart)).toEqual([]);
  return only(chart, 'ScaledObject').spec.triggers;
}

describe('a metric becomes a query over the pods of the target that gives one element', () => {
  test.each<[string, MetricTarget, string, string, string, string]>([
    [
      'a count is a total, of which each pod takes its part',
      EngineMetric.RUNNING_REQUESTS.target(8),
      'vllm_num_requests_running',
      'AverageValue',
      '8',
      `sum(vllm:num_requests_running{${PODS}})`,
    ],
    [
      'a rate is a total too',
      Metric.rate('my_requests_total').target(1.5),
      'my_requests_per_second',
      'AverageValue',
      '1.5',
      `sum(rate(my_requests_total{${PODS}}[2m]))`,
    ],
    [
      'a ratio is compared as it is',
      EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.1)),
      'vllm_kv_cache_usage_perc',
      'Value',
      '0.1',
      `avg(vllm:kv_cache_usage_perc{${PODS}})`,
    ],
    [
      'a percentage is compared as it is',
      Metric.percent('busy').target(Percent.of(70)),
      'busy',
      'Value',
      '70',
      `avg(busy{${PODS}})`,
    ],
    [
      'GPU utilization is read under the labels of the exporter',
      GpuMetric.UTILIZATION.target(Percent.of(80)),
      'DCGM_FI_DEV_GPU_UTIL',
      'Value',
      '80',
      `avg(DCGM_FI_DEV_GPU_UTIL{${PODS.replace('namespace', 'exported_namespace').replace('pod=', 'exported_pod=')}})`,
    ],
    [
      'a percentile is compared as it is and is zero without traffic',
      EngineMetric.timeToFirstToken(0.9).target(Duration.millis(250)),
      'vllm_time_to_first_token_seconds_p90',
      'Value',
      '0.25',
      `(histogram_quantile(0.9, sum by (le) (rate(vllm:time_to_first_token_seconds_bucket{${PODS}}[2m]))) >= 0) or 0 * sum(vllm:time_to_first_token_seconds_count{${PODS}})`,
    ],
  ])('%s', (_title, metric, name, metricType, threshold, query) => {
    expect(triggersOf({ metrics: [metric] })).toEqual([
      {
        type: 'prometheus',
        name,
        metricType,
        metadata: { serverAddress: ADDRESS, query, threshold, ignoreNullValues: 'false' },
      },
    ]);
  });

  test('numbers are plain decimals, however large', () => {
    const [{ metadata }] = triggersOf({ metrics: [EngineMetric.PROMPT_TOKEN_RATE.target(2_000_000)] });
    expect(metadata.threshold).toBe('2000000');
  });

  test('an activation is written where it scales to zero', () => {
    const wake = KedaTrigger.cron({ timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 9 * * *', replicas: 1 });
    const [{ metadata }] = triggersOf({
      minReplicas: 0,
      metrics: [EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.5), Ratio.of(0.05))],
      triggers: [wake],
    });
    expect(metadata.activationThreshold).toBe('0.05');
  });

  test.each([1, undefined])('an activation is refused where minReplicas is %s', (minReplicas) => {
    expect(errorsOf(build({ minReplicas, metrics: [EngineMetric.RUNNING_REQUESTS.target(8, 1)] }))).toEqual([
      "[test/Scaler] 'metrics[0]' has an activation, which counts only for scaling to zero; leave it out (keda/timing)",
    ]);
  });

  test('a query needs a namespace', () => {
    const chart = new Chart(Testing.app(), 'test');
    completeCluster().applyTo(chart);
    const metrics = [EngineMetric.RUNNING_REQUESTS.target(8)];
    new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics });
    expect(errorsOf(chart)).toEqual([
      "[test/Scaler] 'metrics[0]' needs a namespace for its query; set the chart's namespace or that of the service (service/namespace)",
    ]);
  });

  test('a metric of the Kubernetes API is refused', () => {
    expect(errorsOf(build({ metrics: [RawMetric.pods('queue').averageValue(3)] }))).toEqual([
      "[test/Scaler] 'metrics[0]' is a metric of the Kubernetes metrics API, which KEDA does not read; use a KedaTrigger, or a GpuHpa (keda/metric)",
    ]);
  });
});

test.each<[string, Partial<KedaLlmScalerProps>, object]>([
  [
    'CPU',
    { metrics: [ResourceMetric.CPU.target(Percent.of(50))] },
    { type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } },
  ],
  [
    'memory as a share',
    { metrics: [ResourceMetric.MEMORY.target(Percent.of(60))] },
    { type: 'memory', metricType: 'Utilization', metadata: { value: '60' } },
  ],
  [
    'memory as an amount',
    { metrics: [ResourceMetric.MEMORY.targetSize(Size.gibibytes(20))] },
    { type: 'memory', metricType: 'AverageValue', metadata: { value: '20Gi' } },
  ],
  [
    'the trigger cpu',
    { triggers: [KedaTrigger.cpu(Percent.of(50))] },
    { type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } },
  ],
  [
    'the trigger memory',
    { triggers: [KedaTrigger.memory(Percent.of(60))] },
    { type: 'memory', metricType: 'Utilization', metadata: { value: '60' } },
  ],
  [
    'the trigger cron',
    {
      triggers: [
        KedaTrigger.cron({
          timezone: 'Asia/Shanghai',
          start: '0 8 * * 1-5',
          end: '0 20 * * 1-5',
          replicas: 3,
          name: 'c',
        }),
      ],
    },
    {
      type: 'cron',
      name: 'c',
      metadata: { timezone: 'Asia/Shanghai', start: '0 8 * * 1-5', end: '0 20 * * 1-5', desiredReplicas: '3' },
    },
  ],
  [
    'a query of one’s own',
    { triggers: [KedaTrigger.prometheus({ query: 'sum(queue)', threshold: 0.1 })] },
    {
      type: 'prometheus',
      metricType: 'AverageValue',
      metadata: { serverAddress: ADDRESS, query: 'sum(queue)', threshold: '0.1', ignoreNullValues: 'false' },
    },
  ],
  [
    'a query of one’s own with everything',
    {
      triggers: [
        KedaTrigger.prometheus({
          query: 'max(wait)',
          threshold: 1000,
          activationThreshold: 0.5,
          isTotal: false,
          existsWithoutPods: true,
          serverAddress: 'https://other.example/prometheus',
          name: 'wait',
        }),
      ],
    },
    {
      type: 'prometheus',
      name: 'wait',
      metricType: 'Value',
      metadata: {
        serverAddress: 'https://other.example/prometheus',
        query: 'max(wait)',
        threshold: '1000',
        activationThreshold: '0.5',
        ignoreNullValues: 'false',
      },
    },
  ],
  [
    'any other trigger',
    {
      triggers: [
        KedaTrigger.custom({
          type: 'kafka',
          name: 'jobs',
          metricType: 'AverageValue',
          metadata: { topic: 'jobs' },
          authentication: KedaAuthentication.clusterReference('kafka'),
        }),
      ],
    },
    {
      type: 'kafka',
      name: 'jobs',
      metricType: 'AverageValue',
      metadata: { topic: 'jobs' },
      authenticationRef: { name: 'kafka', kind: 'ClusterTriggerAuthentication' },
    },
  ],
])('%s', (_title, props, expected) => {
  expect(triggersOf(props)).toEqual([expected]);
});

describe('authentication', () => {
  const metrics = [EngineMetric.RUNNING_REQUESTS.target(8)];

  test('goes to every query of Prometheus and to nothing else', () => {
    const triggers = triggersOf({
      metrics: [...metrics, ResourceMetric.CPU.target(Percent.of(50))],
      triggers: [
        KedaTrigger.prometheus({ query: 'sum(queue)', threshold: 1 }),
        KedaTrigger.custom({ type: 'kafka', metadata: {} }),
      ],
      authentication: KedaAuthentication.clusterReference('arms', KedaAuthMode.TLS, KedaAuthMode.BASIC),
    });
    const reference = { name: 'arms', kind: 'ClusterTriggerAuthentication' };
    expect(triggers.map(({ authenticationRef }: { authenticationRef: unknown }) => authenticationRef)).toEqual([
      reference,
      undefined,
      reference,
      undefined,
    ]);
    expect(triggers[0].metadata.authModes).toBe('tls,basic');
    expect(triggers[2].metadata.authModes).toBe('tls,basic');
  });

  test('needs no mode', () => {
    const [trigger] = triggersOf({ metrics, authentication: KedaAuthentication.reference('own') });
    expect(trigger.authenticationRef).toEqual({ name: 'own', kind: 'TriggerAuthentication' });
    expect(trigger.metadata).not.toHaveProperty('authModes');
  });

  test('is not both bearer and basic', () => {
    const authentication = KedaAuthentication.reference('own', KedaAuthMode.BEARER, KedaAuthMode.BASIC);
    expect(errorsOf(build({ metrics, authentication }))).toEqual([
      "[test/Scaler] 'authentication' is both bearer and basic; keep one of them (keda/trigger)",
    ]);
  });
});
