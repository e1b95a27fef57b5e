import { textOf } from '../../../src/checks/finding';
import { scaledOn, VLLM_STACK } from '../../stack/support';
import { checkText } from '../support';

const NAMES = { RUNNING: 'vllm:num_requests_running', BUCKETS: 'vllm:time_to_first_token_seconds_bucket' } as const;

/** What a rule says of a query that scales a Deployment of vLLM, without the field and the query at its beginning. */
function told(rule: string, query: string): string[] {
  const written = query.replace(/RUNNING|BUCKETS/g, (name) => NAMES[name as keyof typeof NAMES]);
  return checkText(VLLM_STACK + scaledOn(written))
    .filter((finding) => finding.rule === rule)
    .map((finding) => {
      const [, shown, says] =
        /^'spec\.triggers\[0\]\.metadata\.query' \("(.*?)(?:…|")\) (.*)$/.exec(textOf(finding)) ?? [];
      expect(JSON.stringify(written)).toContain(shown);
      return `${finding.severity}: ${says}`;
    });
}

describe('metric/quantile', () => {
  test.each([
    [
      'histogram_quantile(95, sum by (le) (rate(BUCKETS[2m])))',
      ['error: must have a percentile between 0 and 1, not 95; write 0.95 (metric/quantile)'],
    ],
    [
      'histogram_quantile(-1, sum by (le) (rate(BUCKETS[2m])))',
      ['error: must have a percentile between 0 and 1, not -1; write 0.95 for the 95th (metric/quantile)'],
    ],
    ['quantile(95, RUNNING)', ['error: must have a percentile between 0 and 1, not 95; write 0.95 (metric/quantile)']],
    ['quantile(0.9, RUNNING)', []],
    ['histogram_quantile(scalar(RUNNING), sum by (le) (rate(BUCKETS[2m])))', []],
    [
      'histogram_quantile(0.9, RUNNING)',
      [
        `error: must take a percentile of a histogram's buckets, and vllm:num_requests_running is a gauge; take its value: avg(vllm:num_requests_running) (metric/quantile)`,
      ],
    ],
    [
      'histogram_quantile(0.9, rate(vllm:prompt_tokens_total[2m]))',
      [
        `error: must take a percentile of a histogram's buckets, and vllm:prompt_tokens_total is a counter; take its rate: sum(rate(vllm:prompt_tokens_total[5m])) (metric/quantile)`,
      ],
    ],
    [
      'histogram_quantile(0.9, sum by (le) (rate(vllm:time_to_first_token_seconds_sum[2m])))',
      [
        `error: must take a percentile of a histogram's buckets, not of vllm:time_to_first_token_seconds_sum; write vllm:time_to_first_token_seconds_bucket (metric/quantile)`,
      ],
    ],
    [
      'histogram_quantile(0.9, sum by (le) (rate(vllm:time_to_first_token_seconds[2m])))',
      [
        `error: must take a percentile of a histogram's buckets, not of vllm:time_to_first_token_seconds; write vllm:time_to_first_token_seconds_bucket (metric/quantile)`,
      ],
    ],
    [
      'histogram_quantile(0.9, sum(rate(BUCKETS[2m])))',
      [
        `error: must keep the label 'le' of the buckets, which the percentile is taken by; write sum by (le) (…) (metric/quantile)`,
      ],
    ],
    [
      'histogram_quantile(0.9, (sum by (pod) (rate(BUCKETS[2m]))))',
      [
        `error: must keep the label 'le' of the buckets, which the percentile is taken by; write by (le) (metric/quantile)`,
      ],
    ],
    [
      'histogram_quantile(0.9, sum without (le) (rate(BUCKETS[2m])))',
      [
        `error: must keep the label 'le' of the buckets, which the percentile is taken by; take 'le' out of without(…) (metric/quantile)`,
      ],
    ],
    ['histogram_quantile(0.9, sum without (pod) (rate(BUCKETS[2m])))', []],
    ['histogram_quantile(0.9, sum by (le) (rate({__name__=~"vllm:.*_bucket"}[2m])))', []],
  ])('%s', (query, found) => expect(told('metric/quantile', query)).toEqual(found));
});

