import { counter, gauge, histogram, type SeriesName, type SeriesTable } from '../series';
import type { EngineConcept } from './concepts';

const SOURCE = 'https://github.com/NVIDIA/TensorRT-LLM/blob/main/tensorrt_llm/metrics/collector.py';
const PER_REQUEST = { needs: 'return_perf_metrics: true' };
const PER_ITERATION = { needs: 'enable_iter_perf_stats: true' };

/** Five series are older than the prefix. */
function renamed(before: string, name: string): SeriesName[] {
  return [
    { name: before, until: '1.3' },
    { name, since: '1.3' },
  ];
}

/** TensorRT-LLM's own server. Its `/metrics` is JSON; Prometheus has a path of its own. */
export const TRTLLM_SERVE: SeriesTable<EngineConcept> = {
  title: 'trtllm-serve',
  port: 8000,
  path: '/prometheus/metrics',
  labels: ['model_name', 'engine_type'],
  newest: '1.3',
  rows: [
    gauge('running requests', 'count', [{ name: 'trtllm_num_requests_running', since: '1.3' }], SOURCE, PER_ITERATION),
    gauge('waiting requests', 'count', [{ name: 'trtllm_num_requests_waiting', since: '1.3' }], SOURCE, PER_ITERATION),
    gauge('KV-cache usage', 'ratio', [{ name: 'trtllm_kv_cache_utilization', since: '1.3' }], SOURCE, PER_ITERATION),
    gauge(
      'prefix-cache hit rate',
      'ratio',
      [{ name: 'trtllm_kv_cache_hit_rate', since: '1.3' }],
      SOURCE,
      PER_ITERATION,
    ),
    histogram(
      'time to first token',
      renamed('time_to_first_token_seconds', 'trtllm_time_to_first_token_seconds'),
      SOURCE,
      PER_REQUEST,
    ),
    histogram(
      'inter-token latency',
      renamed('time_per_output_token_seconds', 'trtllm_time_per_output_token_seconds'),
      SOURCE,
      PER_REQUEST,
    ),
    histogram(
      'request latency',
      renamed('e2e_request_latency_seconds', 'trtllm_e2e_request_latency_seconds'),
      SOURCE,
      PER_REQUEST,
    ),
    histogram(
      'queue time',
      renamed('request_queue_time_seconds', 'trtllm_request_queue_time_seconds'),
      SOURCE,
      PER_REQUEST,
    ),
    histogram('prefill time', [{ name: 'trtllm_request_prefill_time_seconds', since: '1.3' }], SOURCE, PER_REQUEST),
    histogram('decode time', [{ name: 'trtllm_request_decode_time_seconds', since: '1.3' }], SOURCE, PER_REQUEST),
    histogram('inference time', [{ name: 'trtllm_request_inference_time_seconds', since: '1.3' }], SOURCE, PER_REQUEST),
    counter('prompt tokens', [{ name: 'trtllm_prompt_tokens_total', since: '1.3' }], SOURCE, PER_REQUEST),
    counter('generated tokens', [{ name: 'trtllm_generation_tokens_total', since: '1.3' }], SOURCE, PER_REQUEST),
    counter('finished requests', renamed('request_success_total', 'trtllm_request_success_total'), SOURCE, PER_REQUEST),
  ],
};
