import { counter, gauge, histogram, histogramOfCounts, type SeriesTable } from '../series';
import type { EngineConcept } from './concepts';

const SOURCE = 'https://github.com/huggingface/text-generation-inference/blob/main/docs/source/reference/metrics.md';

/**
 * Hugging Face's Text Generation Inference, which is only maintained any more. Its names have no suffix of their kind,
 * and its series no labels; the batch is what is computed at once.
 */
export const TGI: SeriesTable<EngineConcept> = {
  title: 'Hugging Face TGI',
  port: 80,
  path: '/metrics',
  labels: [],
  newest: '3.3',
  rows: [
    gauge('running requests', 'count', 'tgi_batch_current_size', SOURCE),
    gauge('waiting requests', 'count', 'tgi_queue_size', SOURCE),
    histogram('inter-token latency', 'tgi_request_mean_time_per_token_duration', SOURCE),
    histogram('request latency', 'tgi_request_duration', SOURCE),
    histogram('queue time', 'tgi_request_queue_duration', SOURCE),
    histogram('inference time', 'tgi_request_inference_duration', SOURCE),
    histogramOfCounts('prompt tokens per request', 'tgi_request_input_length', SOURCE),
    histogramOfCounts('generated tokens per request', 'tgi_request_generated_tokens', SOURCE),
    histogramOfCounts('token limit of a request', 'tgi_request_max_new_tokens', SOURCE),
    counter('received requests', 'tgi_request_count', SOURCE),
    counter('finished requests', 'tgi_request_success', SOURCE),
  ],
};
