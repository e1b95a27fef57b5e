import { golden, graphOf, scaledOn, VLLM_STACK } from './support';

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

const hpaOn = (name: string, type = 'Pods') => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: qwen, namespace: llm}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen}
  maxReplicas: 3
  metrics: [{type: ${type}, ${type.toLowerCase()}: {metric: {name: '${name}'}, target: {type: AverageValue, averageValue: "4"}}}]
`;
const adapterOf = (rule: string, list = 'rules') => `---
apiVersion: v1
kind: ConfigMap
metadata: {name: adapter, namespace: monitoring}
data:
  config.yaml: |
    ${list}:
      - ${rule}
`;
const METRICS_QUERY = "metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)'";
const OVERRIDES = 'resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}';
const rule = (series: string, name: string) =>
  `{seriesQuery: '${series}', ${OVERRIDES}, name: ${name}, ${METRICS_QUERY}}`;

describe('an adapter', () => {
  test('gives a series the name that an HPA asks for', () => {
    const text =
      VLLM_STACK +
      hpaOn('vllm_running') +
      adapterOf(rule(`${RUNNING}{namespace!="",pod!=""}`, "{matches: '.*', as: vllm_running}"));
    const { metrics, adapters } = graphOf(text);
    expect(adapters).toMatchObject([
      {
        form: 'configuration',
        hasDefaultRules: false,
        rules: [{ exposes: 'vllm_running', resources: { pod: 'pod' } }],
      },
    ]);
    const [found] = metrics[0].rules;
    expect(found).toMatchObject({
      series: RUNNING,
      because: [{ from: { value: 'vllm_running' }, to: { path: ['data', 'config.yaml', 'rules', 0, 'name', 'as'] } }],
    });
    expect(found.query?.text).toBe(`sum(${RUNNING}{namespace="llm",pod=~"${POD}"}) by (pod)`);
    expect(metrics[0].selectors.map(({ sources }) => sources.map(({ from }) => from))).toEqual([
      ['engine'],
      ['engine'],
    ]);
  });

  test.each([
    [RUNNING, '{}', RUNNING],
    [RUNNING, "{matches: '^vllm:(.*)$'}", 'num_requests_running'],
    [RUNNING, "{matches: '^(.*):(.*)$', as: '${1}_$2'}", 'vllm_num_requests_running'],
    ['a_total', "{matches: '^(?P<base>.*)_total$', as: '${base}_per_second'}", 'a_per_second'],
    ['a', "{matches: '(.*)', as: '$1_x'}", ''],
    ['a', "{matches: '^b$', as: c}", undefined],
    ['{__name__=~"^vllm:.*"}', "{matches: '^vllm:(.*)$', as: 'vllm_$1'}", undefined],
  ])('calls %s by the name %s: %p', (series, name, exposes) => {
    expect(graphOf(adapterOf(rule(series, name))).adapters[0].rules[0].exposes).toBe(exposes);
  });

  test('finds the series of a rule that is about many', () => {
    const many = adapterOf(rule('{__name__=~"^vllm:.*",namespace!=""}', "{matches: '^vllm:(.*)$', as: 'vllm_${1}'}"));
    expect(graphOf(VLLM_STACK + many + hpaOn('vllm_num_requests_waiting')).metrics[0].rules[0].series).toBe(
      'vllm:num_requests_waiting',
    );
    const unknown = graphOf(VLLM_STACK + many + hpaOn('vllm_num_requests_runing')).metrics[0];
    expect(unknown.rules[0].series).toBe('vllm:num_requests_runing');
    expect(unknown.selectors[0].misses).toMatchObject([{ why: 'unknown', rightName: RUNNING }]);
    expect(graphOf(VLLM_STACK + many + hpaOn('nothing')).metrics[0].rules).toEqual([]);
  });

  test('has several rules for a name, of which the last counts', () => {
    const many = rule('{__name__=~"^vllm:num_requests_w.*"}', '{matches: ".*", as: x}');
    const rules = `${many}\n      - ${rule(RUNNING, '{as: x}')}\n      - ${rule('a', '{as: x}')}`;
    const [metric] = graphOf(VLLM_STACK + hpaOn('x') + adapterOf(rules)).metrics;
    expect(metric.rules.map(({ series }) => series)).toEqual(['a', RUNNING, 'vllm:num_requests_waiting']);
    expect(metric.query?.text).toBe(metric.rules[0].query?.text);
  });

  test.each([
    ['another name', hpaOn('vllm_runing'), 'name', 'vllm_running'],
    ['the name of the series', hpaOn(RUNNING), 'name', 'vllm_running'],
    ['the other API', hpaOn('vllm_running', 'External'), 'kind', 'vllm_running'],
  ])('that is asked for %s says what it has', (_, hpa, why, found) => {
    const text = VLLM_STACK + hpa + adapterOf(rule(RUNNING, '{as: vllm_running}'));
    const [metric] = graphOf(text).metrics;
    expect(metric.rules).toEqual([]);
    expect(metric.misses).toMatchObject([{ why, found: { value: found } }]);
  });

  test('asks for series by labels that they have, or finds nothing', () => {
    const wrongLabel = rule(RUNNING, '{as: x}').replace('{namespace: {resource', '{exported_namespace: {resource');
    const [metric] = graphOf(VLLM_STACK + hpaOn('x') + adapterOf(wrongLabel)).metrics;
    expect(metric.selectors[1].misses).toMatchObject([{ why: 'no label', matcher: { label: 'exported_namespace' } }]);
  });

  test('of external metrics is asked with the labels of the HPA', () => {
    const text =
      VLLM_STACK +
      hpaOn('x', 'External').replace("name: 'x'}", "name: 'x', selector: {matchLabels: {namespace: llm}}}") +
      adapterOf(rule(RUNNING, '{as: x}'), 'externalRules');
    expect(graphOf(text).metrics[0].rules[0].query?.text).toBe(`sum(${RUNNING}{namespace="llm"}) by ()`);
  });

  test.each([
    ['chart values', 'rules: {custom: [RULE]}', ['rules', 'custom', 0], true],
    ['chart values', 'rules: {default: false, custom: [RULE]}', ['rules', 'custom', 0], false],
    [
      'Alibaba Cloud chart values',
      'AlibabaCloudMetricsAdapter: {prometheus: {adapter: {rules: {default: false, custom: [RULE]}}}}',
      ['AlibabaCloudMetricsAdapter', 'prometheus', 'adapter', 'rules', 'custom', 0],
      false,
    ],
  ])('is configured by %s, in a file or a ConfigMap: %s', (form, values, path, hasDefaultRules) => {
    const text = values.replace('RULE', rule(RUNNING, '{as: x}'));
    const inFile = graphOf(`${text}\n${VLLM_STACK.replace('\n', '---\n')}${hpaOn('x')}`);
    expect(inFile.adapters).toMatchObject([{ form, hasDefaultRules, path: [] }]);
    expect(inFile.metrics[0].rules[0].to).toMatchObject({ path, isDefault: false });
    const inConfigMap = graphOf(`apiVersion: v1\nkind: ConfigMap\ndata:\n  values.yaml: ${JSON.stringify(text)}`);
    expect(inConfigMap.adapters[0].rules[0].path).toEqual(['data', 'values.yaml', ...path]);
  });

  test('of the chart exposes every series under its name, counters by their rate', () => {
    const values = `rules: {custom: [${rule('other', '{as: y}')}]}\n${VLLM_STACK.replace('\n', '---\n')}`;
    const found = (name: string) =>
      graphOf(values + hpaOn(name)).metrics[0].rules.map(({ to, series }) => [to.isDefault, series]);
    expect(found(RUNNING)).toEqual([[true, RUNNING]]);
    expect(found('my_queue_depth')).toEqual([[true, 'my_queue_depth']]);
    expect(found('vllm:prompt_tokens')).toContainEqual([true, 'vllm:prompt_tokens_total']);
  });

  test('whose text is no YAML says where', () => {
    const text = golden('vllm-hpa').replace(
      '          matches: ^vllm:num_requests_running$\n          as',
      '          matches: ^vllm:num_requests_running$\n         as',
    );
    const [adapter] = graphOf(text).adapters;
    expect(adapter.problem?.message).toMatch(/^the YAML cannot be read: /);
    expect(text.split('\n')[(adapter.problem?.line ?? 0) - 1]).toMatch(/as: vllm_num|matches: \^vllm:num/);
  });

  test('is no ConfigMap of something else', () => {
    expect(
      graphOf('apiVersion: v1\nkind: ConfigMap\ndata: {a: "rules: [x]", b: 7, c: "seriesQuery"}').adapters,
    ).toEqual([]);
  });
});

describe('every version of an HPA', () => {
  const hpa = (version: string, spec: string) =>
    graphOf(
      `apiVersion: autoscaling/${version}\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: ${spec}`,
    ).metrics.map(({ from, name, comparison, target }) => [from, name?.value, comparison, target?.value]);
  test.each([
    ['v1', '{targetCPUUtilizationPercentage: 50}', [['resource', 'cpu', 'Utilization', 50]]],
    [
      'v2beta1',
      '{metrics: [{type: Pods, pods: {metricName: x, targetAverageValue: 5}}]}',
      [['pods', 'x', 'AverageValue', 5]],
    ],
    [
      'v2beta2',
      '{metrics: [{type: External, external: {metric: {name: x}, target: {type: Value, value: "5"}}}]}',
      [['external', 'x', 'Value', '5']],
    ],
    [
      'v2',
      '{metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}, {type: ContainerResource, containerResource: {name: memory, container: c, target: {type: AverageValue, averageValue: 1Gi}}}]}',
      [
        ['resource', 'cpu', 'Utilization', 70],
        ['resource', 'memory', 'AverageValue', '1Gi'],
      ],
    ],
    [
      'v2',
      '{metrics: [{type: Object, object: {metric: {name: x}, target: {value: 1}}}, {type: Nothing}, 7, {}]}',
      [['object', 'x', 'Value', 1]],
    ],
    ['v2', '{}', []],
  ])('%s %s', (version, spec, expected) => {
    expect(hpa(version, spec)).toEqual(expected);
  });
});

test('triggers of KEDA are what they are', () => {
  const { metrics } = graphOf(`apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: a}
spec:
  triggers:
    - {type: cpu, metricType: Utilization, metadata: {value: "60"}}
    - {type: prometheus, name: q, metricType: Value, metadata: {query: 'sum(up', threshold: "4"}}
    - {type: cron, metadata: {}}
    - 7
`);
  expect(metrics.map(({ from, comparison, target }) => [from, comparison, target?.value])).toEqual([
    ['resource', 'Utilization', '60'],
    ['prometheus', 'Value', '4'],
    ['other', 'AverageValue', undefined],
    ['other', 'AverageValue', undefined],
  ]);
  expect(metrics[1].query?.wrongAt).toBe(7);
});
