/** How long iterations take, as somebody measured it: the columns of `ServiceModel`, in milliseconds. */
export interface FittedTimes {
  /** Name of the model in `LANGUAGE_MODELS`. */
  readonly models: readonly string[];
  /** Name of the GPU in `GPUS`, or `CPU`. */
  readonly gpu: string;
  /** GPUs over which the replica was spread; 1 on a CPU. */
  readonly tensorParallelism: number;
  /** An iteration with next to nothing to do. */
  readonly baseMs: number;
  /** What each token adds while reading the weights takes longer. */
  readonly memoryMs: number;
  /** What each token takes once multiplying takes longer. */
  readonly computeMs: number;
  /** Reading one token of context. @default - calculated from the GPU's data sheet */
  readonly kvMs?: number;
  /** Attention of one prompt token to one token before it. @default - calculated from the GPU's data sheet */
  readonly attentionMs?: number;
  /** How far a served request may be off, as a share. */
  readonly uncertainty: number;
  /** Address of what was measured; the report names it. */
  readonly source: string;
}

const VIDUR = 'https://github.com/microsoft/vidur/tree/main/data/profiling/compute';
/** What serving adds to the kernels: fitted to a published run of Llama-3-8B on an A100. */
const SCHEDULING_MS = 2.7;
const SLOWER = 1.185;
/** What a token adds while weights are read, over what it takes to multiply: the mean of what was profiled. */
const MEMORY_SHARE = 0.37;

/** Medians of the profiled layers times their number, with what serving adds. */
export const FITTED: readonly FittedTimes[] = [
  {
    models: ['Llama-3-8B', 'Llama-3.1-8B'],
    gpu: 'A100-80GB',
    tensorParallelism: 1,
    baseMs: 13.5,
    memoryMs: 0.027,
    computeMs: 0.084,
    kvMs: 1.1e-4,
    attentionMs: 6e-6,
    uncertainty: 0.15,
    source: 'https://github.com/microsoft/vidur#readme',
  },
  profiled(['Llama-2-7B'], 'A100-80GB', 1, 9.34, 0.0646, 0.0236),
  profiled(['Llama-2-7B'], 'H100', 1, 5.63, 0.02095, 0.0063),
  profiled(['Llama-2-7B'], 'A40', 1, 23.97, 0.127, 0.0506),
  profiled(['Llama-3-70B'], 'A100-80GB', 4, 25, 0.1607),
  profiled(['Llama-3-70B'], 'A100-80GB', 8, 14.4, 0.088),
  profiled(['Llama-2-70B', 'Llama-3-70B'], 'H100', 4, 14.5, 0.0556),
  profiled(['Llama-2-70B', 'Llama-3-70B'], 'H100', 8, 8.4, 0.0298),
  profiled(['Qwen-72B', 'Qwen2.5-72B'], 'A100-80GB', 4, 25, 0.1637),
  {
    // Five users at a time who get 100 tokens in 6.89 s, on a few cores: what one of them would wait is a guess.
    models: ['opt-125m'],
    gpu: 'CPU',
    tensorParallelism: 1,
    baseMs: 60,
    memoryMs: 1.8,
    computeMs: 1.8,
    kvMs: 0,
    attentionMs: 0,
    uncertainty: 0.5,
    source: 'https://kserve.github.io/website/docs/model-serving/generative-inference/autoscaling',
  },
];

/** What was measured for a model on a number of GPUs; nothing when nobody did. */
export function findFitted(model: string, gpu: string, tensorParallelism: number): FittedTimes | undefined {
  return FITTED.find(
    (each) => each.models.includes(model) && each.gpu === gpu && each.tensorParallelism === tensorParallelism,
  );
}

function profiled(
  models: readonly string[],
  gpu: string,
  tensorParallelism: number,
  kernelMs: number,
  computeMs: number,
  memoryMs = MEMORY_SHARE * computeMs,
): FittedTimes {
  return {
    models,
    gpu,
    tensorParallelism,
    baseMs: kernelMs + SCHEDULING_MS,
    memoryMs,
    computeMs: computeMs * SLOWER,
    uncertainty: 0.2,
    source: VIDUR,
  };
}
