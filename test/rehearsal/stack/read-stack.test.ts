import { stringify } from 'yaml';
import { readStack, type Stack } from '../../../src/rehearsal/stack/read-stack';
import { factsOf } from '../../../src/rehearsal/stack/replica-facts';
import { EXAMPLE_NAMES } from '../../support/examples';
import { golden, readable, reasonsIn } from '../support';

function stackOf(manifests: string): Stack {
  return readable(readStack(manifests));
}

/** What the adapter makes the metrics of the only HPA of. */
function rulesOf({ services: [{ scalers }] }: Stack) {
  return scalers.flatMap((scaler) => (scaler.kind === 'HorizontalPodAutoscaler' ? scaler.rules : []));
}

function reasonsOf(manifests: string): readonly string[] {
  return reasonsIn(readStack(manifests));
}

test.each(EXAMPLE_NAMES)('%s is one service with one scaler', (name) => {
  const { services } = stackOf(golden(name));
  expect(services).toHaveLength(1);
  expect(services[0].scalers).toHaveLength(1);
});

test.each([
  ['ack-gpu', 'vLLM', '0.4.1'],
  ['edge-hybrid', 'vLLM', '0.4.1'],
  ['keda-llm', "KServe's huggingface server", undefined],
  ['nim-hpa', 'NVIDIA NIM', '1.8.4'],
  ['vllm-hpa', 'vLLM', '0.11.0'],
  ['ack-cpu', undefined, undefined],
])('the engine of %s is %s %s', (name, title, version) => {
  const { engine } = stackOf(golden(name)).services[0];
  expect([engine?.table.title, engine?.version]).toEqual([title, version]);
});

test.each([
  ['vllm-hpa', { model: 'google/gemma-3-1b-it', tensorParallelism: 1, memoryUtilization: 0.85, maxRequests: 64 }],
  ['ack-gpu', { model: '/mnt/models/Qwen-7B-Chat-Int8', memoryUtilization: 0.95, maxModelTokens: 6144 }],
  ['nim-hpa', { model: 'meta/llama-3.1-8b-instruct' }],
  ['keda-llm', { model: 'facebook/opt-125m', gpu: 'CPU' }],
])('reads what a replica of %s consists of', (name, facts) => {
  expect(factsOf(stackOf(golden(name)).services[0])).toEqual(facts);
});

test('follows a ServiceMonitor through the Service to the pods, also where KServe makes the Service', () => {
  expect(stackOf(golden('keda-llm')).services[0].scrapes).toEqual([
    {
      monitor: 'ServiceMonitor default/huggingface-fbopt',
      intervalMs: 15_000,
      honorLabels: false,
      labels: {
        namespace: 'default',
        service: 'huggingface-fbopt-predictor',
        job: 'huggingface-fbopt-predictor',
        endpoint: 'http',
        container: 'kserve-container',
      },
      podLabels: ['pod'],
      isOfEngine: true,
      filters: [],
    },
  ]);
});

test('a monitor of another port, or of other labels, selects nothing', () => {
  const stack = golden('vllm-hpa');
  expect(
    stackOf(stack.replace('path: /metrics\n      port: http', 'path: /metrics\n      port: htpp')).services[0].scrapes,
  ).toEqual([]);
  const monitor = stack.indexOf('kind: ServiceMonitor');
  const moved =
    stack.slice(0, monitor) +
    stack.slice(monitor).replace('app.kubernetes.io/name: gemma', 'app.kubernetes.io/name: gemini');
  expect(stackOf(moved).services[0].scrapes).toEqual([]);
});

test('reads a PodMonitor', () => {
  const stack = golden('vllm-hpa')
    .replace('kind: ServiceMonitor', 'kind: PodMonitor')
    .replace('  endpoints:', '  podMetricsEndpoints:');
  expect(stackOf(stack).services[0].scrapes).toMatchObject([
    { monitor: 'PodMonitor vllm-example/gemma', intervalMs: 15_000, labels: { job: 'vllm-example/gemma' } },
  ]);
});

test.each([
  ['prometheus-adapter’s own file', 'vllm-hpa', 'vllm_num_requests_running', 60_000],
  ['the values of ACK’s chart', 'ack-gpu', 'DCGM_CUSTOM_PROCESS_SM_UTIL', 60_000],
])('reads the rules of an adapter from %s', (_, name, metric, relistMs) => {
  const stack = stackOf(golden(name));
  expect(stack.relistMs).toBe(relistMs);
  expect(rulesOf(stack).map((rule) => rule.metric)).toContain(metric);
});

