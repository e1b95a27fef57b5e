import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { parse } from 'yaml';
import {
  ClusterProfile,
  DcgmMonitoring,
  EngineMetric,
  GpuHpa,
  GpuMetric,
  MetricsAdapter,
  type MetricTarget,
  Percent,
  Ratio,
} from '../../src';
import {
  announce,
  exposuresOf,
  namesakes,
  type ScalerEntry,
  scalersOf,
  schedulesOf,
  singlesOf,
  type TargetRef,
} from '../../src/cluster/inventory';
import { errorsOf, newService, only } from '../support/chart';

const QWEN: TargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen', namespace: 'llm' };
const PROFILE = { release: 'prometheus' };

/** Two charts of one app, in two clusters of which the same is true, or in one. */
function twoCharts(inOneCluster = false) {
  const app = Testing.app();
  const [a, b] = ['a', 'b'].map((id) => new Chart(app, id, { namespace: 'llm' }));
  const cluster = ClusterProfile.kubePrometheusStack(PROFILE);
  cluster.applyTo(a);
  (inOneCluster ? cluster : ClusterProfile.kubePrometheusStack(PROFILE)).applyTo(b);
  return { a, b };
}

function newHpa(chart: Chart, ...metrics: MetricTarget[]) {
  return new GpuHpa(chart, 'Hpa', { target: newService(chart), maxReplicas: 2, metrics });
}

function scaler(construct: Construct, target: TargetRef = QWEN): ScalerEntry {
  const entry = { role: 'scaler', kind: 'GpuHpa', name: 'x', minReplicas: 1, maxReplicas: 2 } as const;
  return { ...entry, construct, target, exposures: () => [] };
}

describe('two clusters in one app', () => {
  const running = EngineMetric.RUNNING_REQUESTS.target(8);
  const notExposed =
    "'metrics[0]' is read as 'vllm_num_requests_running' from the custom metrics API, and nothing configures prometheus-adapter to serve it; add new MetricsAdapter(chart, 'Adapter') once per cluster, or say in the profile that it is managedElsewhere (metric/not-exposed)";

  test('do not serve each other with an adapter, even when the same is true of both', () => {
    const { a, b } = twoCharts();
    const adapter = new MetricsAdapter(a, 'Adapter');
    newHpa(b, running);
    expect(errorsOf(a)).toEqual([`[b/Hpa] ${notExposed}`]);
    expect(parse(adapter.config())).toEqual({ rules: [] });
  });

  test('share an adapter when they are one', () => {
    const { a, b } = twoCharts(true);
    new MetricsAdapter(a, 'Adapter');
    newHpa(b, running);
    expect(errorsOf(a)).toEqual([]);
    expect(parse(only(a, 'ConfigMap').data['config.yaml']).rules).toHaveLength(1);
  });

  test('do not scrape GPUs for each other', () => {
    const { a, b } = twoCharts();
    new MetricsAdapter(b, 'Adapter');
    new DcgmMonitoring(a, 'Dcgm');
    newHpa(b, GpuMetric.UTILIZATION.target(Percent.of(80)));
    expect(errorsOf(a)).toEqual([
      "[b/Hpa] 'metrics[0]' comes from the GPU exporter, which nothing scrapes; add new DcgmMonitoring(chart, 'Dcgm') once per cluster, or say in the profile that it is managedElsewhere (metric/no-dcgm)",
    ]);
    expect(exposuresOf(a)).toEqual([]);
    expect(exposuresOf(b).map(({ name }) => name)).toEqual(['DCGM_FI_DEV_GPU_UTIL']);
  });

  test('may each have an adapter and workloads of one name; one cluster may not', () => {
    for (const inOneCluster of [false, true]) {
      const { a, b } = twoCharts(inOneCluster);
      for (const chart of [a, b]) {
        new MetricsAdapter(chart, 'Adapter');
        newHpa(chart, running);
      }
      const rules = errorsOf(a).map((text) => text.replace(/^\[(\S+)\].*\((\S+)\)$/, '$1 $2'));
      const expected = [
        'Qwen name/duplicate',
        'Hpa name/duplicate',
        'Hpa scaler/two-scalers',
        'Adapter cluster/single',
      ];
      const both = ['a', 'b'].flatMap((id) => expected.map((each) => `${id}/${each}`));
      expect(rules.sort()).toEqual(inOneCluster ? both.sort() : []);
    }
  });
});

