import { graphOf, scaledOn, VLLM_STACK } from './support';

const RUNNING = 'vllm:num_requests_running';
const POD = 'qwen-6d4c8f7b59-x7k2p';

function wireOf(text: string) {
  const { metrics } = graphOf(text);
  expect(metrics).toHaveLength(1);
  return metrics[0].selectors[0];
}

describe('a selector finds', () => {
  test.each([
    ['by its name', RUNNING],
    ['in its namespace', `${RUNNING}{namespace="llm"}`],
    ['of its pods', `${RUNNING}{pod=~"qwen-.*"}`],
    ['of its pods, one by one', `${RUNNING}{pod=~"other|qwen-[a-z0-9]+-[a-z0-9]{5}"}`],
    ['of its Service', `${RUNNING}{service="qwen", job="qwen", endpoint="http", container="engine"}`],
    ['of what the engine says', `${RUNNING}{model_name="x", engine="0"}`],
    ['but not of others', `${RUNNING}{namespace!="web", pod!~"gemma-.*"}`],
    ['of a whole Prometheus', `${RUNNING}{cluster="eu-1"}`],
    ['in a rate', 'rate(vllm:prompt_tokens_total[5m])'],
    ['in the buckets of a histogram', 'rate(vllm:time_to_first_token_seconds_bucket{le="0.5"}[5m])'],
    ['by a pattern that is too slow to try', `${RUNNING}{pod=~"(q+)+wen.*"}`],
  ])('series of the engine %s', (_, query) => {
    const wire = wireOf(VLLM_STACK + scaledOn(`sum(${query})`));
    expect(wire.sources.map(({ from }) => from)).toEqual(['engine']);
    expect(wire.misses).toEqual([]);
    expect(wire.row?.concept).toBeDefined();
  });

  test.each([
    ['a name of before', 'vllm:gpu_cache_usage_perc', { why: 'other version', rightName: 'vllm:kv_cache_usage_perc' }],
    [
      'a bucket of before',
      'vllm:time_per_output_token_seconds_bucket',
      { why: 'other version', rightName: 'vllm:inter_token_latency_seconds_bucket' },
    ],
    ['a series that is gone', 'vllm:num_requests_swapped', { why: 'other version', rightName: undefined }],
    [
      'that of another engine',
      'sglang:num_running_reqs',
      { why: 'other engine', rightName: RUNNING, engines: ['SGLang'] },
    ],
    [
      'one without its prefix',
      'num_requests_running',
      { why: 'other engine', rightName: RUNNING, engines: ['NVIDIA NIM'] },
    ],
    ['a name with a slip', 'vllm:num_request_running', { why: 'unknown', rightName: RUNNING }],
    ['anything', 'istio_requests_total', { why: 'unknown', rightName: undefined }],
    [
      'a label that it does not have',
      `${RUNNING}{model="x"}`,
      { why: 'no label', matcher: { label: 'model', operator: '=', value: 'x' } },
    ],
    [
      'another namespace',
      `${RUNNING}{namespace="web"}`,
      { why: 'label', has: ['llm'], matcher: { label: 'namespace', operator: '=', value: 'web' } },
    ],
    ['other pods', `${RUNNING}{pod=~"gemma-.*"}`, { why: 'label', has: [POD] }],
    ['another Service', `${RUNNING}{job="vllm"}`, { why: 'label', has: ['qwen'] }],
  ])('nothing by %s, and says why', (_, query, miss) => {
    const wire = wireOf(VLLM_STACK + scaledOn(`sum(${query})`));
    expect(wire.sources).toEqual([]);
    expect(wire.misses).toMatchObject([miss]);
    expect(wire.misses[0].rightName).toBe('rightName' in miss ? miss.rightName : RUNNING);
  });

  test.each([
    ['nothing scrapes it', VLLM_STACK.replace(/---\napiVersion: monitoring[\s\S]*/, ''), 'not scraped'],
    [
      'the monitor throws it away',
      VLLM_STACK.replace(
        'interval: 15s',
        'metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: "vllm:num.*"}]',
      ),
      'dropped',
    ],
    ['another port is scraped', VLLM_STACK.replace('targetPort: http', 'targetPort: 9000'), 'other port'],
  ])('nothing when %s', (_, stack, why) => {
    expect(wireOf(stack + scaledOn(`sum(${RUNNING})`)).misses).toMatchObject([{ why, rightName: RUNNING }]);
  });

  test('anything of a workload whose engine is not known', () => {
    const own = VLLM_STACK.replace('vllm/vllm-openai:v0.11.0', 'example.com/engine:1');
    expect(wireOf(own + scaledOn('sum(queue_depth{namespace="llm"})')).sources).toMatchObject([
      { from: 'own metrics' },
    ]);
    expect(wireOf(own + scaledOn('sum(queue_depth{namespace="web"})')).misses).toMatchObject([{ why: 'label' }]);
  });

  test('nothing that could be told of a workload that is not there', () => {
    const wire = wireOf(scaledOn(`sum(${RUNNING})`));
    expect([wire.sources, wire.misses, wire.row?.concept]).toEqual([[], [], 'running requests']);
  });

  test('series of other workloads as well, when nothing keeps them out', () => {
    const two = `${VLLM_STACK}---${VLLM_STACK.replaceAll('qwen', 'gemma')}`;
    const others = (query: string) => wireOf(two + scaledOn(query)).others.map(({ name }) => name);
    expect(others(`sum(${RUNNING}{namespace="llm"})`)).toEqual(['gemma']);
    expect(others(`sum(${RUNNING}{namespace="llm",pod=~"qwen-.*"})`)).toEqual([]);
    expect(others(`sum(${RUNNING}{namespace="llm",pod=~"gemma-.*"})`)).toEqual(['gemma']);
  });
});