describe('metric/label-value', () => {
  test.each([
    [
      'sum(RUNNING{namespace="web"})',
      [
        'error: asks for vllm:num_requests_running with namespace="web", and on the pods of Deployment llm/qwen it is "llm"; write namespace="llm" (metric/label-value)',
      ],
    ],
    [
      'sum(RUNNING{pod="gemma-1"})',
      [
        'error: asks for vllm:num_requests_running with pod="gemma-1", and on the pods of Deployment llm/qwen it is like "qwen-6d4c8f7b59-x7k2p"; write pod=~"qwen-.+" (metric/label-value)',
      ],
    ],
    [
      'sum(RUNNING{pod!~"qwen.*"})',
      [
        'error: asks for vllm:num_requests_running with pod!~"qwen.*", and on the pods of Deployment llm/qwen it is like "qwen-6d4c8f7b59-x7k2p"; write pod=~"qwen-.+" (metric/label-value)',
      ],
    ],
    [
      'sum(RUNNING{job!="qwen"})',
      [
        'error: asks for vllm:num_requests_running with job!="qwen", and on the pods of Deployment llm/qwen it is "qwen"; write job="qwen" (metric/label-value)',
      ],
    ],
  ])('%s', (query, found) => expect(told('metric/label-value', query)).toEqual(found));
});

describe('metric/no-label', () => {
  test.each([
    [
      'sum(RUNNING{model="x"})',
      [
        `error: asks for the label 'model' of vllm:num_requests_running, which has container, engine, job, model_name, namespace, pod, service; write model_name (metric/no-label)`,
      ],
    ],
    [
      'sum(RUNNING{exported_pod="x"})',
      [
        `error: asks for the label 'exported_pod' of vllm:num_requests_running, which has container, engine, job, model_name, namespace, pod, service; write pod (metric/no-label)`,
      ],
    ],
    [
      'sum(RUNNING{frobnicate="x"})',
      [
        `error: asks for the label 'frobnicate' of vllm:num_requests_running, which has container, engine, job, model_name, namespace, pod, service; take the condition out (metric/no-label)`,
      ],
    ],
    [
      'sum(RUNNING{servcie="qwen"})',
      [
        `error: asks for the label 'servcie' of vllm:num_requests_running, which has container, engine, job, model_name, namespace, pod, service; write service (metric/no-label)`,
      ],
    ],
  ])('%s', (query, found) => expect(told('metric/no-label', query)).toEqual(found));
});

describe('metric/unknown-series', () => {
  test.each([
    [
      'sum(vllm:foo_bar)',
      [
        'warning: asks for vllm:foo_bar, which is not known of vLLM; make sure that this version exports it (metric/unknown-series)',
      ],
    ],
    [
      'sum(foo_bar)',
      [
        'info: asks for foo_bar, which nothing in these files is known to export or record; make sure that it is scraped, or check what records it together with this (metric/unknown-series)',
      ],
    ],
    [
      'sum(vllm:num_requests_runing)',
      [
        'error: asks for vllm:num_requests_runing, which nobody exports or records; write vllm:num_requests_running (metric/unknown-series)',
      ],
    ],
    [
      'sum(Foo)',
      [
        'info: asks for Foo, which nothing in these files is known to export or record; make sure that it is scraped, or check what records it together with this (metric/unknown-series)',
      ],
    ],
  ])('%s', (query, found) => expect(told('metric/unknown-series', query)).toEqual(found));
});

