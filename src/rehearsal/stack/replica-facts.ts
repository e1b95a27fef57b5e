import { parseArguments } from '../../kubernetes/engine-arguments';
import { splitImage } from '../../stack/engine-found';
import { findGpu } from '../engine/gpus';
import type { Precision, ReplicaFacts } from '../engine/parameters';
import type { StackService } from './read-stack';
import type { Container, PodTemplate } from './workload';

/** The options of engines, by what they mean: vLLM's, SGLang's, TGI's and KServe's. */
const OPTIONS = {
  model: ['model', 'model-path', 'model-id', 'model-name-or-path'],
  tensorParallelism: ['tensor-parallel-size', 'tp', 'tp-size', 'num-shard'],
  memoryUtilization: ['gpu-memory-utilization', 'mem-fraction-static', 'cuda-memory-fraction'],
  maxRequests: ['max-num-seqs', 'max-running-requests', 'max-concurrent-requests'],
  maxBatchedTokens: ['max-num-batched-tokens', 'chunked-prefill-size', 'max-batch-prefill-tokens'],
  maxModelTokens: ['max-model-len', 'context-length', 'max-total-tokens'],
  kvPrecision: ['kv-cache-dtype'],
  precision: ['dtype'],
  quantization: ['quantization', 'q', 'quantize'],
} as const;
const MEANINGS = Object.fromEntries(
  Object.entries(OPTIONS).flatMap(([option, names]) => names.map((name) => [name, option])),
);

const DTYPES: Readonly<Record<string, Precision>> = {
  float32: 'fp32',
  float: 'fp32',
  float16: 'fp16',
  half: 'fp16',
  bfloat16: 'fp16',
};
const QUANTIZATIONS: Readonly<Record<string, Precision>> = { fp8: 'fp8', int8: 'int8', awq: 'int4' };
/** Labels of nodes that name the GPU. */
const GPU_LABELS = ['nvidia.com/gpu.product', 'cloud.google.com/gke-accelerator', 'aliyun.accelerator/nvidia_name'];

/** What the manifests say of a replica: its model, its GPU, the options of its engine. */
export function factsOf({ name, engine, workload, gpusPerPod }: StackService): ReplicaFacts {
  if (engine === undefined) return {};
  const args = parseArguments(engine.container.words, MEANINGS);
  const read = (option: keyof typeof OPTIONS) => args.get(option) || undefined;
  const number = (option: keyof typeof OPTIONS) => positive(read(option));
  const facts: Record<keyof ReplicaFacts, unknown> = {
    model: modelOf(engine.container, read('model'), name),
    gpu: gpusPerPod === 0 ? 'CPU' : gpuOf(workload.pod),
    tensorParallelism: number('tensorParallelism') ?? (gpusPerPod > 1 ? gpusPerPod : undefined),
    precision: DTYPES[read('precision') ?? ''] ?? QUANTIZATIONS[read('quantization') ?? ''],
    kvPrecision: read('kvPrecision')?.startsWith('fp8') ? 'fp8' : undefined,
    memoryUtilization: number('memoryUtilization'),
    maxRequests: number('maxRequests'),
    maxBatchedTokens: number('maxBatchedTokens'),
    maxModelTokens: number('maxModelTokens'),
    calibration: undefined,
    cpuSecondsPerRequest: undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return value > 0 ? value : undefined;
}

/** By option, by environment, by the image of a NIM, or by the name of the service. */
function modelOf({ env, image }: Container, option: string | undefined, serviceName: string): string {
  const expanded = option?.replace(/\$\((\w+)\)/g, (all, name: string) => env[name] ?? all);
  const nim = /^nvcr\.io\/nim\/(.+)/.exec(splitImage(image).repository)?.[1];
  return expanded ?? env.MODEL_ID ?? env.HF_MODEL_ID ?? nim ?? serviceName;
}

function gpuOf({ nodeSelector }: PodTemplate): string | undefined {
  return GPU_LABELS.map((label) => nodeSelector[label]).find(
    (name) => name !== undefined && findGpu(name) !== undefined,
  );
}
