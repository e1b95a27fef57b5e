import { ApiObject, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import { parse } from 'yaml';
import {
  AdapterKind,
  AdapterOutput,
  ClusterComponent,
  ClusterProfile,
  type CustomClusterOptions,
  EngineMetric,
  GpuHpa,
  GpuMetric,
  KedaLlmScaler,
  Metric,
  MetricsAdapter,
  type MetricsAdapterProps,
  type MetricTarget,
  Percent,
  Ratio,
} from '../../src';
import { errorsOf, type Manifest, newChart, newService, only } from '../support/chart';

const REQUESTS = EngineMetric.RUNNING_REQUESTS.target(8);

const { DCGM_MONITORING } = ClusterComponent;
const stack = () => ClusterProfile.kubePrometheusStack({ release: 'prometheus', managedElsewhere: [DCGM_MONITORING] });
const ack = (prometheusUrl?: string) => ClusterProfile.ack({ prometheusUrl });
const custom = (options: CustomClusterOptions) =>
  ClusterProfile.custom({ managedElsewhere: [DCGM_MONITORING], ...options });

function build(metrics: readonly MetricTarget[], props: MetricsAdapterProps = {}, cluster: ClusterProfile = stack()) {
  const chart = newChart(cluster);
  if (metrics.length > 0) new GpuHpa(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics });
  const adapter = new MetricsAdapter(chart, 'Adapter', props);
  return { chart, adapter };
}

function configMap(metrics: readonly MetricTarget[], props?: MetricsAdapterProps, cluster?: ClusterProfile): Manifest {
  const { chart } = build(metrics, props, cluster);
  expect(errorsOf(chart)).toEqual([]);
  return only(chart, 'ConfigMap');
}

const rulesOf = (manifest: Manifest): Manifest[] => parse(manifest.data['config.yaml']).rules;
const namesOf = (manifest: Manifest) => rulesOf(manifest).map(({ name }) => name.as);

test('the smallest configuration', () => {
  expect(configMap([REQUESTS])).toMatchInlineSnapshot(`
{
  "apiVersion": "v1",
  "data": {
    "config.yaml": "rules:
  - seriesQuery: vllm:num_requests_running{namespace!="",pod!=""}
    resources:
      overrides:
        namespace:
          resource: namespace
        pod:
          resource: pod
    name:
      matches: ^vllm:num_requests_running$
      as: vllm_num_requests_running
    metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
",
  },
  "kind": "ConfigMap",
  "metadata": {
    "name": "prometheus-adapter-config",
    "namespace": "monitoring",
  },
}
`);
});

test('every prop reaches the output', () => {
  const entries: Record<keyof MetricsAdapterProps, [MetricsAdapterProps, (manifest: Manifest) => unknown, unknown]> = {
    metadata: [
      { metadata: { name: 'own', namespace: 'other', labels: { team: 'a' }, annotations: { note: 'b' } } },
      ({ metadata }) => metadata,
      { name: 'own', namespace: 'other', labels: { team: 'a' }, annotations: { note: 'b' } },
    ],
    output: [{ output: AdapterOutput.HELM_VALUES }, ({ data }) => Object.keys(data), ['values.yaml']],
  };
  for (const [given, where, expected] of Object.values(entries)) {
    expect(where(configMap([REQUESTS]))).not.toEqual(expected);
    expect(where(configMap([REQUESTS], given))).toEqual(expected);
  }
});

describe('the rule of', () => {
  const overrides = { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } };

  test.each<[string, MetricTarget, string, string, string]>([
    [
      'a count sums what a pod has',
      REQUESTS,
      'vllm:num_requests_running',
      'vllm_num_requests_running',
      'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
    ],
    [
      'a ratio takes the average',
      EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.5)),
      'vllm:kv_cache_usage_perc',
      'vllm_kv_cache_usage_perc',
      'avg(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
    ],
    [
      'a counter takes its rate',
      Metric.rate('my_requests_total').target(3),
      'my_requests_total',
      'my_requests_per_second',
      'sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)',
    ],
    [
      'GPU utilization reads what is recorded for pods',
      GpuMetric.UTILIZATION.target(Percent.of(80)),
      'namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg',
      'DCGM_FI_DEV_GPU_UTIL',
      'avg(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
    ],
  ])('%s', (_title, metric, series, name, metricsQuery) => {
    expect(rulesOf(configMap([metric]))).toEqual([
      {
        seriesQuery: `${series}{namespace!="",pod!=""}`,
        resources: { overrides },
        name: { matches: `^${series}$`, as: name },
        metricsQuery,
      },
    ]);
  });

  test('GPU utilization on ACK has its labels', () => {
    const metrics = [GpuMetric.UTILIZATION.target(Percent.of(80))];
    const { data } = configMap(metrics, {}, ack('http://arms:9090'));
    const { prometheus } = parse(data['values.yaml']).AlibabaCloudMetricsAdapter;
    expect(prometheus.adapter.rules.custom).toEqual([
      {
        seriesQuery: 'DCGM_CUSTOM_PROCESS_SM_UTIL{NamespaceName!="",PodName!=""}',
        resources: { overrides: { NamespaceName: { resource: 'namespace' }, PodName: { resource: 'pod' } } },
        name: { matches: '^DCGM_CUSTOM_PROCESS_SM_UTIL$', as: 'DCGM_CUSTOM_PROCESS_SM_UTIL' },
        metricsQuery: 'avg(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
      },
    ]);
  });
});