test('the chart’s values have their rules below rules.custom', () => {
  const config = 'metricsRelistInterval: 30s\n    rules:\n      custom:';
  const stack = golden('nim-hpa')
    .replace('    rules:\n', `    ${config}\n`)
    .replace(/ {6}- seriesQuery[\s\S]*$/, (rules) => rules.replaceAll(/^/gm, '  '));
  const read = stackOf(stack);
  expect(read.relistMs).toBe(30_000);
  expect(rulesOf(read)).toMatchObject([{ metric: 'gpu_cache_usage_perc' }]);
});

test('takes JSON, lists, objects and several texts', () => {
  const { parseAllDocuments } = require('yaml') as typeof import('yaml');
  const objects = (parseAllDocuments(golden('vllm-hpa')) as { toJS(): object }[]).map((document) => document.toJS());
  const expected = JSON.stringify(stackOf(golden('vllm-hpa')));
  for (const manifests of [
    objects,
    { kind: 'List', apiVersion: 'v1', items: objects },
    JSON.stringify({ kind: 'List', items: objects }),
    [golden('vllm-hpa')],
    { toJson: () => objects },
  ])
    expect(JSON.stringify(readStack(manifests as object))).toBe(expected);
});

describe('says what cannot be rehearsed', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'no scaler',
      'kind: ConfigMap',
      [
        'nothing here can be rehearsed: there is no HorizontalPodAutoscaler, ScaledObject or CronHorizontalPodAutoscaler',
      ],
    ],
    [
      'a target that is not there',
      golden('vllm-hpa').replace(
        /scaleTargetRef:\n.*\n.*\n {4}name: gemma/,
        'scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: gema',
      ),
      [
        'HorizontalPodAutoscaler vllm-example/gemma-hpa cannot be rehearsed: it scales Deployment gema, which is not among the manifests of namespace vllm-example',
      ],
    ],
    [
      'two scalers of one target',
      `${golden('vllm-hpa')}---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: second, namespace: vllm-example}\nspec:\n  maxReplicas: 3\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: gemma}\n`,
      [
        'Deployment vllm-example/gemma cannot be rehearsed: HorizontalPodAutoscaler vllm-example/gemma-hpa and HorizontalPodAutoscaler vllm-example/second scale it, and both stop with AmbiguousSelector; leave one of them',
      ],
    ],
    [
      'a policy that cannot be read',
      golden('vllm-hpa').replace('maxReplicas: 5', 'maxReplicas: many'),
      ['HorizontalPodAutoscaler vllm-example/gemma-hpa: \'spec.maxReplicas\' ("many") must be a whole number'],
    ],
    [
      'wrong YAML',
      'a: [',
      [
        'line 1: the YAML cannot be read: flow sequence in block collection must be sufficiently indented and end with a ]',
      ],
    ],
    [
      'an adapter whose rules are no YAML, as in the published example',
      golden('vllm-hpa').replace('      - seriesQuery: vllm', '          - seriesQuery: vllm'),
      [
        'ConfigMap monitoring/prometheus-adapter-config cannot be read by the adapter: line 231: the YAML cannot be read: nested mappings are not allowed in compact mappings',
      ],
    ],
    [
      'two kinds of GPU in one pod',
      golden('vllm-hpa').replace(
        'nvidia.com/gpu: "1"\n',
        'nvidia.com/gpu: "1"\n              nvidia.com/mig-1g.5gb: "1"\n',
      ),
      ['Deployment vllm-example/gemma cannot be rehearsed: its pods ask for nvidia.com/gpu and nvidia.com/mig-1g.5gb'],
    ],
  ])('%s', (_, manifests, reasons) => {
    expect(reasonsOf(manifests)).toEqual(reasons);
  });
});

test('services that one ResourcePolicy selects share it, so that their pods count together', () => {
  const deployment = (name: string) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name, tier: 'gpu' } }, spec: { containers: [{ name: 'server' }] } },
    },
  });
  const hpa = (name: string) => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      maxReplicas: 2,
      metrics: [{ type: 'External', external: { metric: { name: 'x' }, target: { type: 'Value', value: '1' } } }],
    },
  });
  const policy = {
    apiVersion: 'scheduling.alibabacloud.com/v1alpha1',
    kind: 'ResourcePolicy',
    metadata: { name: 'pools' },
    spec: { selector: { tier: 'gpu' }, units: [{ resource: 'ecs', max: 1 }, { resource: 'eci' }] },
  };
  const objects = [...['a', 'b'].flatMap((name) => [deployment(name), hpa(name)]), policy];
  const [a, b] = stackOf(objects.map((each) => stringify(each)).join('---\n')).services;
  expect(a.placement?.units).toHaveLength(2);
  expect(b.placement).toBe(a.placement);
});
