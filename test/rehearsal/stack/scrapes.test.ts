import { brings, gpuScrapeOf, millisecondsOf, scrapesOf } from '../../../src/rehearsal/stack/scrapes';
import { stackGraph } from './support';

const LABELS = { app: 'gemma', team: 'red' };
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'gemma', namespace: 'llm' },
  spec: {
    template: {
      metadata: { labels: LABELS },
      spec: {
        containers: [{ name: 'engine', ports: [{ name: 'http', containerPort: 8080 }, { containerPort: 9000 }] }],
      },
    },
  },
};
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'gemma', namespace: 'llm', labels: { app: 'gemma', release: 'blue', 'a/b': 'c' } },
  spec: { selector: { app: 'gemma' }, ports: [{ name: 'web', port: 80, targetPort: 'http' }] },
};

const monitor = (kind: 'ServiceMonitor' | 'PodMonitor', spec: object, name = 'gemma') => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind,
  metadata: { name, namespace: 'llm' },
  spec: { selector: { matchLabels: { app: 'gemma' } }, ...spec },
});
const byService = (endpoint: object, more: object = {}) =>
  monitor('ServiceMonitor', { endpoints: [endpoint], ...more });
const byPods = (endpoint: object, more: object = {}) =>
  monitor('PodMonitor', { podMetricsEndpoints: [endpoint], ...more });

/** What Prometheus reads of the pods. */
function scrapes(own: object, others: readonly object[] = [SERVICE], workload: object = DEPLOYMENT) {
  return scrapesOf(stackGraph(workload, own, ...others).workloads[0]);
}

test('a ServiceMonitor that says nothing else reads /metrics every 30 s', () => {
  expect(scrapes(byService({ port: 'web' }))).toEqual([
    {
      monitor: 'ServiceMonitor llm/gemma',
      intervalMs: 30_000,
      honorLabels: false,
      labels: { namespace: 'llm', service: 'gemma', job: 'gemma', endpoint: 'web', container: 'engine' },
      podLabels: ['pod'],
      isOfEngine: true,
      filters: [],
    },
  ]);
});

test('a ServiceMonitor takes labels over from the Service and the pods', () => {
  const labels = { jobLabel: 'release', targetLabels: ['a/b', 'none'], podTargetLabels: ['team'] };
  expect(scrapes(byService({ port: 'web' }, labels))[0].labels).toEqual({
    namespace: 'llm',
    service: 'gemma',
    job: 'blue',
    endpoint: 'web',
    container: 'engine',
    a_b: 'c',
    team: 'red',
  });
});

test.each<[object, readonly string[]]>([
  [byService({ port: 'web' }), ['web']],
  [byService({ port: 'other' }), []],
  [byService({ targetPort: 'http' }), ['http']],
  [byService({ targetPort: 8080 }), ['8080']],
  [byService({ targetPort: 9000 }), ['9000']],
  [byService({ targetPort: 9001 }), []],
  [byPods({ port: 'http' }), ['http']],
  [byPods({ portNumber: 9000 }), ['9000']],
  [byPods({ targetPort: 8080 }), ['8080']],
  [byPods({ port: 'other' }), []],
  [byPods({ port: 'http' }, { selector: { matchLabels: { app: 'gemini' } } }), []],
  [byPods({ port: 'http' }, { namespaceSelector: { any: true } }), ['http']],
  [byPods({ port: 'http' }, { namespaceSelector: { matchNames: ['llm'] } }), ['http']],
  [byPods({ port: 'http' }, { namespaceSelector: { matchNames: ['nim'] } }), []],
])('%j reads %j', (own, endpoints) => {
  expect(scrapes(own).map(({ labels }) => labels.endpoint)).toEqual(endpoints);
});

describe('relabelings', () => {
  const relabeled = (...relabelings: readonly object[]) => scrapes(byService({ port: 'web', relabelings }))[0];

  test('give labels a text, or take them away', () => {
    const { labels } = relabeled(
      { targetLabel: 'job', replacement: 'llm' },
      { action: 'labeldrop', regex: 'endpoint|service' },
    );
    expect(labels).toEqual({ namespace: 'llm', container: 'engine', job: 'llm' });
  });

  test('copy the name of the pod, or drop it', () => {
    expect(relabeled({ sourceLabels: ['pod'], targetLabel: 'pod_name' }).podLabels).toEqual(['pod', 'pod_name']);
    expect(relabeled({ action: 'labeldrop', regex: 'pod' }).podLabels).toEqual([]);
  });

  test('of which nothing is known leave what names the pod as it is', () => {
    const { labels, podLabels } = relabeled(
      { sourceLabels: ['__meta_kubernetes_namespace'], targetLabel: 'namespace' },
      { sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'pod' },
      { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
    );
    expect(labels).toEqual({ namespace: 'llm', service: 'gemma', job: 'gemma', endpoint: 'web', container: 'engine' });
    expect(podLabels).toEqual(['pod']);
  });

  test('keep some of the series', () => {
    const rule = { action: 'keep', sourceLabels: ['__name__'], regex: 'vllm:num_requests_.*' };
    const [scrape] = scrapes(byService({ port: 'web', metricRelabelings: [rule] }));
    expect(brings(scrape, 'vllm:num_requests_running')).toBe(true);
    expect(brings(scrape, 'vllm:kv_cache_usage_perc')).toBe(false);
  });
});

test('only the port of the engine has its series', () => {
  const vllm = structuredClone(DEPLOYMENT);
  Object.assign(vllm.spec.template.spec.containers[0], { image: 'vllm/vllm-openai:v0.11.0', args: ['--port=8080'] });
  const scrapesAt = (portNumber: number) => scrapes(byPods({ portNumber }), [], vllm);
  expect(scrapesAt(8080).map((scrape) => brings(scrape, 'vllm:num_requests_running'))).toEqual([true]);
  expect(scrapesAt(9000).map((scrape) => brings(scrape, 'vllm:num_requests_running'))).toEqual([false]);
});

test.each([
  ['without a selector', { ...SERVICE, spec: { ports: SERVICE.spec.ports } }],
  ['of another namespace', { ...SERVICE, metadata: { ...SERVICE.metadata, namespace: 'nim' } }],
  ['of other pods', { ...SERVICE, spec: { ...SERVICE.spec, selector: { app: 'gemini' } } }],
])('a Service %s leads to no pod', (_, service) => {
  expect(scrapes(byService({ port: 'web' }, { namespaceSelector: { any: true } }), [service])).toEqual([]);
});

test('the GPU exporter is read by the monitor that is about it', () => {
  const selector = { matchLabels: { app: 'nvidia-dcgm-exporter' } };
  const empty = monitor('ServiceMonitor', { selector, endpoints: [] }, 'empty');
  const gpus = monitor('ServiceMonitor', { selector, endpoints: [{ port: 'metrics', interval: '1m30s' }] }, 'gpus');
  expect(gpuScrapeOf(stackGraph(byService({ port: 'web' }), empty))).toBeUndefined();
  expect(gpuScrapeOf(stackGraph(byService({ port: 'web' }), empty, gpus))).toEqual({
    monitor: 'ServiceMonitor llm/gpus',
    intervalMs: 90_000,
    honorLabels: false,
    labels: { job: 'gpus' },
  });
});

test.each([
  ['15s', 15_000],
  ['1h30m', 5_400_000],
  ['500ms', 500],
  ['15', 15_000],
  ['often', undefined],
  ['0s', undefined],
  [undefined, undefined],
])('the duration %j is %s ms', (text, milliseconds) => {
  expect(millisecondsOf(text)).toBe(milliseconds);
});
