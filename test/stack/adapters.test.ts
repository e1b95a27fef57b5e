import { golden, graphOf, VLLM_STACK } from './support';

const RUNNING = 'vllm:num_requests_running';
const POD = 'qwen-6d4c8f7b59-x7k2p';

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
