import { counter, gauge, histogram, histogramOfCounts, type SeriesTable } from '../series';
import type { EngineConcept } from './concepts';

const SOURCE = 'https://docs.nvidia.com/nim/large-language-models/latest/observability.html';

/** NVIDIA NIM for LLMs: names without prefix. `/v1/metrics` since 1.1; 1.0 served `/metrics`. */
export const NIM: SeriesTable<EngineConcept> = {
  title: 'NVIDIA NIM',
  port: 8000,
  path: '/v1/metrics',
  labels: ['model_name'],
  newest: '1.15',
  rows: [
    gauge('running requests', 'count', 'num_requests_running', SOURCE),
    gauge('waiting requests', 'count', 'num_requests_waiting', SOURCE),
    gauge('request limit', 'count', 'num_request_max', SOURCE),
    gauge('KV-cache usage', 'ratio', 'gpu_cache_usage_perc', SOURCE),
    histogram('time to first token', 'time_to_first_token_seconds', SOURCE),
    histogram('inter-token latency', 'time_per_output_token_seconds', SOURCE),
    histogram('request latency', 'e2e_request_latency_seconds', SOURCE),
    histogramOfCounts('prompt tokens per request', 'request_prompt_tokens', SOURCE),
    histogramOfCounts('generated tokens per request', 'request_generation_tokens', SOURCE),
    counter('prompt tokens', 'prompt_tokens_total', SOURCE),
    counter('generated tokens', 'generation_tokens_total', SOURCE),
    counter('finished requests', 'request_finish_total', SOURCE),
  ],
};