test('every Pods metric of every HPA has its rule, by name', () => {
  const { chart } = build([
    REQUESTS,
    EngineMetric.timeToFirstToken().target(Duration.seconds(1)),
    GpuMetric.UTILIZATION.target(Percent.of(80)),
  ]);
  const asked = only(chart, 'HorizontalPodAutoscaler').spec.metrics.map(({ pods }: Manifest) => pods.metric.name);
  expect(namesOf(only(chart, 'ConfigMap'))).toEqual([...asked].sort());
});

describe('which rules there are', () => {
  test('none at all without an HPA', () => {
    expect(rulesOf(configMap([]))).toEqual([]);
  });

  test('none for KEDA, which asks Prometheus itself', () => {
    const chart = newChart(stack());
    new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics: [REQUESTS] });
    new MetricsAdapter(chart, 'Adapter');
    expect(rulesOf(only(chart, 'ConfigMap'))).toEqual([]);
  });

  test('one for a metric that two services use, also of HPAs declared later', () => {
    const { chart } = build([REQUESTS]);
    new GpuHpa(chart, 'Later', { target: newService(chart, 'Gemma'), maxReplicas: 4, metrics: [REQUESTS] });
    expect(errorsOf(chart)).toEqual([]);
    expect(namesOf(only(chart, 'ConfigMap'))).toEqual(['vllm_num_requests_running']);
  });

  test('those of all charts of the cluster and of no other cluster', () => {
    const app = Testing.app();
    const [east, west] = [stack(), stack()];
    const inCluster = (cluster: ClusterProfile, id: string, metric: MetricTarget) => {
      const chart = new Chart(app, id, { namespace: 'llm' });
      cluster.applyTo(chart);
      const target = newService(chart, id);
      new GpuHpa(chart, 'Scaler', { target, maxReplicas: 4, metrics: [metric] });
      return chart;
    };
    const first = inCluster(east, 'east-a', Metric.count('a').target(1));
    inCluster(east, 'east-b', Metric.count('b').target(1));
    const other = inCluster(west, 'west', Metric.count('c').target(1));
    for (const chart of [first, other]) new MetricsAdapter(chart, 'Adapter');
    expect(namesOf(only(first, 'ConfigMap'))).toEqual(['a', 'b']);
    expect(namesOf(only(other, 'ConfigMap'))).toEqual(['c']);
  });
});

test('two series with one metric name are refused', () => {
  const { chart } = build([Metric.count('my:queue').target(1), REQUESTS]);
  const target = newService(chart, 'Gemma');
  new GpuHpa(chart, 'Second', { target, maxReplicas: 4, metrics: [Metric.count('my_queue').target(1)] });
  expect(errorsOf(chart)).toEqual([
    '[test/Adapter] two series become the metric \'my_queue\' (my:queue{namespace!="",pod!=""} and my_queue{namespace!="",pod!=""}), and one of them would be lost; rename one of the series (cluster/adapter-names)',
  ]);
});

