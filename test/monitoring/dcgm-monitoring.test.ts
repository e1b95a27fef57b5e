import { ApiObject, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import {
  ClusterComponent,
  ClusterProfile,
  type CustomClusterOptions,
  DcgmExporter,
  DcgmMonitoring,
  type DcgmMonitoringProps,
  EngineMetric,
  GpuHpa,
  GpuMetric,
  KedaLlmScaler,
  type MetricTarget,
  Percent,
  Ratio,
} from '../../src';
import { errorsOf, type Manifest, newChart, newService, only, synth } from '../support/chart';

const GPU = GpuMetric.UTILIZATION.target(Percent.of(80));

const { METRICS_ADAPTER, DCGM_MONITORING } = ClusterComponent;
const cluster = (options: CustomClusterOptions = {}) =>
  ClusterProfile.custom({
    name: 'prod',
    prometheusUrl: 'http://prometheus.monitoring.svc:9090',
    monitorLabels: { release: 'prometheus' },
    managedElsewhere: [METRICS_ADAPTER],
    ...options,
  });

function build(metrics: readonly MetricTarget[] = [GPU], props: DcgmMonitoringProps = {}, profile = cluster()) {
  const chart = newChart(profile);
  const dcgm = new DcgmMonitoring(chart, 'Dcgm', props);
  if (metrics.length > 0) new GpuHpa(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics });
  return { chart, dcgm };
}

/** What DcgmMonitoring emits: the monitor of the service is another one. */
function objects(...given: Parameters<typeof build>): Record<string, Manifest> {
  const { chart, dcgm } = build(...given);
  expect(errorsOf(chart)).toEqual([]);
  const name = dcgm.prometheusRule.name;
  const found = synth(chart).filter(
    ({ apiVersion, metadata }) => apiVersion.startsWith('monitoring') && metadata.name === name,
  );
  return Object.fromEntries(found.map((manifest) => [manifest.kind, manifest]));
}

const rulesOf = ({ PrometheusRule }: Record<string, Manifest>): Manifest[] =>
  PrometheusRule.spec.groups.flatMap(({ rules }: Manifest) => rules);

test('the smallest monitoring of GPUs', () => {
  expect(objects()).toMatchInlineSnapshot(`
{
  "PrometheusRule": {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "PrometheusRule",
    "metadata": {
      "labels": {
        "release": "prometheus",
      },
      "name": "dcgm-exporter",
      "namespace": "monitoring",
    },
    "spec": {
      "groups": [
        {
          "interval": "15s",
          "name": "llm-inference.gpu",
          "rules": [
            {
              "expr": "avg by (namespace, pod) (label_replace(label_replace(DCGM_FI_DEV_GPU_UTIL{exported_pod!=""}, "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"))",
              "record": "namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg",
            },
          ],
        },
      ],
    },
  },
  "ServiceMonitor": {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "ServiceMonitor",
    "metadata": {
      "labels": {
        "release": "prometheus",
      },
      "name": "dcgm-exporter",
      "namespace": "monitoring",
    },
    "spec": {
      "endpoints": [
        {
          "interval": "15s",
          "path": "/metrics",
          "port": "metrics",
        },
      ],
      "namespaceSelector": {
        "matchNames": [
          "monitoring",
        ],
      },
      "selector": {
        "matchLabels": {
          "app.kubernetes.io/name": "dcgm-exporter",
        },
      },
    },
  },
}
`);
});

test('every prop reaches the output', () => {
  const metadata = { name: 'own', namespace: 'gpus', labels: { team: 'a' }, annotations: { note: 'b' } };
  const expected = { ...metadata, labels: { release: 'prometheus', team: 'a' } };
  const entries: Record<
    keyof DcgmMonitoringProps,
    [DcgmMonitoringProps, (all: Record<string, Manifest>) => unknown, unknown]
  > = {
    metadata: [{ metadata }, (all) => Object.values(all).map((each) => each.metadata), [expected, expected]],
    scrape: [{ scrape: false }, (all) => Object.keys(all), ['PrometheusRule']],
  };
  for (const [given, where, wanted] of Object.values(entries)) {
    expect(where(objects())).not.toEqual(wanted);
    expect(where(objects([GPU], given))).toEqual(wanted);
  }
});

