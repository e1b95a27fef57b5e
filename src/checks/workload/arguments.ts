import {
  type Arguments,
  parseArguments,
  type ServingFlags,
  SGLANG_FLAGS,
  VLLM_FLAGS,
} from '../../kubernetes/engine-arguments';
import { HUGGING_FACE_SERVER } from '../../metrics/catalogue/huggingface-server';
import { SGLANG } from '../../metrics/catalogue/sglang';
import { VLLM } from '../../metrics/catalogue/vllm';
import { type Fields, fieldsOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { WorkloadNode } from '../../stack/nodes';
import type { ContainerNode } from '../../stack/parts';
import { quantityOf } from '../numbers';
import { oncePer } from '../remember';

/** A container that serves a model, with what its engine is told. */
export interface Serving {
  /** Whose pods have the container. */
  readonly workload: WorkloadNode;
  /** The one that the engine was found in. */
  readonly container: ContainerNode;
  /** What messages call the engine. */
  readonly title: string;
  /** What the engine calls its options. */
  readonly flags: ServingFlags;
  /** What it is told. */
  readonly args: Arguments;
}

const FLAGS: ReadonlyMap<string, ServingFlags> = new Map([
  [VLLM.title, VLLM_FLAGS],
  [HUGGING_FACE_SERVER.title, VLLM_FLAGS],
  [SGLANG.title, SGLANG_FLAGS],
]);

/** The containers whose engine is known by its arguments. */
export const servingContainers = oncePer((graph: StackGraph): readonly Serving[] =>
  graph.workloads.flatMap((workload) => {
    const { engine } = workload;
    const flags = FLAGS.get(engine?.table.title ?? '');
    if (engine === undefined || flags === undefined) return [];
    const { container, table } = engine;
    return [{ workload, container, title: table.title, flags, args: argumentsOf(container, flags) }];
  }),
);

/** Commands of a shell are one text with many words. */
function argumentsOf({ words }: ContainerNode, flags: ServingFlags): Arguments {
  return parseArguments(
    words.flatMap((word) => (/\s-/.test(word) ? word.split(/\s+/) : [word])),
    flags.aliases,
  );
}

/** The way to the words of a container: its arguments, else its command. */
export function argumentsPath({ fields, path }: ContainerNode): readonly (string | number)[] {
  return [...path, fields.args === undefined ? 'command' : 'args'];
}

/** True for a resource that is a whole GPU or another accelerator. */
export function isAccelerator(name: string): boolean {
  return /^(nvidia\.com\/gpu|amd\.com\/gpu|gpu\.intel\.com\/.+|alibabacloud\.com\/ppu|.+\/npu)$/.test(name);
}

/** Whole accelerators of a container. @default - none is asked for, or a share or a slice of one */
export function acceleratorsOf(container: Fields): number | undefined {
  const { limits, requests } = fieldsOf(container.resources);
  for (const [name, amount] of Object.entries({ ...fieldsOf(requests), ...fieldsOf(limits) }))
    if (isAccelerator(name)) {
      const quantity = quantityOf(amount);
      if (quantity !== undefined && quantity.milli % 1000 === 0) return quantity.milli / 1000;
    }
  return undefined;
}