describe('the values of the chart', () => {
  test.each([
    ['http://prometheus.monitoring.svc:9090', { url: 'http://prometheus.monitoring.svc', port: 9090, path: '' }],
    ['https://mimir.example/prometheus', { url: 'https://mimir.example', port: 443, path: '/prometheus' }],
    ['http://thanos/', { url: 'http://thanos', port: 80, path: '' }],
  ])('of prometheus-adapter split the address %s', (prometheusUrl, prometheus) => {
    const cluster = custom({ prometheusUrl });
    const { chart, adapter } = build([REQUESTS], { output: AdapterOutput.HELM_VALUES }, cluster);
    expect(errorsOf(chart)).toEqual([]);
    const { metadata, data } = only(chart, 'ConfigMap');
    expect(metadata).toEqual({ name: 'prometheus-adapter-values', namespace: 'monitoring' });
    expect(parse(data['values.yaml'])).toEqual({
      prometheus,
      metricsRelistInterval: '1m',
      rules: { default: false, custom: parse(adapter.config()).rules },
    });
  });

  test('of the Alibaba Cloud adapter hold the whole address', () => {
    const url = 'http://cn-hangzhou.arms.aliyuncs.com:9090/api/v1/prometheus/x';
    const { chart, adapter } = build([REQUESTS], {}, ack(url));
    expect(errorsOf(chart)).toEqual([]);
    const { metadata, data } = only(chart, 'ConfigMap');
    expect(metadata).toEqual({ name: 'ack-alibaba-cloud-metrics-adapter-values', namespace: 'kube-system' });
    expect(parse(data['values.yaml'])).toEqual({
      AlibabaCloudMetricsAdapter: {
        prometheus: {
          enabled: true,
          url,
          metricsRelistInterval: '1m',
          adapter: { rules: { default: false, custom: parse(adapter.config()).rules } },
        },
      },
    });
  });

  test('leave the address out where none is known', () => {
    const { adapter } = build([], { output: AdapterOutput.HELM_VALUES }, custom({ monitorLabels: {} }));
    expect(parse(adapter.helmValues())).toEqual({ metricsRelistInterval: '1m', rules: { default: false, custom: [] } });
  });
});

test('config() and helmValues() are what is emitted', () => {
  for (const [output, key] of [
    [AdapterOutput.CONFIG_MAP, 'config.yaml'],
    [AdapterOutput.HELM_VALUES, 'values.yaml'],
  ] as const) {
    const { chart, adapter } = build([REQUESTS], { output });
    const text = key === 'config.yaml' ? adapter.config() : adapter.helmValues();
    expect(text).toContain('vllm_num_requests_running');
    expect(only(chart, 'ConfigMap').data).toEqual({ [key]: text });
  }
});

test('a JsonPatch of a field that nobody knows survives', () => {
  const { chart, adapter } = build([REQUESTS]);
  expect(ApiObject.of(adapter)).toBe(adapter.configMap);
  adapter.configMap.addJsonPatch(JsonPatch.add('/immutable', true), JsonPatch.add('/data/more', 'text'));
  const { immutable, data } = only(chart, 'ConfigMap');
  expect(immutable).toBe(true);
  expect(Object.keys(data)).toEqual(['config.yaml', 'more']);
});

const WITHOUT_ADDRESS =
  "the chart's values need the address of Prometheus; give prometheusUrl in the cluster profile (metric/no-prometheus)";
test.each<[string, MetricsAdapterProps, ClusterProfile, string[]]>([
  [
    'a ConfigMap for the Alibaba Cloud adapter',
    { output: AdapterOutput.CONFIG_MAP },
    ack('http://arms:9090'),
    [
      'the Alibaba Cloud adapter is configured by the values of its chart; use AdapterOutput.HELM_VALUES (cluster/single)',
    ],
  ],
  ['values without an address', {}, ack(), [WITHOUT_ADDRESS]],
  ['values where nobody knows Prometheus', { output: AdapterOutput.HELM_VALUES }, custom({}), [WITHOUT_ADDRESS]],
  [
    'what is managed elsewhere',
    {},
    custom({ managedElsewhere: [ClusterComponent.METRICS_ADAPTER] }),
    ['the cluster profile says that MetricsAdapter is managed elsewhere; leave this construct out (cluster/single)'],
  ],
  [
    'a name that is none',
    { metadata: { name: 'Own' } },
    stack(),
    [
      "'metadata.name' (\"Own\") must consist of lower-case letters, digits and '-', start with a letter and not end with '-'; choose such a name (name/syntax)",
    ],
  ],
])('%s is refused', (_what, props, cluster, expected) => {
  expect(errorsOf(build([], props, cluster).chart)).toEqual(expected.map((text) => `[test/Adapter] ${text}`));
});

test('an address that is no URL is reported by the profile', () => {
  const cluster = custom({ prometheusUrl: 'no address', metricsAdapter: AdapterKind.PROMETHEUS_ADAPTER });
  expect(errorsOf(build([], { output: AdapterOutput.HELM_VALUES }, cluster).chart)).toEqual([
    '[test] \'prometheusUrl\' ("no address") must be an absolute http(s) URL; write it like http://prometheus.monitoring.svc:9090 (keda/server-address)',
  ]);
});

test('a second one in a cluster is refused', () => {
  const { chart } = build([]);
  new MetricsAdapter(chart, 'Second', { metadata: { name: 'second' } });
  const text = (id: string, other: string) =>
    `[test/${id}] the cluster 'kube-prometheus-stack' has a MetricsAdapter already, at test/${other}; keep one of them (cluster/single)`;
  expect(errorsOf(chart)).toEqual([text('Adapter', 'Second'), text('Second', 'Adapter')]);
});