const recording = (record: string, expr: string) => `---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: r, namespace: llm}
spec:
  groups:
    - name: g
      rules:
        - {alert: A, expr: up}
        - {record: '${record}', expr: '${expr}', labels: {team: ml}}
`;

describe('a recorded series', () => {
  test('is found, with what it is recorded from', () => {
    const wire = wireOf(
      VLLM_STACK +
        recording('qwen:running', `sum by (namespace, pod) (${RUNNING})`) +
        scaledOn('sum(qwen:running{namespace="llm",pod=~"qwen-.*",team="ml"})'),
    );
    expect(wire.sources).toMatchObject([{ from: 'record', record: { record: 'qwen:running' } }]);
    expect(wire.through).toMatchObject([{ sources: [{ from: 'engine' }] }]);
    expect(wire.row?.concept).toBe('running requests');
  });

  test.each([
    ['that was aggregated away', `sum by (pod) (${RUNNING})`, 'namespace="llm"', 'no label', 'namespace'],
    ['that is another one', `sum by (namespace, pod) (${RUNNING})`, 'namespace="web"', 'label', 'namespace'],
    ['that the rule sets', `sum(${RUNNING})`, 'team="web"', 'label', 'team'],
  ])('is not found by a label %s', (_, expr, condition, why, label) => {
    const wire = wireOf(VLLM_STACK + recording('r', expr) + scaledOn(`sum(r{${condition}})`));
    expect(wire.misses).toMatchObject([{ why, matcher: { label } }]);
  });

  test('has the labels of its group, but where it sets them itself', () => {
    const labelled = recording('r', `sum(${RUNNING})`).replace(
      '- name: g\n',
      '- name: g\n      labels: {team: all, tier: gpu}\n',
    );
    const found = (condition: string) =>
      wireOf(VLLM_STACK + labelled + scaledOn(`sum(r{${condition}})`)).sources.length;
    expect([found('team="ml",tier="gpu"'), found('team="all"')]).toEqual([1, 0]);
  });

  test('is found by a label that was replaced', () => {
    const expr = `sum by (name) (label_replace(${RUNNING}, "name", "$1", "pod", "(.+)"))`;
    const found = (pod: string) =>
      wireOf(VLLM_STACK + recording('r', expr) + scaledOn(`sum(r{name=~"${pod}"})`)).sources.length;
    expect([found('qwen-.*'), found('gemma-.*')]).toEqual([1, 0]);
  });

  test('of a chain says what stands at its end, and a circle has one', () => {
    const chain = recording('a', `sum(${RUNNING})`) + recording('b', 'sum(a)');
    expect(wireOf(VLLM_STACK + chain + scaledOn('sum(b)')).through[0].through[0].sources).toMatchObject([
      { from: 'engine' },
    ]);
    const circle = recording('a', 'sum(b)') + recording('b', 'sum(a)');
    expect(wireOf(VLLM_STACK + circle + scaledOn('sum(a)')).sources).toMatchObject([{ from: 'record' }]);
  });
});

describe('the GPU exporter', () => {
  const monitor = (honorLabels: boolean) => `---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: dcgm-exporter, namespace: monitoring}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: dcgm-exporter}}
  endpoints: [{port: metrics, honorLabels: ${honorLabels}}]
`;
  const query = (labels: string) => scaledOn(`avg(DCGM_FI_DEV_GPU_UTIL{${labels}})`);

  test.each([
    [false, 'exported_namespace="llm",exported_pod=~"qwen-.*"', []],
    [false, 'namespace="llm",pod=~"qwen-.*"', ['label']],
    [true, 'namespace="llm",pod=~"qwen-.*"', []],
    [true, 'exported_pod=~"qwen-.*"', ['no label']],
    [false, 'exported_pod=~"gemma-.*"', ['label']],
  ])('with honorLabels %p stores the pods under %s or not', (honorLabels, labels, misses) => {
    const wire = wireOf(VLLM_STACK + monitor(honorLabels) + query(labels));
    expect(wire.misses.map(({ why }) => why)).toEqual(misses);
    expect(wire.sources.map(({ from }) => from)).toEqual(misses.length > 0 ? [] : ['gpu exporter']);
  });

  test('that is not in the manifests can have any label; knowledge of it decides', () => {
    expect(wireOf(VLLM_STACK + query('pod=~"qwen-.*"')).misses).toEqual([]);
    const gpuLabels = { namespace: 'exported_namespace', pod: 'exported_pod' };
    const known = graphOf(VLLM_STACK + query('pod=~"qwen-.*"'), { gpuLabels });
    expect(known.metrics[0].selectors[0].misses).toMatchObject([{ why: 'label', matcher: { label: 'pod' } }]);
  });

  test("ACK's own has labels of its own", () => {
    const ack = (labels: string) =>
      wireOf(VLLM_STACK + scaledOn(`avg(DCGM_CUSTOM_PROCESS_SM_UTIL{${labels}})`)).misses.length;
    expect([ack('NamespaceName="llm",PodName=~"qwen-.*"'), ack('NamespaceName="web"')]).toEqual([0, 1]);
  });
});
