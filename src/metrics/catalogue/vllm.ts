import { counter, gauge, histogram, type SeriesTable } from '../series';
import type { EngineConcept } from './concepts';

const SOURCE = 'https://docs.vllm.ai/en/latest/usage/metrics.html';

/**
 * vLLM, both of its engine cores (V0 and V1). With data parallelism one pod exports one series per `engine`.
 *
 * The KV-cache gauge was renamed in 0.9, when V1 became the default; the old name was removed around 0.12.
 */
export const VLLM: SeriesTable<EngineConcept> = {
  title: 'vLLM',
  port: 8000,
  path: '/metrics',
  labels: ['model_name', 'engine'],
  newest: '0.12',
  rows: [
    gauge('running requests', 'count', 'vllm:num_requests_running', SOURCE),
    gauge('waiting requests', 'count', 'vllm:num_requests_waiting', SOURCE),
    gauge(
      'KV-cache usage',
      'ratio',
      [
        { name: 'vllm:gpu_cache_usage_perc', until: '0.9' },
        { name: 'vllm:kv_cache_usage_perc', since: '0.9' },
      ],
      'https://github.com/vllm-project/vllm/pull/18354',
    ),
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
    counter('prompt tokens', 'vllm:prompt_tokens_total', SOURCE),
    counter('generated tokens', 'vllm:generation_tokens_total', SOURCE),
  ],
};
