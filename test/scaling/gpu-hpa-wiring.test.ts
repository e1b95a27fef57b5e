import {
  Accelerator,
  ClusterComponent,
  ClusterProfile,
  DcgmMonitoring,
  Engine,
  EngineMetric,
  GpuHpa,
  GpuMetric,
  KedaLlmScaler,
  type KubePrometheusStackOptions,
  LlmInferenceService,
  type LlmInferenceServiceProps,
  Metric,
  MetricsAdapter,
  type MetricTarget,
  Model,
  Monitoring,
  Percent,
  Ratio,
  RawMetric,
  ResourceMetric,
} from '../../src';
import { errorsOf, newChart, newService } from '../support/chart';

const requests = EngineMetric.RUNNING_REQUESTS.target(8);
const gpu = GpuMetric.UTILIZATION.target(Percent.of(80));
const { METRICS_ADAPTER, DCGM_MONITORING } = ClusterComponent;

const stack = (options: Partial<KubePrometheusStackOptions> = {}) =>
  ClusterProfile.kubePrometheusStack({ release: 'prometheus', ...options });

function build(cluster: ClusterProfile | null, metric: MetricTarget, service: Partial<LlmInferenceServiceProps> = {}) {
  const chart = newChart(cluster);
  new GpuHpa(chart, 'Scaler', { target: newService(chart, 'Qwen', service), maxReplicas: 4, metrics: [metric] });
  return chart;
}

const NOT_EXPOSED =
  "[test/Scaler] 'metrics[0]' is read as 'vllm_num_requests_running' from the custom metrics API, and nothing configures prometheus-adapter to serve it; add new MetricsAdapter(chart, 'Adapter') once per cluster, or say in the profile that it is managedElsewhere (metric/not-exposed)";
const NO_DCGM =
  "[test/Scaler] 'metrics[0]' comes from the GPU exporter, which nothing scrapes; add new DcgmMonitoring(chart, 'Dcgm') once per cluster, or say in the profile that it is managedElsewhere (metric/no-dcgm)";
const NO_PROMETHEUS =
  "[test/Scaler] 'metrics[0]' comes from Prometheus, and this cluster has none; apply a cluster profile, for example ClusterProfile.kubePrometheusStack(…).applyTo(chart) (metric/no-prometheus)";
const NOT_SCRAPED =
  "[test/Scaler] 'metrics[0]' comes from pods that nothing scrapes; give the service's engine a metricsPath, or do not set its monitoring to none (metric/not-scraped)";

describe('the custom metrics API', () => {
  test('has to be told of a metric', () => {
    expect(errorsOf(build(stack(), requests))).toEqual([NOT_EXPOSED]);
  });

  test('is called by its name on ACK', () => {
    expect(errorsOf(build(ClusterProfile.ack(), requests))).toEqual([
      NOT_EXPOSED.replace('prometheus-adapter', 'the Alibaba Cloud adapter'),
    ]);
  });

  test('is told by a MetricsAdapter, also by one that comes later', () => {
    const chart = build(stack(), requests);
    new MetricsAdapter(chart, 'Adapter');
    expect(errorsOf(chart)).toEqual([]);
  });

  test('is told elsewhere when the profile says so', () => {
    expect(errorsOf(build(stack({ managedElsewhere: [METRICS_ADAPTER] }), requests))).toEqual([]);
  });

  test.each([
    ['CPU', ResourceMetric.CPU.target(Percent.of(50))],
    ['a raw metric', RawMetric.external('slb_qps').value(5)],
  ])('needs to know nothing of %s', (_what, metric) => {
    expect(errorsOf(build(stack(), metric))).toEqual([]);
  });

  test('is of no interest to KEDA', () => {
    const chart = newChart(stack());
    new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics: [requests] });
    expect(errorsOf(chart)).toEqual([]);
  });
});

