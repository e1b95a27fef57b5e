import fc from 'fast-check';
import { filledIn, isBalanced, uses } from '../../src/checks/adapter/template';
import { existsElsewhere } from '../../src/checks/elsewhere';
import { gatewayName } from '../../src/checks/metric/gateway-series';
import { meaningOf, plain, targetOf } from '../../src/checks/metric/meaning';
import { durationOf, durationText, meantDuration } from '../../src/checks/monitor/durations';
import { oncePer, oncePerPair } from '../../src/checks/remember';
import { labelsText } from '../../src/checks/wire/miss';
import { buildGraph } from '../../src/stack/graph';
import { readManifests } from '../../src/stack/read';

describe('durations', () => {
  test.each([
    ['15s', 15],
    ['1m', 60],
    ['1h30m', 5400],
    ['1d', 86_400],
    ['500ms', 0.5],
    ['0', 0],
  ])('%s is read', (text, seconds) => {
    expect(durationOf(text)).toBe(seconds);
  });

  test.each(['', '15', '15sec', '5 minutes', '1m1h', '-5s', 's', 15, null, undefined])('%p is none', (value) => {
    expect(durationOf(value)).toBeUndefined();
  });

  test('what is written is read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seconds) => {
        expect(durationOf(durationText(seconds))).toBe(seconds);
      }),
    );
    expect(durationText(1.5)).toBe('1500ms');
  });

  test.each([
    ['5 minutes', '5m'],
    ['15sec', '15s'],
    ['30', '30s'],
    ['2 Hours', '2h'],
    ['soon', '30s'],
    [undefined, '30s'],
  ])('%p was probably meant as %s', (value, meant) => {
    expect(meantDuration(value)).toBe(meant);
    expect(durationOf(meantDuration(value))).toBeDefined();
  });
});

describe('what exists elsewhere', () => {
  const profile = { elsewhere: ['Service/monitoring/dcgm-*', 'Namespace/llm', '*/web/gateway', 'Deployment/a.b/c'] };

  test.each([
    ['Service', 'monitoring', 'dcgm-exporter', true],
    ['Service', 'monitoring', undefined, true],
    ['Service', undefined, 'dcgm-exporter', true],
    ['Service', 'llm', 'dcgm-exporter', false],
    ['Service', 'monitoring', 'prometheus', false],
    ['Deployment', 'web', 'gateway', true],
    ['Namespace', undefined, 'llm', true],
    ['Namespace', 'any', 'llm', true],
    ['Deployment', 'axb', 'c', false],
  ])('%s %s/%s: %s', (kind, namespace, name, exists) => {
    expect(existsElsewhere(profile, kind, namespace, name)).toBe(exists);
  });

  test('nothing is known to', () => {
    expect(existsElsewhere({}, 'Service', 'a', 'b')).toBe(false);
  });
});

describe('templates of the adapter', () => {
  test.each([
    ['sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)', 'sum(series{label="value"}) by (label)'],
    ['sum(<< .Series >>)', 'sum(series)'],
    ['sum(x)', 'sum(x)'],
    ['sum(x) by (<<.GroupBy>', undefined],
    ['x{<<range .GroupBySlice>>a<<end>>}', undefined],
    ['x{<<.Nothing>>}', undefined],
  ])('%s becomes %s', (template, query) => {
    expect(filledIn(template)).toBe(query);
  });

  test('a delimiter has its other half', () => {
    expect(['<<a>>', 'a', '<<a>> <<b>>'].map(isBalanced)).toEqual([true, true, true]);
    expect(['<<a', 'a>>', '<<a>> <<b'].map(isBalanced)).toEqual([false, false, false]);
  });

  test('a longer name is another one', () => {
    expect(uses('<<.GroupBySlice>>', 'GroupBy')).toBe(false);
    expect(uses('<<range .GroupBy>>', 'GroupBy')).toBe(true);
  });
});