describe('the exporter is found where it is', () => {
  test.each<[string, DcgmExporter, object]>([
    [
      'of the Helm chart, beside Prometheus',
      DcgmExporter.helmChart(),
      { labels: { 'app.kubernetes.io/name': 'dcgm-exporter' }, namespace: 'monitoring', port: 'metrics' },
    ],
    [
      'of the Helm chart, elsewhere',
      DcgmExporter.helmChart('gpus'),
      { labels: { 'app.kubernetes.io/name': 'dcgm-exporter' }, namespace: 'gpus', port: 'metrics' },
    ],
    [
      'of the GPU Operator',
      DcgmExporter.gpuOperator(),
      { labels: { app: 'nvidia-dcgm-exporter' }, namespace: 'gpu-operator', port: 'gpu-metrics' },
    ],
    [
      'of the GPU Operator, elsewhere',
      DcgmExporter.gpuOperator('nvidia'),
      { labels: { app: 'nvidia-dcgm-exporter' }, namespace: 'nvidia', port: 'gpu-metrics' },
    ],
    [
      'of one’s own',
      DcgmExporter.custom({ serviceLabels: { own: 'yes' }, portName: 'gpu', namespace: 'own' }),
      { labels: { own: 'yes' }, namespace: 'own', port: 'gpu' },
    ],
  ])('%s', (_where, dcgm, expected) => {
    const { ServiceMonitor } = objects([GPU], {}, cluster({ dcgm }));
    const { selector, namespaceSelector, endpoints } = ServiceMonitor.spec;
    expect({
      labels: selector.matchLabels,
      namespace: namespaceSelector.matchNames[0],
      port: endpoints[0].port,
    }).toEqual(expected);
    expect(endpoints).toHaveLength(1);
    expect(endpoints[0]).not.toHaveProperty('honorLabels');
  });

  test('with honorLabels its series name the workload already, and nothing is recorded', () => {
    const dcgm = DcgmExporter.custom({ serviceLabels: { own: 'yes' }, portName: 'gpu', honorLabels: true });
    const found = objects([GPU], {}, cluster({ dcgm }));
    expect(found.ServiceMonitor.spec.endpoints[0].honorLabels).toBe(true);
    expect(rulesOf(found)).toEqual([]);
  });

  test('the interval of the profile holds for scraping and for recording', () => {
    const found = objects([GPU], {}, cluster({ scrapeInterval: Duration.minutes(1) }));
    expect(found.ServiceMonitor.spec.endpoints[0].interval).toBe('60s');
    expect(found.PrometheusRule.spec.groups[0].interval).toBe('60s');
  });
});

