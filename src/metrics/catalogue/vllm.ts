import { counter, gauge, histogram, histogramOfCounts, type SeriesTable } from '../series';
import type { EngineConcept } from './concepts';

const SOURCE = 'https://docs.vllm.ai/en/latest/usage/metrics.html';
/** V1 is the engine core from 0.8 on; it never swaps requests to the CPU. */
const ONLY_V0 = 'https://docs.vllm.ai/en/v0.7.0/serving/metrics.html';
const REQUESTS = 'https://github.com/vllm-project/vllm/pull/2764';
const IN_V1 = 'https://github.com/vllm-project/vllm/pull/14055';

/**
 * vLLM, both of its engine cores (V0 and V1). With data parallelism one pod exports one series per `engine`.
 *
 * What is renamed stays under its old name for some versions, the last of them hidden behind an option.
 */
export const VLLM: SeriesTable<EngineConcept> = {
  title: 'vLLM',
  port: 8000,
  path: '/metrics',
  labels: ['model_name', 'engine'],
  newest: '0.31',
  rows: [
    gauge('running requests', 'count', 'vllm:num_requests_running', SOURCE),
    gauge('waiting requests', 'count', 'vllm:num_requests_waiting', SOURCE),
    gauge('swapped requests', 'count', [{ name: 'vllm:num_requests_swapped', until: '0.8' }], ONLY_V0),
    gauge(
      'KV-cache usage',
      'ratio',
      [
        { name: 'vllm:gpu_cache_usage_perc', until: '0.9' },
        { name: 'vllm:kv_cache_usage_perc', since: '0.9' },
      ],
      'https://github.com/vllm-project/vllm/pull/18354',
    ),
    gauge('CPU-cache usage', 'ratio', [{ name: 'vllm:cpu_cache_usage_perc', until: '0.8' }], ONLY_V0),
    histogram('time to first token', 'vllm:time_to_first_token_seconds', SOURCE),
    histogram(
      'inter-token latency',
      [
        { name: 'vllm:time_per_output_token_seconds', until: '0.11' },
        { name: 'vllm:inter_token_latency_seconds', since: '0.11' },
      ],
      'https://github.com/vllm-project/vllm/pull/24110',
    ),
    histogram('request latency', 'vllm:e2e_request_latency_seconds', SOURCE),
    histogram('queue time', [{ name: 'vllm:request_queue_time_seconds', since: '0.6' }], SOURCE),
    histogram('prefill time', [{ name: 'vllm:request_prefill_time_seconds', since: '0.6' }], SOURCE),
    histogram('decode time', [{ name: 'vllm:request_decode_time_seconds', since: '0.6' }], SOURCE),
    histogram('inference time', [{ name: 'vllm:request_inference_time_seconds', since: '0.6' }], SOURCE),
    histogramOfCounts('prompt tokens per request', [{ name: 'vllm:request_prompt_tokens', since: '0.4.2' }], REQUESTS),
    histogramOfCounts(
      'generated tokens per request',
      [{ name: 'vllm:request_generation_tokens', since: '0.4.2' }],
      REQUESTS,
    ),
    histogramOfCounts(
      'longest answer of a request',
      [{ name: 'vllm:request_max_num_generation_tokens', since: '0.6.5' }],
      IN_V1,
    ),
    histogramOfCounts(
      'token limit of a request',
      [{ name: 'vllm:request_params_max_tokens', since: '0.6.4' }],
      'https://github.com/vllm-project/vllm/pull/9881',
    ),
    histogramOfCounts('answers per request', [{ name: 'vllm:request_params_n', since: '0.4.2' }], IN_V1),
    histogramOfCounts(
      'tokens per step',
      [{ name: 'vllm:iteration_tokens_total', since: '0.6.5' }],
      'https://github.com/vllm-project/vllm/pull/13288',
    ),
    counter('prompt tokens', 'vllm:prompt_tokens_total', SOURCE),
    counter('generated tokens', 'vllm:generation_tokens_total', SOURCE),
    counter('finished requests', 'vllm:request_success_total', SOURCE),
    counter('preemptions', 'vllm:num_preemptions_total', SOURCE),
    counter(
      'prefix-cache queries',
      [
        { name: 'vllm:gpu_prefix_cache_queries_total', since: '0.8', until: '0.9' },
        { name: 'vllm:prefix_cache_queries_total', since: '0.9' },
      ],
      SOURCE,
    ),
    counter(
      'prefix-cache hits',
      [
        { name: 'vllm:gpu_prefix_cache_hits_total', since: '0.8', until: '0.9' },
        { name: 'vllm:prefix_cache_hits_total', since: '0.9' },
      ],
      SOURCE,
    ),
  ],
};
