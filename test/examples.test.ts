import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Manifest } from './support/chart';
import { documents, EXAMPLE_NAMES, runExample } from './support/examples';

const GOLDEN = join(__dirname, 'golden');

test('there are the eight examples', () => {
  expect(EXAMPLE_NAMES).toEqual([
    'ack-cpu',
    'ack-cron',
    'ack-gpu',
    'edge-hybrid',
    'keda-cpu',
    'keda-llm',
    'nim-hpa',
    'vllm-hpa',
  ]);
});

describe.each(EXAMPLE_NAMES)('example %s', (name) => {
  const file = `${name}.k8s.yaml`;
  const golden = join(GOLDEN, `${name}.yaml`);
  const files = runExample(name);

  test('writes one file, which equals the golden one', () => {
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, files[file]);
    expect(Object.keys(files)).toEqual([file]);
    expect(files[file]).toBe(readFileSync(golden, 'utf8'));
  });

  test('writes the same bytes when it runs again', () => {
    expect(runExample(name)).toEqual(files);
  });

  test('puts every namespaced object into a namespace, and no two of a kind under one name', () => {
    const all = documents(files[file]);
    const names = all.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata } of all) expect(metadata.namespace).toMatch(/^[a-z-]+$/);
  });
});

/** The documents of an example, by kind and name. */
function stack(name: string): (kind: string, object?: string) => Manifest {
  const all = documents(runExample(name)[`${name}.k8s.yaml`]);
  return (kind, object) => {
    const found = all.filter((each) => each.kind === kind && (object === undefined || each.metadata.name === object));
    if (found.length !== 1) throw new Error(`${found.length} × ${kind} ${object ?? ''} in ${name}`);
    return found[0];
  };
}

function kinds(name: string): string[] {
  return documents(runExample(name)[`${name}.k8s.yaml`]).map(({ kind }) => kind);
}

const CLASS = 'serving.kserve.io/autoscalerClass';

test('ack-cpu: KServe scales sklearn-iris on CPU at 10 %, 1–10, and nobody else does', () => {
  expect(kinds('ack-cpu')).toEqual(['InferenceService']);
  const { metadata, spec } = stack('ack-cpu')('InferenceService', 'sklearn-iris');
  expect(metadata.annotations).toEqual({ [CLASS]: 'hpa', 'serving.kserve.io/deploymentMode': 'RawDeployment' });
  expect(spec.predictor).toMatchObject({ scaleMetric: 'cpu', scaleTarget: 10, minReplicas: 1, maxReplicas: 10 });
  const [container] = spec.predictor.containers;
  expect(container.name).toBe('kserve-container');
  expect(container.resources).toEqual({
    requests: { cpu: '1', memory: '200Mi' },
    limits: { cpu: '1', memory: '200Mi' },
  });
});

test('ack-gpu: qwen-hpa scales qwen-predictor on the SM utilization that the adapter serves', () => {
  const find = stack('ack-gpu');
  expect(find('InferenceService', 'qwen').metadata.annotations[CLASS]).toBe('external');
  expect(find('InferenceService').spec.predictor).not.toHaveProperty('minReplicas');
  const { spec } = find('HorizontalPodAutoscaler', 'qwen-hpa');
  expect(spec).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' },
    minReplicas: 1,
    maxReplicas: 2,
    metrics: [
      {
        type: 'Pods',
        pods: {
          metric: { name: 'DCGM_CUSTOM_PROCESS_SM_UTIL' },
          target: { type: 'AverageValue', averageValue: '50' },
        },
      },
    ],
  });
  const values = parse(find('ConfigMap').data['values.yaml']).AlibabaCloudMetricsAdapter.prometheus;
  expect(values.adapter.rules.custom).toEqual([
    {
      seriesQuery: 'DCGM_CUSTOM_PROCESS_SM_UTIL{NamespaceName!="",PodName!=""}',
      resources: { overrides: { NamespaceName: { resource: 'namespace' }, PodName: { resource: 'pod' } } },
      name: { matches: '^DCGM_CUSTOM_PROCESS_SM_UTIL$', as: 'DCGM_CUSTOM_PROCESS_SM_UTIL' },
      metricsQuery: 'avg(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
    },
  ]);
});

test('ack-cron: CronHPA moves the Deployment that KServe leaves alone, with six-field jobs', () => {
  const find = stack('ack-cron');
  expect(find('InferenceService', 'qwen-cronhpa').metadata.annotations[CLASS]).toBe('external');
  const { spec } = find('CronHorizontalPodAutoscaler');
  expect(spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-cronhpa-predictor' });
  expect(spec.jobs.length).toBeGreaterThanOrEqual(2);
  for (const { schedule } of spec.jobs) expect(schedule.split(' ')).toHaveLength(6);
  expect(new Set(spec.jobs.map((job: Manifest) => job.name)).size).toBe(spec.jobs.length);
});

test('keda-cpu: KServe hands sklearn-v2-iris to KEDA on CPU at 50 %, 1–5', () => {
  const { metadata, spec } = stack('keda-cpu')('InferenceService', 'sklearn-v2-iris');
  expect(metadata.annotations[CLASS]).toBe('keda');
  expect(spec.predictor).toMatchObject({
    minReplicas: 1,
    maxReplicas: 5,
    autoScaling: {
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
      ],
    },
    model: { modelFormat: { name: 'sklearn' }, protocolVersion: 'v2', runtime: 'kserve-sklearnserver' },
  });
  expect(kinds('keda-cpu')).toEqual(['InferenceService']);
});

