import { ENGINES } from '../../src/metrics/catalogue';
import { ACK_DCGM } from '../../src/metrics/catalogue/ack-dcgm';
import { DCGM } from '../../src/metrics/catalogue/dcgm';
import type { SeriesKind, SeriesTable, Unit } from '../../src/metrics/series';

type Known = readonly [series: string, kind: SeriesKind, unit: Unit];

/** What the engines and exporters are documented to export, typed out: name, kind and unit. */
const DOCUMENTED: Readonly<Record<string, readonly Known[]>> = {
  vLLM: [
    ['vllm:num_requests_running', 'gauge', 'count'],
    ['vllm:num_requests_waiting', 'gauge', 'count'],
    ['vllm:num_requests_swapped', 'gauge', 'count'],
    ['vllm:kv_cache_usage_perc', 'gauge', 'ratio'],
    ['vllm:gpu_cache_usage_perc', 'gauge', 'ratio'],
    ['vllm:cpu_cache_usage_perc', 'gauge', 'ratio'],
    ['vllm:time_to_first_token_seconds', 'histogram', 'seconds'],
    ['vllm:inter_token_latency_seconds', 'histogram', 'seconds'],
    ['vllm:time_per_output_token_seconds', 'histogram', 'seconds'],
    ['vllm:e2e_request_latency_seconds', 'histogram', 'seconds'],
    ['vllm:request_queue_time_seconds', 'histogram', 'seconds'],
    ['vllm:request_prefill_time_seconds', 'histogram', 'seconds'],
    ['vllm:request_decode_time_seconds', 'histogram', 'seconds'],
    ['vllm:request_inference_time_seconds', 'histogram', 'seconds'],
    ['vllm:request_prompt_tokens', 'histogram', 'count'],
    ['vllm:request_generation_tokens', 'histogram', 'count'],
    ['vllm:request_max_num_generation_tokens', 'histogram', 'count'],
    ['vllm:request_params_max_tokens', 'histogram', 'count'],
    ['vllm:request_params_n', 'histogram', 'count'],
    ['vllm:iteration_tokens_total', 'histogram', 'count'],
    ['vllm:prompt_tokens_total', 'counter', 'count'],
    ['vllm:generation_tokens_total', 'counter', 'count'],
    ['vllm:request_success_total', 'counter', 'count'],
    ['vllm:num_preemptions_total', 'counter', 'count'],
    ['vllm:prefix_cache_queries_total', 'counter', 'count'],
    ['vllm:prefix_cache_hits_total', 'counter', 'count'],
    ['vllm:gpu_prefix_cache_queries_total', 'counter', 'count'],
    ['vllm:gpu_prefix_cache_hits_total', 'counter', 'count'],
  ],
  SGLang: [
    ['sglang:num_running_reqs', 'gauge', 'count'],
    ['sglang:num_queue_reqs', 'gauge', 'count'],
    ['sglang:token_usage', 'gauge', 'ratio'],
    ['sglang:time_to_first_token_seconds', 'histogram', 'seconds'],
    ['sglang:inter_token_latency_seconds', 'histogram', 'seconds'],
    ['sglang:time_per_output_token_seconds', 'histogram', 'seconds'],
    ['sglang:e2e_request_latency_seconds', 'histogram', 'seconds'],
    ['sglang:queue_time_seconds', 'histogram', 'seconds'],
    ['sglang:prompt_tokens_histogram', 'histogram', 'count'],
    ['sglang:generation_tokens_histogram', 'histogram', 'count'],
    ['sglang:prompt_tokens_total', 'counter', 'count'],
    ['sglang:generation_tokens_total', 'counter', 'count'],
    ['sglang:gen_throughput', 'gauge', 'count'],
    ['sglang:cache_hit_rate', 'gauge', 'ratio'],
    ['sglang:utilization', 'gauge', 'ratio'],
  ],
  'NVIDIA NIM': [
    ['num_requests_running', 'gauge', 'count'],
    ['num_requests_waiting', 'gauge', 'count'],
    ['num_request_max', 'gauge', 'count'],
    ['gpu_cache_usage_perc', 'gauge', 'ratio'],
    ['time_to_first_token_seconds', 'histogram', 'seconds'],
    ['time_per_output_token_seconds', 'histogram', 'seconds'],
    ['e2e_request_latency_seconds', 'histogram', 'seconds'],
    ['request_prompt_tokens', 'histogram', 'count'],
    ['request_generation_tokens', 'histogram', 'count'],
    ['prompt_tokens_total', 'counter', 'count'],
    ['generation_tokens_total', 'counter', 'count'],
    ['request_finish_total', 'counter', 'count'],
  ],
  'Hugging Face TGI': [
    ['tgi_batch_current_size', 'gauge', 'count'],
    ['tgi_queue_size', 'gauge', 'count'],
    ['tgi_request_mean_time_per_token_duration', 'histogram', 'seconds'],
    ['tgi_request_duration', 'histogram', 'seconds'],
    ['tgi_request_queue_duration', 'histogram', 'seconds'],
    ['tgi_request_inference_duration', 'histogram', 'seconds'],
    ['tgi_request_input_length', 'histogram', 'count'],
    ['tgi_request_generated_tokens', 'histogram', 'count'],
    ['tgi_request_max_new_tokens', 'histogram', 'count'],
    ['tgi_request_count', 'counter', 'count'],
    ['tgi_request_success', 'counter', 'count'],
  ],
  'NVIDIA Triton': [
    ['nv_trt_llm_request_metrics', 'gauge', 'count'],
    ['nv_inference_pending_request_count', 'gauge', 'count'],
    ['nv_trt_llm_kv_cache_block_metrics', 'gauge', 'ratio'],
    ['nv_gpu_utilization', 'gauge', 'ratio'],
    ['nv_inference_first_response_histogram_ms', 'histogram', 'seconds'],
    ['nv_inference_request_duration_us', 'counter', 'count'],
    ['nv_inference_queue_duration_us', 'counter', 'count'],
    ['nv_inference_request_success', 'counter', 'count'],
  ],
  'trtllm-serve': [
    ['trtllm_num_requests_running', 'gauge', 'count'],
    ['trtllm_num_requests_waiting', 'gauge', 'count'],
    ['trtllm_kv_cache_utilization', 'gauge', 'ratio'],
    ['trtllm_kv_cache_hit_rate', 'gauge', 'ratio'],
    ['trtllm_time_to_first_token_seconds', 'histogram', 'seconds'],
    ['time_to_first_token_seconds', 'histogram', 'seconds'],
    ['trtllm_time_per_output_token_seconds', 'histogram', 'seconds'],
    ['time_per_output_token_seconds', 'histogram', 'seconds'],
    ['trtllm_e2e_request_latency_seconds', 'histogram', 'seconds'],
    ['e2e_request_latency_seconds', 'histogram', 'seconds'],
    ['trtllm_request_queue_time_seconds', 'histogram', 'seconds'],
    ['request_queue_time_seconds', 'histogram', 'seconds'],
    ['trtllm_request_prefill_time_seconds', 'histogram', 'seconds'],
    ['trtllm_request_decode_time_seconds', 'histogram', 'seconds'],
    ['trtllm_request_inference_time_seconds', 'histogram', 'seconds'],
    ['trtllm_prompt_tokens_total', 'counter', 'count'],
    ['trtllm_generation_tokens_total', 'counter', 'count'],
    ['trtllm_request_success_total', 'counter', 'count'],
    ['request_success_total', 'counter', 'count'],
  ],
  'the DCGM exporter': [
    ['DCGM_FI_DEV_GPU_UTIL', 'gauge', 'percent'],
    ['DCGM_FI_DEV_MEM_COPY_UTIL', 'gauge', 'percent'],
    ['DCGM_FI_DEV_FB_USED', 'gauge', 'count'],
    ['DCGM_FI_DEV_FB_FREE', 'gauge', 'count'],
    ['DCGM_FI_DEV_FB_RESERVED', 'gauge', 'count'],
    ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'gauge', 'ratio'],
    ['DCGM_FI_PROF_SM_ACTIVE', 'gauge', 'ratio'],
    ['DCGM_FI_PROF_SM_OCCUPANCY', 'gauge', 'ratio'],
    ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', 'gauge', 'ratio'],
    ['DCGM_FI_PROF_DRAM_ACTIVE', 'gauge', 'ratio'],
    ['DCGM_FI_PROF_PCIE_TX_BYTES', 'gauge', 'count'],
    ['DCGM_FI_PROF_PCIE_RX_BYTES', 'gauge', 'count'],
    ['DCGM_FI_DEV_POWER_USAGE', 'gauge', 'count'],
    ['DCGM_FI_DEV_GPU_TEMP', 'gauge', 'count'],
    ['DCGM_FI_DEV_SM_CLOCK', 'gauge', 'count'],
    ['DCGM_FI_DEV_XID_ERRORS', 'gauge', 'count'],
  ],
  "ACK's GPU exporter": [
    ['DCGM_CUSTOM_PROCESS_SM_UTIL', 'gauge', 'percent'],
    ['DCGM_CUSTOM_PROCESS_MEM_USED', 'gauge', 'count'],
  ],
};

const TABLES: readonly SeriesTable[] = [...ENGINES, DCGM, ACK_DCGM];

describe.each(Object.entries(DOCUMENTED))('of %s', (title, documented) => {
  const rows = TABLES.filter((table) => table.title === title).flatMap((table) => table.rows);
  const known = rows.flatMap(({ names, kind, unit }) => names.map(({ name }): Known => [name, kind, unit]));

  test.each(documented)('%s is known as a %s of a %s', (series, kind, unit) => {
    expect(known).toContainEqual([series, kind, unit]);
  });

  test('no other series is known', () => {
    expect(known.map(([name]) => name).filter((name) => !documented.some(([series]) => series === name))).toEqual([]);
  });
});
