import type { EngineConcept } from './catalogue/concepts';
import { HUGGING_FACE_SERVER } from './catalogue/huggingface-server';
import { NIM } from './catalogue/nim';
import { SGLANG } from './catalogue/sglang';
import { TGI } from './catalogue/tgi';
import { TRITON } from './catalogue/triton';
import { TRTLLM_SERVE } from './catalogue/trtllm-serve';
import { VLLM } from './catalogue/vllm';
import type { SeriesTable } from './series';

/** Every engine whose series are known. A new engine adds its line here. */
export const ENGINES: readonly SeriesTable<EngineConcept>[] = [
  VLLM,
  HUGGING_FACE_SERVER,
  NIM,
  SGLANG,
  TGI,
  TRITON,
  TRTLLM_SERVE,
];

/** The engines that export a concept, by their titles. */
export function enginesWith(concept: EngineConcept): readonly string[] {
  return ENGINES.filter((table) => table.rows.some((row) => row.concept === concept)).map((table) => table.title);
}