describe('the inventory', () => {
  test('finds the scalers of a target, whatever the version of its API', () => {
    const { a } = twoCharts();
    const entry = scaler(new Construct(a, 'Scaler'));
    announce(entry);
    expect(scalersOf(a, QWEN)).toEqual([entry]);
    expect(scalersOf(a, { ...QWEN, apiVersion: 'apps/v1beta2' })).toEqual([entry]);
    expect(scalersOf(a, { ...QWEN, apiVersion: 'v1' })).toEqual([]);
    expect(scalersOf(a, { ...QWEN, kind: 'StatefulSet' })).toEqual([]);
    expect(scalersOf(a, { ...QWEN, name: 'other' })).toEqual([]);
    expect(scalersOf(a, { ...QWEN, namespace: undefined })).toEqual([]);
  });

  test('does not mix up names by how they are written together', () => {
    const { a } = twoCharts();
    announce(scaler(new Construct(a, 'Scaler'), { apiVersion: 'v1', kind: 'A', name: 'c', namespace: 'b' }));
    expect(scalersOf(a, { apiVersion: 'v1', kind: 'A"', name: 'c', namespace: ',"b' })).toEqual([]);
    expect(scalersOf(a, { apiVersion: 'v1', kind: 'A', name: 'b', namespace: 'c' })).toEqual([]);
  });

  test('keeps roles apart, each with all of its entries', () => {
    const { a, b } = twoCharts();
    const [first, second, third] = ['First', 'Second', 'Third'].map((id) => new Construct(a, id));
    announce({ role: 'schedule', construct: first, target: QWEN, floors: () => [] });
    announce({ role: 'object', construct: first, kind: 'Deployment', name: 'qwen', namespace: 'llm' });
    announce({ role: 'object', construct: second, kind: 'Deployment', name: 'qwen', namespace: 'llm' });
    announce({ role: 'single', construct: third, kind: 'MetricsAdapter' });
    expect(schedulesOf(a, QWEN).map(({ construct }) => construct)).toEqual([first]);
    expect(scalersOf(a, QWEN)).toEqual([]);
    expect(namesakes(a, 'Deployment', 'qwen', 'llm')).toEqual([first, second]);
    expect(namesakes(a, 'Deployment', 'qwen')).toEqual([]);
    expect(namesakes(b, 'Deployment', 'qwen', 'llm')).toEqual([]);
    expect(singlesOf(a, 'MetricsAdapter')).toEqual([third]);
    expect(singlesOf(b, 'MetricsAdapter')).toEqual([]);
  });

  test('knows nothing of another app', () => {
    const { a } = twoCharts();
    announce(scaler(new Construct(a, 'Scaler')));
    expect(scalersOf(twoCharts().a, QWEN)).toEqual([]);
    expect(exposuresOf(twoCharts().a)).toEqual([]);
  });

  test('collects what the scalers of a cluster need, each metric once and in the order of names', () => {
    const { a, b } = twoCharts(true);
    const kvCache = EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.8));
    newHpa(a, EngineMetric.WAITING_REQUESTS.target(1), kvCache);
    new GpuHpa(b, 'Hpa', { target: newService(b, 'Other'), maxReplicas: 2, metrics: [kvCache] });
    expect(exposuresOf(b).map(({ name }) => name)).toEqual(['vllm_kv_cache_usage_perc', 'vllm_num_requests_waiting']);
    expect(exposuresOf(a)).toEqual(exposuresOf(b));
  });
});