describe('metric/unknown-to-engine', () => {
  test.each([
    [
      'sum(sglang:num_running_reqs)',
      [
        'error: asks for sglang:num_running_reqs, which SGLang exports, and vLLM 0.11.0 of Deployment llm/qwen does not; write vllm:num_requests_running (metric/unknown-to-engine)',
      ],
    ],
    [
      'sum(vllm:gpu_cache_usage_perc)',
      [
        'error: asks for vllm:gpu_cache_usage_perc, which vLLM 0.11.0 of Deployment llm/qwen does not export; write vllm:kv_cache_usage_perc (metric/unknown-to-engine)',
      ],
    ],
    [
      'sum(vllm:num_requests_swapped)',
      [
        'error: asks for vllm:num_requests_swapped, which vLLM 0.11.0 of Deployment llm/qwen does not export; choose a series that it exports (metric/unknown-to-engine)',
      ],
    ],
  ])('%s', (query, found) => expect(told('metric/unknown-to-engine', query)).toEqual(found));
});

describe('metric/neighbours', () => {
  test.each([
    [
      'sum(RUNNING)',
      [
        'warning: counts vllm:num_requests_running of every pod that Prometheus knows, and scales Deployment llm/qwen; add namespace="llm" and pod=~"qwen-.+" (metric/neighbours)',
      ],
    ],
    [
      'sum(RUNNING{namespace="llm"})',
      [
        'info: counts vllm:num_requests_running of every pod that Prometheus knows in the namespace, and scales Deployment llm/qwen; add pod=~"qwen-.+" (metric/neighbours)',
      ],
    ],
    [
      'avg(DCGM_FI_DEV_GPU_UTIL)',
      [
        'warning: counts DCGM_FI_DEV_GPU_UTIL of every pod that Prometheus knows, and scales Deployment llm/qwen; add exported_namespace="llm" and exported_pod=~"qwen-.+" (metric/neighbours)',
      ],
    ],
    [
      'avg(DCGM_FI_DEV_GPU_UTIL{exported_namespace="llm"})',
      [
        'info: counts DCGM_FI_DEV_GPU_UTIL of every pod that Prometheus knows in the namespace, and scales Deployment llm/qwen; add exported_pod=~"qwen-.+" (metric/neighbours)',
      ],
    ],
    ['sum({__name__=~"vllm.*"})', []],
  ])('%s', (query, found) => expect(told('metric/neighbours', query)).toEqual(found));
});

describe('metric/counter', () => {
  const TTFT = 'vllm:time_to_first_token_seconds';
  test.each([
    [
      'sum(vllm:prompt_tokens_total)',
      [
        'error: must not use vllm:prompt_tokens_total as it is: it is a counter, which only grows; write rate(vllm:prompt_tokens_total[5m]) (metric/counter)',
      ],
    ],
    // The mean of all requests since the beginning.
    [
      `sum(${TTFT}_sum) / sum(rate(${TTFT}_count[5m]))`,
      [
        `error: must not use ${TTFT}_sum as it is: it is a counter, which only grows; write rate(${TTFT}_sum[5m]) (metric/counter)`,
      ],
    ],
    [`sum(rate(${TTFT}_sum[5m])) / sum(rate(${TTFT}_count[5m]))`, []],
    ['count(vllm:prompt_tokens_total)', []],
    ['sum(requests_count)', []],
  ])('%s', (query, found) => expect(told('metric/counter', query)).toEqual(found));
});

describe('metric/divided-twice', () => {
  test.each([
    [
      'max(RUNNING)',
      [
        `error: gives the max over the pods, which is divided by the number of replicas again; add 'metricType: Value' to the trigger (metric/divided-twice)`,
      ],
    ],
    ['sum(RUNNING)', []],
    [
      'histogram_quantile(0.9, sum by (le) (rate(BUCKETS[2m])))',
      [
        `error: gives the percentile over the pods, which is divided by the number of replicas again; add 'metricType: Value' to the trigger (metric/divided-twice)`,
      ],
    ],
  ])('%s', (query, found) => expect(told('metric/divided-twice', query)).toEqual(found));
});
