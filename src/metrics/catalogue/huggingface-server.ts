import type { SeriesTable } from '../series';
import type { EngineConcept } from './concepts';
import { VLLM } from './vllm';

/**
 * KServe's huggingface server. Its generative models run on vLLM and export vLLM's series, on KServe's port; the
 * version that decides on names is that of the vLLM inside.
 *
 * @see https://kserve.github.io/website/docs/model-serving/generative-inference/overview
 */
export const HUGGING_FACE_SERVER: SeriesTable<EngineConcept> = {
  ...VLLM,
  title: "KServe's huggingface server",
  port: 8080,
};