describe('what a number means', () => {
  const metric = (query: string, threshold = '1') => {
    const text = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: qwen }
spec:
  scaleTargetRef: { name: qwen }
  triggers: [{ type: prometheus, metadata: { query: '${query}', threshold: '${threshold}' } }]
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: qwen }
spec:
  groups:
    - name: a
      rules:
        - { record: usage, expr: avg(vllm:kv_cache_usage_perc) }
        - { record: circle, expr: sum(circle) }
`;
    const graph = buildGraph(readManifests([{ name: 'a.yaml', text }]).manifests);
    return { graph, wire: graph.metrics[0] };
  };

  test.each([
    ['avg(vllm:kv_cache_usage_perc)', 'ratio', 'avg'],
    ['(max(vllm:kv_cache_usage_perc)) offset 5m', 'ratio', 'max'],
    ['100 * avg(vllm:kv_cache_usage_perc)', 'percent', 'avg'],
    ['avg(DCGM_FI_DEV_GPU_UTIL) / 100', 'ratio', 'avg'],
    ['avg(vllm:kv_cache_usage_perc) > 0.1', 'ratio', 'avg'],
    ['avg(avg_over_time(vllm:kv_cache_usage_perc[1m]))', 'ratio', 'avg'],
    ['avg(absent_here) or avg(vllm:kv_cache_usage_perc)', 'ratio', 'avg'],
    ['usage', 'ratio', 'avg'],
    ['sum(vllm:num_requests_running)', 'count', 'sum'],
    ['vllm:num_requests_running', 'count', undefined],
    [
      'histogram_quantile(0.9, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket[5m])))',
      'seconds',
      'histogram_quantile',
    ],
  ])('%s is a %s', (query, unit, by) => {
    const { graph, wire } = metric(query);
    expect(meaningOf(graph, wire)).toMatchObject({ unit });
    expect(meaningOf(graph, wire)?.by).toBe(by);
  });

  test.each([
    'count(vllm:kv_cache_usage_perc)',
    'avg(vllm:kv_cache_usage_perc) * 2',
    'avg(vllm:kv_cache_usage_perc) > bool 0.1',
    'sum(rate(vllm:generation_tokens_total[5m]))',
    'avg(vllm:kv_cache_usage_perc) + 1',
    'avg(somebody_elses)',
    'circle',
    'avg(',
  ])('what %s means is not known', (query) => {
    const { graph, wire } = metric(query);
    expect(meaningOf(graph, wire)).toBeUndefined();
  });

  test('a target is a number, or a quantity', () => {
    expect(['0.8', '5', '500m', '2k', 'much'].map((threshold) => targetOf(metric('sum(x)', threshold).wire))).toEqual([
      0.8,
      5,
      0.5,
      2000,
      undefined,
    ]);
    expect(plain(0.1 + 0.2)).toBe('0.3');
  });
});

test.each([
  ['inference_extension_flow_control_queue_size', 'llm_d_epp_flow_control_queue_size'],
  ['inference_objective_running_requests', 'llm_d_epp_request_running'],
  ['inference_pool_ready_pods', 'llm_d_epp_ready_endpoints'],
  ['llm_d_router_epp_request_total', 'llm_d_epp_request_total'],
  ['llm_d_epp_request_total', undefined],
  ['vllm:num_requests_running', undefined],
])('a gateway calls %s now %s', (name, now) => {
  expect(gatewayName(name)).toBe(now);
});

test('labels are shown in order', () => {
  expect(labelsText({ b: '2', a: '1' })).toBe('a=1, b=2');
  expect(labelsText({})).toBe('no labels');
});

test('what is worked out is worked out once', () => {
  const work = jest.fn((key: object) => Object.keys(key)[0]);
  const once = oncePer(work);
  const [key, other] = [{ a: 1 }, {}];
  expect([once(key), once(key), once(other), once(other)]).toEqual(['a', 'a', undefined, undefined]);
  expect(work).toHaveBeenCalledTimes(2);
  const pairs = jest.fn(() => 1);
  const oncePair = oncePerPair(pairs);
  oncePair(key, other);
  oncePair(key, other);
  oncePair(other, key);
  expect(pairs).toHaveBeenCalledTimes(2);
});
