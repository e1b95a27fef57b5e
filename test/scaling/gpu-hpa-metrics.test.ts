import { Duration, Size } from 'cdk8s';
import {
  ClusterComponent,
  ClusterProfile,
  DcgmExporter,
  EngineMetric,
  GpuHpa,
  GpuMetric,
  Metric,
  type MetricTarget,
  Percent,
  Ratio,
  RawMetric,
  ResourceMetric,
} from '../../src';
import { errorsOf, newChart, newService, only } from '../support/chart';

function metricOf(metric: MetricTarget, cluster?: ClusterProfile) {
  const chart = newChart(cluster);
  new GpuHpa(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics: [metric] });
  expect(errorsOf(chart)).toEqual([]);
  const { metrics } = only(chart, 'HorizontalPodAutoscaler').spec;
  expect(metrics).toHaveLength(1);
  return metrics[0];
}

/** What a metric of pods looks like. */
const pods = (name: string, averageValue: string) => ({
  type: 'Pods',
  pods: { metric: { name }, target: { type: 'AverageValue', averageValue } },
});

test.each<[string, MetricTarget, string, string]>([
  ['a count of the engine', EngineMetric.RUNNING_REQUESTS.target(8), 'vllm_num_requests_running', '8'],
  ['a share of the engine', EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.1)), 'vllm_kv_cache_usage_perc', '100m'],
  [
    'a percentile of the engine',
    EngineMetric.timeToFirstToken().target(Duration.millis(1500)),
    'vllm_time_to_first_token_seconds_p95',
    '1500m',
  ],
  [
    'another percentile',
    EngineMetric.queueTime(0.999).target(Duration.seconds(2)),
    'vllm_request_queue_time_seconds_p99_9',
    '2',
  ],
  ['a rate of the engine', EngineMetric.PROMPT_TOKEN_RATE.target(2000), 'vllm_prompt_tokens_per_second', '2k'],
  ['GPU utilization by concept', GpuMetric.UTILIZATION.target(Percent.of(80)), 'DCGM_FI_DEV_GPU_UTIL', '80'],
  [
    'GPU utilization by name',
    GpuMetric.DCGM_FI_DEV_GPU_UTIL.target(Percent.of(12.5)),
    'DCGM_FI_DEV_GPU_UTIL',
    '12500m',
  ],
  ['GPU memory', GpuMetric.MEMORY_USED.target(20_000), 'DCGM_FI_DEV_FB_USED', '20k'],
  ['GPU activity', GpuMetric.ENGINE_ACTIVITY.target(Ratio.of(0.75)), 'DCGM_FI_PROF_GR_ENGINE_ACTIVE', '750m'],
  ['a count of one’s own', Metric.count('my_queue_depth').target(0.5), 'my_queue_depth', '500m'],
  ['a name with a colon', Metric.count('my:queue:depth').target(3), 'my_queue_depth', '3'],
  ['a rate of one’s own', Metric.rate('my_requests_total').target(3), 'my_requests_per_second', '3'],
  ['a ratio of one’s own', Metric.ratio('my_share').target(Ratio.of(1)), 'my_share', '1'],
  ['a percentage of one’s own', Metric.percent('my_percentage').target(Percent.of(50)), 'my_percentage', '50'],
  ['a latency of one’s own', Metric.latency('my_seconds', 0.5).target(Duration.seconds(1)), 'my_seconds_p50', '1'],
])('%s is a metric of pods with an average', (_title, metric, name, quantity) => {
  expect(metricOf(metric)).toEqual(pods(name, quantity));
});

test.each<[string, MetricTarget, string]>([
  ['the concept', GpuMetric.UTILIZATION.target(Percent.of(50)), 'DCGM_CUSTOM_PROCESS_SM_UTIL'],
  ['its own name', GpuMetric.DCGM_CUSTOM_PROCESS_SM_UTIL.target(Percent.of(50)), 'DCGM_CUSTOM_PROCESS_SM_UTIL'],
  ["NVIDIA's name", GpuMetric.DCGM_FI_DEV_GPU_UTIL.target(Percent.of(50)), 'DCGM_FI_DEV_GPU_UTIL'],
])('on ACK GPU utilization can be asked for by %s', (_title, metric, name) => {
  const cluster = ClusterProfile.ack({ managedElsewhere: [ClusterComponent.METRICS_ADAPTER] });
  expect(metricOf(metric, cluster)).toEqual(pods(name, '50'));
});

test("off ACK the series of ACK's exporter is not there", () => {
  const chart = newChart();
  const metrics = [GpuMetric.DCGM_CUSTOM_PROCESS_SM_UTIL.target(Percent.of(50))];
  new GpuHpa(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics });
  expect(errorsOf(chart)).toEqual([
    "[test/Scaler] 'metrics[0]': the dcgm-exporter chart of this cluster does not export DCGM_CUSTOM_PROCESS_SM_UTIL; use GpuMetric.UTILIZATION, which takes the cluster's own series, or correct the profile's dcgm (metric/unknown-to-engine)",
  ]);
});

test('an exporter with honorLabels serves the same names', () => {
  const cluster = ClusterProfile.custom({
    prometheusUrl: 'http://prometheus:9090',
    dcgm: DcgmExporter.custom({ serviceLabels: { app: 'dcgm' }, portName: 'metrics', honorLabels: true }),
    managedElsewhere: [ClusterComponent.METRICS_ADAPTER, ClusterComponent.DCGM_MONITORING],
  });
  expect(metricOf(GpuMetric.UTILIZATION.target(Percent.of(80)), cluster)).toEqual(pods('DCGM_FI_DEV_GPU_UTIL', '80'));
});

