import { meaningOf } from '../../../src/checks/metric/meaning';
import { graphOf, scaledOn, VLLM_STACK } from '../../stack/support';

const R = 'vllm:num_requests_running';
const K = 'vllm:kv_cache_usage_perc';
const GPU = 'DCGM_FI_DEV_GPU_UTIL';
const TTFT = 'vllm:time_to_first_token_seconds_bucket';

/** The unit of a query's number, and of what it is how. */
function meant(query: string, rules = ''): string | undefined {
  const graph = graphOf(VLLM_STACK + rules + scaledOn(query));
  const meaning = meaningOf(graph, graph.metrics[0]);
  return meaning && `${meaning.unit} ${meaning.by ?? 'each'} ${meaning.name}`;
}

describe('the number of a query means', () => {
  test.each([
    [K, `ratio each ${K}`],
    [`(avg(${K}))`, `ratio avg ${K}`],
    [`avg(${K}) or sum(${R})`, `ratio avg ${K}`],
    [`sum(up) or avg(${K})`, `ratio avg ${K}`],
    [`avg(${K}) and sum(${R})`, `ratio avg ${K}`],
    [`avg(${K}) unless sum(${R})`, `ratio avg ${K}`],
    [`avg(${K}) > 0.5`, `ratio avg ${K}`],
    [`avg(${K}) == 0.5`, `ratio avg ${K}`],
    [`100 * avg(${K})`, `percent avg ${K}`],
    [`avg(${K}) * 100`, `percent avg ${K}`],
    [`avg(${K}) / 0.01`, `percent avg ${K}`],
    [`avg(${K}) * 1`, `ratio avg ${K}`],
    [`avg(${GPU}) / 100`, `ratio avg ${GPU}`],
    [`avg(${GPU}) * 0.01`, `ratio avg ${GPU}`],
    [`avg(${K} offset 5m)`, `ratio avg ${K}`],
    [`avg(${K} @ end())`, `ratio avg ${K}`],
    [`max(avg_over_time(${K}[5m]))`, `ratio max ${K}`],
    [`clamp_max(avg(${K}), 1)`, `ratio avg ${K}`],
    [`topk(1, avg(${K}))`, `ratio topk ${K}`],
    [`histogram_quantile(0.9, sum by (le) (rate(${TTFT}[2m])))`, `seconds histogram_quantile ${TTFT}`],
  ])('%s: %s', (query, expected) => expect(meant(query)).toBe(expected));

  test.each([
    ['a number', 'vector(4)'],
    ['a comparison that gives 0 or 1', `avg(${K}) > bool 0.5`],
    ['a remainder', `avg(${K}) % 3`],
    ['a quotient of two series', `avg(${K}) / sum(${R})`],
    ['a multiple of a ratio', `avg(${K}) * 3`],
    ['a multiple by what is no number', `avg(${K}) * NaN`],
    ['how many there are', `count(${K})`],
    ['a function of it', `exp(avg(${K}))`],
    ['whatever a pattern finds', 'avg({pod=~"qwen-.+"})'],
    ['the rate of a counter', 'sum(rate(vllm:prompt_tokens_total[5m]))'],
    ['a percentile of a gauge', `histogram_quantile(0.9, sum by (le) (${K}))`],
    ['a percentile of nothing', 'histogram_quantile(0.9)'],
    ['a percentile of a number', 'histogram_quantile(0.9, vector(1))'],
    ['an average of nothing', 'avg()'],
    ['no PromQL', 'avg(('],
  ])('nothing that is known: %s', (_, query) => expect(meant(query)).toBeUndefined());

  const recorded = (name: string, expr: string) => `---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: rules, namespace: llm}
spec: {groups: [{name: llm, rules: [{record: "${name}", expr: "${expr}"}]}]}
`;

  test('what is recorded', () => {
    expect(meant('max(llm:cache)', recorded('llm:cache', `avg(${K})`))).toBe(`ratio max ${K}`);
  });

  test('nothing, where a recording rule records itself', () => {
    expect(meant('max(llm:cache)', recorded('llm:cache', 'avg(llm:cache)'))).toBeUndefined();
  });
});

describe('the number of a metric of the metrics API means', () => {
  const hpa = (metric: string) => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: qwen, namespace: llm}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen}
  metrics: [{type: Pods, pods: {metric: {${metric}}, target: {type: AverageValue, averageValue: "1"}}}]
`;
  const unitOf = (metric: string) => {
    const graph = graphOf(VLLM_STACK + hpa(metric));
    return meaningOf(graph, graph.metrics[0])?.unit;
  };

  test.each([
    ['a gauge of the catalogue', `name: "${K}"`, 'ratio'],
    ['the same with an underscore for the colon', 'name: vllm_kv_cache_usage_perc', 'ratio'],
    ['a counter', 'name: "vllm:prompt_tokens_total"', undefined],
    ['a series that nobody knows', 'name: requests', undefined],
    ['no name', '', undefined],
  ])('%s', (_, metric, expected) => expect(unitOf(metric)).toBe(expected));
});