describe('what is recorded', () => {
  const under = (series: string) =>
    `avg by (namespace, pod) (label_replace(label_replace(${series}{exported_pod!=""}, "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"))`;

  test('GPU utilization under the labels of the workload, without idle GPUs', () => {
    expect(rulesOf(objects())).toEqual([
      { record: 'namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg', expr: under('DCGM_FI_DEV_GPU_UTIL') },
    ]);
  });

  test('memory is summed over the GPUs of a pod', () => {
    expect(rulesOf(objects([GpuMetric.MEMORY_USED.target(1000)]))).toEqual([
      { record: 'namespace_pod:DCGM_FI_DEV_FB_USED:sum', expr: under('DCGM_FI_DEV_FB_USED').replace('avg', 'sum') },
    ]);
  });

  test('all that the HPAs of the cluster need, each once', () => {
    const { chart } = build([GPU, GpuMetric.ENGINE_ACTIVITY.target(Ratio.of(0.5))]);
    new GpuHpa(chart, 'Second', { target: newService(chart, 'Gemma'), maxReplicas: 2, metrics: [GPU] });
    const { spec } = synth(chart).find(({ kind }) => kind === 'PrometheusRule') as Manifest;
    expect(spec.groups[0].rules.map(({ record }: Manifest) => record)).toEqual([
      'namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg',
      'namespace_pod:DCGM_FI_PROF_GR_ENGINE_ACTIVE:avg',
    ]);
  });

  test.each<[string, readonly MetricTarget[]]>([
    ['without an HPA', []],
    ['for metrics of the engine', [EngineMetric.RUNNING_REQUESTS.target(8)]],
  ])('nothing %s', (_when, metrics) => {
    expect(objects(metrics).PrometheusRule.spec.groups).toEqual([]);
  });

  test('nothing for KEDA, which reads the labels of the exporter', () => {
    const { chart } = build([]);
    new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics: [GPU] });
    expect(errorsOf(chart)).toEqual([]);
    expect(only(chart, 'PrometheusRule').spec.groups).toEqual([]);
  });

  test('nothing for the HPAs of another cluster', () => {
    const app = Testing.app();
    const charts = ['east', 'west'].map((id) => {
      const chart = new Chart(app, id, { namespace: 'llm' });
      cluster().applyTo(chart);
      new DcgmMonitoring(chart, 'Dcgm');
      return chart;
    });
    new GpuHpa(charts[1], 'Scaler', { target: newService(charts[1]), maxReplicas: 4, metrics: [GPU] });
    expect(charts.map((chart) => only(chart, 'PrometheusRule').spec.groups.length)).toEqual([0, 1]);
  });
});

test('a JsonPatch of a field that nobody knows survives on both objects', () => {
  const { chart, dcgm } = build([]);
  expect(ApiObject.of(dcgm)).toBe(dcgm.prometheusRule);
  for (const object of [dcgm.prometheusRule, dcgm.serviceMonitor])
    object?.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 1));
  expect(only(chart, 'PrometheusRule').spec.fieldOfTomorrow).toBe(1);
  expect(only(chart, 'ServiceMonitor').spec.fieldOfTomorrow).toBe(1);
});

test('without scraping there is no monitor', () => {
  expect(build([], { scrape: false }).dcgm.serviceMonitor).toBeUndefined();
});

test.each<[string, DcgmMonitoringProps, ClusterProfile, string[]]>([
  [
    'what the platform scrapes',
    {},
    ClusterProfile.ack(),
    ["ACK's GPU exporter is scraped by the platform; leave this construct out (cluster/single)"],
  ],
  [
    'what is managed elsewhere',
    {},
    cluster({ managedElsewhere: [DCGM_MONITORING] }),
    ['the cluster profile says that DcgmMonitoring is managed elsewhere; leave this construct out (cluster/single)'],
  ],
  [
    'a cluster without Prometheus',
    {},
    ClusterProfile.custom(),
    ['this cluster has no Prometheus that could scrape; apply a cluster profile that knows one (metric/no-prometheus)'],
  ],
  [
    'a name that is none',
    { metadata: { name: 'Own' } },
    cluster(),
    [
      "'metadata.name' (\"Own\") must consist of lower-case letters, digits and '-', start with a letter and not end with '-'; choose such a name (name/syntax)",
    ],
  ],
])('%s is refused', (_what, props, profile, expected) => {
  expect(errorsOf(build([], props, profile).chart)).toEqual(expected.map((text) => `[test/Dcgm] ${text}`));
});

test('a second one in a cluster is refused', () => {
  const { chart } = build([]);
  new DcgmMonitoring(chart, 'Second', { metadata: { name: 'second' } });
  const text = (id: string, other: string) =>
    `[test/${id}] the cluster 'prod' has a DcgmMonitoring already, at test/${other}; keep one of them (cluster/single)`;
  expect(errorsOf(chart)).toEqual([text('Dcgm', 'Second'), text('Second', 'Dcgm')]);
});