test.each<[string, MetricTarget, object]>([
  [
    'CPU',
    ResourceMetric.CPU.target(Percent.of(10)),
    { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } },
  ],
  [
    'memory as a share',
    ResourceMetric.MEMORY.target(Percent.of(70)),
    { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } },
  ],
  [
    'memory as an amount',
    ResourceMetric.MEMORY.targetSize(Size.gibibytes(20)),
    { name: 'memory', target: { type: 'AverageValue', averageValue: '20Gi' } },
  ],
])('%s is a resource metric', (_title, metric, resource) => {
  expect(metricOf(metric)).toEqual({ type: 'Resource', resource });
});

const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'front' };
test.each<[string, MetricTarget, object]>([
  [
    'of pods',
    RawMetric.pods('vllm:num_requests_running').averageValue(0.25),
    pods('vllm:num_requests_running', '250m'),
  ],
  [
    'of an object, as it is',
    RawMetric.object('requests', ingress).value(2000),
    {
      type: 'Object',
      object: { metric: { name: 'requests' }, describedObject: ingress, target: { type: 'Value', value: '2k' } },
    },
  ],
  [
    'of an object, per pod',
    RawMetric.object('requests', ingress).averageValue(10),
    {
      type: 'Object',
      object: {
        metric: { name: 'requests' },
        describedObject: ingress,
        target: { type: 'AverageValue', averageValue: '10' },
      },
    },
  ],
  [
    'from outside, as it is',
    RawMetric.external('slb_qps').value(100),
    { type: 'External', external: { metric: { name: 'slb_qps' }, target: { type: 'Value', value: '100' } } },
  ],
  [
    'from outside, per pod and by labels',
    RawMetric.external('slb_qps', { port: '80' }).averageValue(5),
    {
      type: 'External',
      external: {
        metric: { name: 'slb_qps', selector: { matchLabels: { port: '80' } } },
        target: { type: 'AverageValue', averageValue: '5' },
      },
    },
  ],
])('a raw metric %s is handed through', (_title, metric, expected) => {
  expect(metricOf(metric)).toEqual(expected);
});

test('several metrics keep their order', () => {
  const chart = newChart();
  new GpuHpa(chart, 'Scaler', {
    target: newService(chart),
    maxReplicas: 4,
    metrics: [
      ResourceMetric.CPU.target(Percent.of(60)),
      EngineMetric.RUNNING_REQUESTS.target(8),
      GpuMetric.UTILIZATION.target(Percent.of(80)),
    ],
  });
  const types = only(chart, 'HorizontalPodAutoscaler').spec.metrics.map(({ type }: { type: string }) => type);
  expect(types).toEqual(['Resource', 'Pods', 'Pods']);
});

test.each<[string, readonly MetricTarget[], string[]]>([
  [
    'no metric',
    [],
    ["'metrics' is empty, and the API server would take CPU at 80 %; give at least one metric (metric/none)"],
  ],
  [
    'one metric twice',
    [EngineMetric.RUNNING_REQUESTS.target(8), EngineMetric.RUNNING_REQUESTS.target(4)],
    ["'metrics[1]' is the same metric as 'metrics[0]'; keep the one with the right target (metric/duplicate)"],
  ],
  [
    'one resource twice',
    [ResourceMetric.CPU.target(Percent.of(8)), ResourceMetric.CPU.target(Percent.of(9))],
    ["'metrics[1]' is the same metric as 'metrics[0]'; keep the one with the right target (metric/duplicate)"],
  ],
  [
    'an activation',
    [EngineMetric.RUNNING_REQUESTS.target(8, 1)],
    ["'metrics[0]' has an activation, and an HPA does not scale to zero; leave it out (metric/target)"],
  ],
  [
    'a total of a metric of pods',
    [RawMetric.pods('queue').value(3)],
    ["'metrics[0]' is measured per pod; use averageValue(…) (metric/target)"],
  ],
  ...['a/b', '50%', '.', '..', ''].map((name): [string, readonly MetricTarget[], string[]] => [
    `the name '${name}'`,
    [RawMetric.external(name).value(3)],
    [`'metrics[0]' ("${name}") must be a name without '/' and '%'; write it as the metrics API does (metric/name)`],
  ]),
  [
    'a ratio that is a percentage',
    [EngineMetric.KV_CACHE_USAGE.target(Ratio.of(80))],
    [
      "'metrics[0]' (80) must be a ratio of at most 1 and at least 0.001, with at most three decimals; did you mean Ratio.of(0.8)? (metric/target)",
    ],
  ],
  [
    'something that is no target',
    [8 as unknown as MetricTarget],
    ["'metrics[0]' (8) must be made by the target() of a metric; call target(…) on it (metric/unit)"],
  ],
  [
    'a series that Prometheus cannot have',
    [Metric.count('my-queue').target(3)],
    [
      "'metrics[0]' (\"my-queue\") must be a Prometheus metric name: letters, digits, '_' and ':', not beginning with a digit; write it as the exporter does (metric/name)",
    ],
  ],
])('%s is refused', (_what, metrics, expected) => {
  const chart = newChart();
  new GpuHpa(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics });
  expect(errorsOf(chart)).toEqual(expected.map((text) => `[test/Scaler] ${text}`));
});
