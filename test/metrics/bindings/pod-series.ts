import { Duration } from 'cdk8s';
import { EngineMetric, Metric, Percent, Ratio } from '../../../src';
import { TRITON } from '../../../src/metrics/catalogue/triton';
import { QWEN } from '../../support/binding';
import { type BindingCase, PODS, SELECTED } from './binding-case';

const second = Duration.seconds(1);
const ON_TRITON = { pods: { ...QWEN, engine: TRITON.title, table: TRITON, version: undefined } };

/** Every kind of series that an engine exports. */
export const ENGINE_SERIES: readonly BindingCase[] = [
  [
    'a gauge of the engine that counts',
    EngineMetric.RUNNING_REQUESTS.target(8),
    {},
    {
      name: 'vllm_num_requests_running',
      query: `sum(vllm:num_requests_running${PODS})`,
      isTotal: true,
      seriesQuery: 'vllm:num_requests_running{namespace!="",pod!=""}',
      matches: '^vllm:num_requests_running$',
      metricsQuery: `sum(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    'a ratio of the engine',
    EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.8)),
    {},
    {
      name: 'vllm_kv_cache_usage_perc',
      query: `avg(vllm:kv_cache_usage_perc${PODS})`,
      isTotal: false,
      seriesQuery: 'vllm:kv_cache_usage_perc{namespace!="",pod!=""}',
      matches: '^vllm:kv_cache_usage_perc$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    'a gauge that a label tells from others',
    EngineMetric.RUNNING_REQUESTS.target(8),
    ON_TRITON,
    {
      name: 'nv_trt_llm_request_metrics_active',
      query: `sum(nv_trt_llm_request_metrics${PODS.replace('}"}', '}",request_type="active"}')})`,
      isTotal: true,
      seriesQuery: 'nv_trt_llm_request_metrics{namespace!="",pod!="",request_type="active"}',
      matches: '^nv_trt_llm_request_metrics$',
      metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>,request_type="active"}) by (<<.GroupBy>>)',
    },
  ],
  [
    'a counter of microseconds',
    EngineMetric.REQUESTS_IN_QUEUE.target(2),
    ON_TRITON,
    {
      name: 'nv_inference_queue_duration_seconds_per_second',
      query: `sum(rate(nv_inference_queue_duration_us${PODS}[2m])) / 1000000`,
      isTotal: true,
      seriesQuery: 'nv_inference_queue_duration_us{namespace!="",pod!=""}',
      matches: '^nv_inference_queue_duration_us$',
      metricsQuery: `sum(rate(${SELECTED}[2m])) by (<<.GroupBy>>) / 1000000`,
    },
  ],
  [
    'a histogram of milliseconds',
    EngineMetric.timeToFirstToken().target(second),
    ON_TRITON,
    {
      name: 'nv_inference_first_response_histogram_seconds_p95',
      query: `(histogram_quantile(0.95, sum by (le) (rate(nv_inference_first_response_histogram_ms_bucket${PODS}[2m]))) / 1000 >= 0) or 0 * sum(nv_inference_first_response_histogram_ms_count${PODS})`,
      isTotal: false,
      seriesQuery: 'nv_inference_first_response_histogram_ms_bucket{namespace!="",pod!=""}',
      matches: '^nv_inference_first_response_histogram_ms_bucket$',
      metricsQuery: `histogram_quantile(0.95, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>)) / 1000`,
    },
  ],
  [
    'a counter of the engine',
    EngineMetric.GENERATED_TOKEN_RATE.target(100),
    {},
    {
      name: 'vllm_generation_tokens_per_second',
      query: `sum(rate(vllm:generation_tokens_total${PODS}[2m]))`,
      isTotal: true,
      seriesQuery: 'vllm:generation_tokens_total{namespace!="",pod!=""}',
      matches: '^vllm:generation_tokens_total$',
      metricsQuery: `sum(rate(${SELECTED}[2m])) by (<<.GroupBy>>)`,
    },
  ],
  [
    'a histogram of the engine',
    EngineMetric.timeToFirstToken(0.99).target(second),
    {},
    {
      name: 'vllm_time_to_first_token_seconds_p99',
      query: `(histogram_quantile(0.99, sum by (le) (rate(vllm:time_to_first_token_seconds_bucket${PODS}[2m]))) >= 0) or 0 * sum(vllm:time_to_first_token_seconds_count${PODS})`,
      isTotal: false,
      seriesQuery: 'vllm:time_to_first_token_seconds_bucket{namespace!="",pod!=""}',
      matches: '^vllm:time_to_first_token_seconds_bucket$',
      metricsQuery: `histogram_quantile(0.99, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>))`,
    },
  ],
  [
    'a histogram of the engine that counts',
    EngineMetric.promptTokensPerRequest(0.9).target(2000),
    {},
    {
      name: 'vllm_request_prompt_tokens_p90',
      query: `(histogram_quantile(0.9, sum by (le) (rate(vllm:request_prompt_tokens_bucket${PODS}[2m]))) >= 0) or 0 * sum(vllm:request_prompt_tokens_count${PODS})`,
      isTotal: false,
      seriesQuery: 'vllm:request_prompt_tokens_bucket{namespace!="",pod!=""}',
      matches: '^vllm:request_prompt_tokens_bucket$',
      metricsQuery: `histogram_quantile(0.9, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>))`,
    },
  ],
  [
    'a histogram that its engine calls a total',
    EngineMetric.tokensPerStep().target(4096),
    {},
    {
      name: 'vllm_iteration_tokens_total_p95',
      query: `(histogram_quantile(0.95, sum by (le) (rate(vllm:iteration_tokens_total_bucket${PODS}[2m]))) >= 0) or 0 * sum(vllm:iteration_tokens_total_count${PODS})`,
      isTotal: false,
      seriesQuery: 'vllm:iteration_tokens_total_bucket{namespace!="",pod!=""}',
      matches: '^vllm:iteration_tokens_total_bucket$',
      metricsQuery: `histogram_quantile(0.95, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>))`,
    },
  ],
];

/** Every kind of series that the user names. */
export const OWN_SERIES: readonly BindingCase[] = [
  [
    "a gauge of one's own that counts",
    Metric.count('my_queue_depth').target(5),
    {},
    {
      name: 'my_queue_depth',
      query: `sum(my_queue_depth${PODS})`,
      isTotal: true,
      seriesQuery: 'my_queue_depth{namespace!="",pod!=""}',
      matches: '^my_queue_depth$',
      metricsQuery: `sum(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a ratio of one's own",
    Metric.ratio('my:ratio').target(Ratio.of(0.5)),
    {},
    {
      name: 'my_ratio',
      query: `avg(my:ratio${PODS})`,
      isTotal: false,
      seriesQuery: 'my:ratio{namespace!="",pod!=""}',
      matches: '^my:ratio$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a percentage of one's own",
    Metric.percent('my_percent').target(Percent.of(50)),
    {},
    {
      name: 'my_percent',
      query: `avg(my_percent${PODS})`,
      isTotal: false,
      seriesQuery: 'my_percent{namespace!="",pod!=""}',
      matches: '^my_percent$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a counter of one's own",
    Metric.rate('my_requests_total').target(5),
    {},
    {
      name: 'my_requests_per_second',
      query: `sum(rate(my_requests_total${PODS}[2m]))`,
      isTotal: true,
      seriesQuery: 'my_requests_total{namespace!="",pod!=""}',
      matches: '^my_requests_total$',
      metricsQuery: `sum(rate(${SELECTED}[2m])) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a counter of one's own without suffix",
    Metric.rate('my_requests').target(5),
    {},
    {
      name: 'my_requests_per_second',
      query: `sum(rate(my_requests${PODS}[2m]))`,
      isTotal: true,
      seriesQuery: 'my_requests{namespace!="",pod!=""}',
      matches: '^my_requests$',
      metricsQuery: `sum(rate(${SELECTED}[2m])) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a histogram of one's own",
    Metric.latency('my_seconds', 0.999).target(second),
    {},
    {
      name: 'my_seconds_p99_9',
      query: `(histogram_quantile(0.999, sum by (le) (rate(my_seconds_bucket${PODS}[2m]))) >= 0) or 0 * sum(my_seconds_count${PODS})`,
      isTotal: false,
      seriesQuery: 'my_seconds_bucket{namespace!="",pod!=""}',
      matches: '^my_seconds_bucket$',
      metricsQuery: `histogram_quantile(0.999, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>))`,
    },
  ],
];
