import { ENGINES } from '../../metrics/catalogue';
import type { EngineConcept } from '../../metrics/catalogue/concepts';
import { HUGGING_FACE_SERVER } from '../../metrics/catalogue/huggingface-server';
import { NIM } from '../../metrics/catalogue/nim';
import { SGLANG } from '../../metrics/catalogue/sglang';
import { TGI } from '../../metrics/catalogue/tgi';
import { TRITON } from '../../metrics/catalogue/triton';
import { TRTLLM_SERVE } from '../../metrics/catalogue/trtllm-serve';
import { VLLM } from '../../metrics/catalogue/vllm';
import type { SeriesTable } from '../../metrics/series';
import { fieldsOf, textOf } from '../../stack/fields';
import type { Container, Workload } from './workloads';

/** The engine that a workload runs. */
export interface EngineInPods {
  readonly table: SeriesTable<EngineConcept>;
  /** Nothing where the tag of the image is none, as `latest`. */
  readonly version: string | undefined;
  readonly container: Container;
}

/** What is found in an image, a command or the name of a runtime, the more special first. */
const SIGNS: readonly (readonly [RegExp, SeriesTable<EngineConcept>])[] = [
  [/nvcr\.io\/nim\//, NIM],
  [/trtllm-serve/, TRTLLM_SERVE],
  [/sglang/, SGLANG],
  [/huggingfaceserver/, HUGGING_FACE_SERVER],
  [/vllm/, VLLM],
  [/text-generation-inference|text-generation-launcher/, TGI],
  [/tritonserver|\/triton/, TRITON],
];

/** Which engine a workload runs, by its image, its command or the model format that KServe is asked for. */
export function engineOf({ pod, from }: Workload): EngineInPods | undefined {
  for (const container of pod.containers) {
    const text = [container.image, ...container.command].join(' ');
    const found = SIGNS.find(([sign]) => sign.test(text));
    if (found) return { table: found[1], version: versionOf(container.image), container };
  }
  const model = fieldsOf(fieldsOf(from.spec.predictor).model);
  const format = textOf(fieldsOf(model.modelFormat).name)?.toLowerCase();
  const [container] = pod.containers;
  if (container === undefined) return undefined;
  if (format === 'huggingface') return { table: HUGGING_FACE_SERVER, version: undefined, container };
  return format === 'vllm' ? { table: VLLM, version: undefined, container } : undefined;
}

/** `v0.11.0` of `vllm/vllm-openai:v0.11.0`. */
function versionOf(image: string): string | undefined {
  return /:v?(\d+(?:\.\d+)+)[^/]*$/.exec(image)?.[1];
}

/** Every engine that is known, for messages. */
export function knownEngines(): string {
  return ENGINES.map(({ title }) => title).join(', ');
}