describe('the GPU exporter', () => {
  const withAdapter = { managedElsewhere: [METRICS_ADAPTER] };

  test('has to be scraped', () => {
    expect(errorsOf(build(stack(withAdapter), gpu))).toEqual([NO_DCGM]);
  });

  test('has to be scraped for KEDA too', () => {
    const chart = newChart(stack());
    new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics: [gpu] });
    expect(errorsOf(chart)).toEqual([NO_DCGM]);
  });

  test('is scraped by a DcgmMonitoring, also by one that comes later', () => {
    const chart = build(stack(withAdapter), gpu);
    new DcgmMonitoring(chart, 'Dcgm');
    expect(errorsOf(chart)).toEqual([]);
  });

  test('is scraped elsewhere when the profile says so', () => {
    expect(errorsOf(build(stack({ managedElsewhere: [METRICS_ADAPTER, DCGM_MONITORING] }), gpu))).toEqual([]);
  });

  test('is scraped by the platform on ACK', () => {
    expect(errorsOf(build(ClusterProfile.ack({ managedElsewhere: [METRICS_ADAPTER] }), gpu))).toEqual([]);
  });

  test('knows nothing of pods without an accelerator', () => {
    expect(errorsOf(build(stack(withAdapter), gpu, { accelerator: undefined }))).toEqual([
      "[test/Scaler] 'metrics[0]' is about GPUs, and the pods of 'qwen' have none; give the service an accelerator (metric/no-accelerator)",
    ]);
  });

  describe('on a slice of a GPU', () => {
    const accelerator = Accelerator.resource('nvidia.com/mig-1g.10gb', 1);
    const elsewhere = { managedElsewhere: [METRICS_ADAPTER, DCGM_MONITORING] };

    test.each([
      ['GPU_UTIL', GpuMetric.DCGM_FI_DEV_GPU_UTIL, 'ENGINE_ACTIVITY'],
      ['MEM_COPY_UTIL', GpuMetric.MEMORY_COPY_UTILIZATION, 'MEMORY_ACTIVITY'],
    ])('is not the utilization DCGM_FI_DEV_%s', (series, metric, instead) => {
      expect(errorsOf(build(stack(elsewhere), metric.target(Percent.of(80)), { accelerator }))).toEqual([
        `[test/Scaler] 'metrics[0]' ("DCGM_FI_DEV_${series}") must be a metric that slices of a GPU have (nvidia.com/mig-1g.10gb), which this is not; use GpuMetric.${instead} (metric/mig-slice)`,
      ]);
    });

    test('is an activity', () => {
      const activity = GpuMetric.ENGINE_ACTIVITY.target(Ratio.of(0.8));
      expect(errorsOf(build(stack(elsewhere), activity, { accelerator }))).toEqual([]);
    });
  });

  test('is believed to know the pods of a service that is declared elsewhere', () => {
    const chart = newChart();
    const target = LlmInferenceService.fromDeployment(
      chart,
      'Web',
      { name: 'web' },
      { engine: Engine.vllm({ version: '0.11.0' }) },
    );
    new GpuHpa(chart, 'Scaler', { target, maxReplicas: 4, metrics: [gpu] });
    expect(errorsOf(chart)).toEqual([]);
  });
});

describe('Prometheus', () => {
  test.each([
    ['an engine metric', requests],
    ['a GPU metric', gpu],
  ])('has to be there for %s', (_what, metric) => {
    const cluster = ClusterProfile.custom({ managedElsewhere: [METRICS_ADAPTER, DCGM_MONITORING] });
    expect(errorsOf(build(cluster, metric))).toEqual([NO_PROMETHEUS]);
  });

  test('is not there without a profile', () => {
    expect(errorsOf(build(null, requests))).toEqual([NO_PROMETHEUS, NOT_EXPOSED]);
  });

  test('need not be there for CPU', () => {
    expect(errorsOf(build(null, ResourceMetric.CPU.target(Percent.of(50))))).toEqual([]);
  });
});

describe('the pods', () => {
  const cluster = () => stack({ managedElsewhere: [METRICS_ADAPTER] });

  test('are not scraped when monitoring is none', () => {
    expect(errorsOf(build(cluster(), requests, { monitoring: Monitoring.none() }))).toEqual([NOT_SCRAPED]);
  });

  test.each([
    [undefined, [NOT_SCRAPED]],
    ['/metrics', []],
  ])('are scraped where the engine says: metricsPath %s', (metricsPath, expected) => {
    const engine = Engine.kserveRuntime({ modelFormat: 'sklearn', metricsPath });
    const service = { engine, model: Model.storage('gs://kfserving-examples/models/sklearn/1.0/model') };
    expect(errorsOf(build(cluster(), Metric.count('predictions').target(3), service))).toEqual(expected);
  });

  test('are scraped elsewhere when the service says so', () => {
    expect(errorsOf(build(cluster(), requests, { monitoring: Monitoring.elsewhere() }))).toEqual([]);
  });

  test.each([
    [true, []],
    [undefined, []],
    [false, [NOT_SCRAPED]],
  ])('of a service that is declared elsewhere: isScraped %s', (isScraped, expected) => {
    const chart = newChart(cluster());
    const engine = Engine.vllm({ version: '0.11.0' });
    const target = LlmInferenceService.fromDeployment(chart, 'Web', { name: 'web' }, { engine, isScraped });
    new GpuHpa(chart, 'Scaler', { target, maxReplicas: 4, metrics: [requests] });
    expect(errorsOf(chart)).toEqual(expected);
  });
});
