import { type AdapterRule, customRulesOf, relistMsOf } from '../../../src/rehearsal/stack/adapter';
import { stackGraph } from './support';

const configMap = (config: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'adapter', namespace: 'monitoring' },
  data: { 'config.yaml': config },
});
const hpa = (metric: string) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'gemma', namespace: 'llm' },
  spec: { metrics: [{ type: 'Pods', pods: { metric: { name: metric }, target: { averageValue: '1' } } }] },
});
const RESOURCES = 'resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}';
const QUERY = "metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)'";

/** What a metric of an HPA is made of by an adapter with these rules. */
function rulesOf(metric: string, ...rules: readonly string[]): readonly AdapterRule[] {
  const config = `rules:\n${rules.map((rule) => `- {${rule}}\n`).join('')}`;
  return customRulesOf(stackGraph(configMap(config), hpa(metric)).scalers[0]);
}

const relistMs = (...objects: readonly object[]) => relistMsOf(stackGraph(...objects));

test('an adapter asks for the pods of the service in the namespace of the HPA', () => {
  expect(rulesOf('requests', `seriesQuery: http_requests, name: {as: requests}, ${RESOURCES}, ${QUERY}`)).toEqual([
    {
      metric: 'requests',
      seriesQuery: 'http_requests',
      metricsQuery: 'sum(http_requests{namespace="llm",pod=~"<pods>"}) by (pod)',
      namespaceLabel: 'namespace',
      podLabel: 'pod',
      from: 'ConfigMap monitoring/adapter',
    },
  ]);
});

test('a rule about many series looks for the one that the metric is made of', () => {
  const seriesQuery = `seriesQuery: '{__name__=~"^vllm:.*",pod!=""}'`;
  const name = 'name: {matches: "^vllm:(.*)$", as: "vllm_$1"}';
  expect(rulesOf('vllm_num_requests_running', `${seriesQuery}, ${name}, ${RESOURCES}, ${QUERY}`)).toMatchObject([
    {
      seriesQuery: 'vllm:num_requests_running{pod!=""}',
      metricsQuery: 'sum(vllm:num_requests_running{namespace="llm",pod=~"<pods>"}) by (pod)',
    },
  ]);
});

test('of two rules that make one metric the last counts', () => {
  const rule = (series: string) => `seriesQuery: ${series}, name: {as: requests}, ${RESOURCES}, ${QUERY}`;
  expect(rulesOf('requests', rule('a'), rule('b'))).toMatchObject([{ seriesQuery: 'b' }]);
});

test('a rule without a query or a label of the pod has none', () => {
  const template = 'resources: {template: "kube_<<.Resource>>", overrides: {instance: {resource: pod}}}';
  expect(rulesOf('a', `seriesQuery: a, ${template}`)).toMatchObject([
    { namespaceLabel: 'kube_namespace', podLabel: 'instance', metricsQuery: undefined },
  ]);
  expect(rulesOf('a', `seriesQuery: a, ${QUERY}`)).toMatchObject([{ podLabel: undefined, metricsQuery: undefined }]);
});

test('no rule makes a metric of another name, or an external one', () => {
  expect(rulesOf('b', `seriesQuery: a, ${RESOURCES}, ${QUERY}`)).toEqual([]);
  const external = configMap(`externalRules:\n- {seriesQuery: a, ${RESOURCES}, ${QUERY}}\n`);
  expect(customRulesOf(stackGraph(external, hpa('a')).scalers[0])).toEqual([]);
});

test.each([
  ['no configuration of an adapter', 'server: {port: 8080}'],
  ['rules of something else', 'rules: {groups: []}'],
  ['rules of something else, with a list', 'rules: none'],
])('%s is no adapter', (_, text) => {
  expect(relistMs({ ...configMap(text), metadata: { name: 'settings' } })).toBeUndefined();
});

test.each([
  ['its own file', configMap('externalRules:\n- {seriesQuery: queue_length}\n'), 60_000],
  [
    'the values of its chart',
    configMap('metricsRelistInterval: 45s\nrules:\n  external:\n  - {seriesQuery: queue_length}\n'),
    45_000,
  ],
  ['a file of such values', { metricsRelistInterval: '20s', rules: { custom: [{ seriesQuery: 'a' }] } }, 20_000],
])('%s says how often an adapter looks for series', (_, object, milliseconds) => {
  expect(relistMs(object)).toBe(milliseconds);
});
