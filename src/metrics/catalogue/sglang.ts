import { counter, gauge, histogram, histogramOfCounts, type SeriesTable } from '../series';
import type { EngineConcept } from './concepts';

const SOURCE = 'https://docs.sglang.io/references/production_metrics.html';
/** By the end of 0.5 the option is on with the metrics, and still taken. */
const TOKENS = 'https://github.com/sgl-project/sglang/pull/23595';
const COLLECTED = { needs: '--collect-tokens-histogram' };

/** SGLang; it exports nothing unless it is started with `--enable-metrics`. */
export const SGLANG: SeriesTable<EngineConcept> = {
  title: 'SGLang',
  port: 30000,
  path: '/metrics',
  labels: ['model_name'],
  newest: '0.5',
  rows: [
    gauge('running requests', 'count', 'sglang:num_running_reqs', SOURCE),
    gauge('waiting requests', 'count', 'sglang:num_queue_reqs', SOURCE),
    gauge('KV-cache usage', 'ratio', 'sglang:token_usage', SOURCE),
    histogram('time to first token', 'sglang:time_to_first_token_seconds', SOURCE),
    histogram(
      'inter-token latency',
      [
        { name: 'sglang:time_per_output_token_seconds', until: '0.4.5' },
        { name: 'sglang:inter_token_latency_seconds', since: '0.4.5' },
      ],
      'https://github.com/sgl-project/sglang/pull/4914',
    ),
    histogram('request latency', 'sglang:e2e_request_latency_seconds', SOURCE),
    histogram('queue time', [{ name: 'sglang:queue_time_seconds', since: '0.5' }], SOURCE),
    histogramOfCounts(
      'prompt tokens per request',
      [{ name: 'sglang:prompt_tokens_histogram', since: '0.5' }],
      TOKENS,
      COLLECTED,
    ),
    histogramOfCounts(
      'generated tokens per request',
      [{ name: 'sglang:generation_tokens_histogram', since: '0.5' }],
      TOKENS,
      COLLECTED,
    ),
    counter('prompt tokens', 'sglang:prompt_tokens_total', SOURCE),
    counter('generated tokens', 'sglang:generation_tokens_total', SOURCE),
    gauge('generation throughput', 'count', 'sglang:gen_throughput', SOURCE),
    gauge('prefix-cache hit rate', 'ratio', 'sglang:cache_hit_rate', SOURCE),
    gauge('utilization', 'ratio', [{ name: 'sglang:utilization', since: '0.5' }], SOURCE),
  ],
};
