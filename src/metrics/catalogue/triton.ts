import { counter, gauge, histogram, type SeriesTable } from '../series';
import type { EngineConcept } from './concepts';

const SOURCE = 'https://github.com/triton-inference-server/server/blob/main/docs/user_guide/metrics.md';
const TENSORRT_LLM = 'https://github.com/triton-inference-server/tensorrtllm_backend#triton-metrics';
/** Triton counts times up in microseconds: by their rate, so many requests were there on average. */
const MICROSECONDS = { divisor: 1e6 };

/**
 * NVIDIA's Triton Inference Server with the TensorRT-LLM backend, whose own series begin with `nv_trt_llm_`. Metrics
 * have a port of their own. Every model of an ensemble counts a request once.
 */
export const TRITON: SeriesTable<EngineConcept> = {
  title: 'NVIDIA Triton',
  port: 8002,
  hasOwnPort: true,
  path: '/metrics',
  labels: ['model', 'version'],
  newest: '2.71',
  rows: [
    gauge('running requests', 'count', 'nv_trt_llm_request_metrics', TENSORRT_LLM, {
      where: { request_type: 'active' },
    }),
    gauge('waiting requests', 'count', [{ name: 'nv_inference_pending_request_count', since: '2.38' }], SOURCE),
    gauge('KV-cache usage', 'ratio', 'nv_trt_llm_kv_cache_block_metrics', TENSORRT_LLM, {
      where: { kv_cache_block_type: 'fraction' },
    }),
    gauge('GPU utilization of the engine', 'ratio', 'nv_gpu_utilization', SOURCE),
    histogram(
      'time to first token',
      [{ name: 'nv_inference_first_response_histogram_ms', since: '2.53' }],
      'https://github.com/triton-inference-server/server/blob/main/docs/user_guide/metrics.md#histograms',
      { divisor: 1e3, needs: '--metrics-config histogram_latencies=true' },
    ),
    counter('requests in the engine', 'nv_inference_request_duration_us', SOURCE, MICROSECONDS),
    counter('requests in the queue', 'nv_inference_queue_duration_us', SOURCE, MICROSECONDS),
    counter('finished requests', 'nv_inference_request_success', SOURCE),
  ],
};
