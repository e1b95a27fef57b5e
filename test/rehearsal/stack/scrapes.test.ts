import { Unreadable } from '../../../src/rehearsal/reader';
import { readObjects } from '../../../src/rehearsal/stack/objects';
import { durationMs, gpuScrapeOf, scrapesOf } from '../../../src/rehearsal/stack/scrapes';
import { readServices, readWorkloads } from '../../../src/rehearsal/stack/workloads';

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

function objectsOf(...manifests: readonly object[]) {
  const objects = readObjects(manifests);
  if (objects instanceof Unreadable) throw new Error(objects.reasons.join('\n'));
  return objects;
}

function scrapes(own: object, others: readonly object[] = [SERVICE]) {
  const objects = objectsOf(DEPLOYMENT, own, ...others);
  const workloads = readWorkloads(objects);
  return scrapesOf(workloads[0], readServices(objects, workloads), objects);
}

test('a ServiceMonitor that says nothing else reads /metrics every 30 s', () => {
  expect(scrapes(byService({ port: 'web' }))).toEqual([
    {
      monitor: 'ServiceMonitor llm/gemma',
      intervalMs: 30_000,
      path: '/metrics',
      honorLabels: false,
      labels: { namespace: 'llm', service: 'gemma', job: 'gemma', endpoint: 'web', container: 'engine' },
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
  expect(gpuScrapeOf(objectsOf(byService({ port: 'web' }), empty))).toBeUndefined();
  expect(gpuScrapeOf(objectsOf(byService({ port: 'web' }), empty, gpus))).toEqual({
    monitor: 'ServiceMonitor llm/gpus',
    intervalMs: 90_000,
    path: '/metrics',
    honorLabels: false,
    labels: { job: 'gpus' },
  });
});

test.each([
  ['15s', 15_000],
  ['1h30m', 5_400_000],
  ['500ms', 500],
  ['15', undefined],
  [15, undefined],
])('the duration %j is %s ms', (text, milliseconds) => {
  expect(durationMs(text)).toBe(milliseconds);
});