test('keda-llm: one query of one element over the pods of this service, which we scrape ourselves', () => {
  const find = stack('keda-llm');
  const service = find('InferenceService', 'huggingface-fbopt');
  expect(service.metadata.annotations).not.toHaveProperty(['serving.kserve.io/enable-prometheus-scraping']);
  const { spec } = find('ScaledObject', 'huggingface-fbopt-keda');
  expect(spec).toMatchObject({ minReplicaCount: 1, maxReplicaCount: 5 });
  expect(spec.scaleTargetRef.name).toBe('huggingface-fbopt-predictor');
  const [{ metadata, metricType }, ...more] = spec.triggers;
  expect(more).toEqual([]);
  expect(metricType).toBe('AverageValue');
  expect(metadata).toMatchObject({ threshold: '2', ignoreNullValues: 'false' });
  const [, namespace, pods] =
    /^sum\(vllm:num_requests_running\{namespace="(.*)",pod=~"(.*)"\}\)$/.exec(metadata.query) ?? [];
  expect(namespace).toBe(service.metadata.namespace);
  for (const pod of ['7f9c58b85-l69f7', '5d4f-abcde', '58f9c58b85-00000', 'b-zzzzz', '2-9bcdf'])
    expect(`huggingface-fbopt-predictor-${pod}`).toMatch(new RegExp(`^(?:${pods})$`));
  expect('huggingface-fbopt-predictor-canary-58f9c58b85-l69f7').not.toMatch(new RegExp(`^(?:${pods})$`));
  const monitor = find('ServiceMonitor').spec;
  expect(monitor.selector.matchLabels).toEqual({
    'serving.kserve.io/inferenceservice': 'huggingface-fbopt',
    component: 'predictor',
  });
  expect(monitor.endpoints[0].port).toBe(service.spec.predictor.model.ports[0].name);
});

test('vllm-hpa: one HPA on both metrics, each scraped, recorded where needed, and exposed under the same name', () => {
  const find = stack('vllm-hpa');
  const { spec } = find('HorizontalPodAutoscaler');
  const names = spec.metrics.map((metric: Manifest) => metric.pods.metric.name);
  const rules = parse(find('ConfigMap').data['config.yaml']).rules as Manifest[];
  expect(rules.map(({ name }) => name.as).sort()).toEqual([...names].sort());
  const recorded = find('PrometheusRule').spec.groups[0].rules[0].record;
  expect(rules.some(({ seriesQuery }) => seriesQuery.startsWith(`${recorded}{`))).toBe(true);

  const { metadata, spec: service } = find('Service');
  const monitor = find('ServiceMonitor', 'gemma');
  expect(metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
  expect(service.ports.map((port: Manifest) => port.name)).toContain(monitor.spec.endpoints[0].port);
  const deployment = find('Deployment', spec.scaleTargetRef.name);
  expect(deployment.spec).not.toHaveProperty('replicas');
  expect(deployment.spec.template.metadata.labels).toMatchObject(service.selector);
  for (const object of [monitor, find('ServiceMonitor', 'dcgm-exporter'), find('PrometheusRule')])
    expect(object.metadata.labels.release).toBe('prometheus');
  expect(deployment.metadata.namespace).toBe('vllm-example');
  expect(find('HorizontalPodAutoscaler').metadata.namespace).toBe('vllm-example');
});

test('nim-hpa: KV-cache usage at 100m, 1–10, from /v1/metrics, and the key by reference', () => {
  const find = stack('nim-hpa');
  const { spec } = find('HorizontalPodAutoscaler');
  expect(spec).toMatchObject({ minReplicas: 1, maxReplicas: 10, scaleTargetRef: { name: 'meta-llama3-8b' } });
  expect(spec.metrics[0].pods).toEqual({
    metric: { name: 'gpu_cache_usage_perc' },
    target: { type: 'AverageValue', averageValue: '100m' },
  });
  expect(find('ServiceMonitor').spec.endpoints[0].path).toBe('/v1/metrics');
  const [container] = find('Deployment').spec.template.spec.containers;
  expect(container.env).toContainEqual({
    name: 'NGC_API_KEY',
    valueFrom: { secretKeyRef: { name: 'ngc-api', key: 'NGC_API_KEY' } },
  });
  expect(parse(find('ConfigMap').data['config.yaml']).rules[0].name.as).toBe('gpu_cache_usage_perc');
});

test('edge-hybrid: 1–3 replicas, and the on-premises pool is tried before the cloud', () => {
  const find = stack('edge-hybrid');
  expect(find('HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 1, maxReplicas: 3 });
  const { spec, metadata } = find('ResourcePolicy');
  expect(spec.selector).toEqual({ app: 'isvc.qwen-chat-predictor' });
  expect(spec.units.map((unit: Manifest) => unit.resource)).toEqual(['ecs', 'elastic']);
  expect(spec.units[0].nodeSelector).toEqual({ 'alibabacloud.com/nodepool-id': 'np-on-premises' });
  expect(metadata.namespace).toBe(find('InferenceService', 'qwen-chat').metadata.namespace);
});
