/** The arguments of an engine by their names, without dashes in front and with `-` for `_`; a switch has the value ''. */
export type Arguments = ReadonlyMap<string, string>;

/** Other names of an argument, each with the one that it stands for. */
export type Aliases = Readonly<Record<string, string>>;

/** Reads arguments as the engines' parsers do: `--name=value`, `--name value` and `-n value`. */
export function parseArguments(args: readonly unknown[] | undefined, aliases: Aliases = {}): Arguments {
  const found = new Map<string, string>();
  const words = (args ?? []).map(String);
  words.forEach((word, index) => {
    const [, dashed, value] = /^(--?[A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (dashed === undefined) return;
    const name = dashed.replace(/^-+/, '').replaceAll('_', '-');
    const next = words.at(index + 1);
    found.set(aliases[name] ?? name, value ?? (next === undefined || /^-[-A-Za-z]/.test(next) ? '' : next));
  });
  return found;
}

/** What an engine calls the options that engines have in common. */
export interface ServingFlags {
  /** GPUs that share each layer. */
  readonly tensorParallelSize: string;
  /** Groups of GPUs that have some of the layers each. */
  readonly pipelineParallelSize: string;
  /** Copies of the model within a pod. */
  readonly dataParallelSize: string;
  /** Share of the memory of a GPU that the engine takes. */
  readonly gpuMemoryUtilization: string;
  /** Tokens of prompt and answer together, at most. */
  readonly maxModelLen: string;
  /** Requests in a batch, at most. */
  readonly maxRunningRequests: string;
  /** How weights are made smaller, such as awq. */
  readonly quantization: string;
  /** What switches prefix caching on and off; nothing where that is how it is anyway. */
  readonly prefixCaching: { readonly on?: string; readonly off?: string };
  /** Other names. */
  readonly aliases: Aliases;
}

/** vLLM's arguments; those of the engine itself are KServe's huggingface server's, too. */
export const VLLM_FLAGS: ServingFlags = {
  tensorParallelSize: 'tensor-parallel-size',
  pipelineParallelSize: 'pipeline-parallel-size',
  dataParallelSize: 'data-parallel-size',
  gpuMemoryUtilization: 'gpu-memory-utilization',
  maxModelLen: 'max-model-len',
  maxRunningRequests: 'max-num-seqs',
  quantization: 'quantization',
  prefixCaching: { on: 'enable-prefix-caching', off: 'no-enable-prefix-caching' },
  aliases: {
    tp: 'tensor-parallel-size',
    pp: 'pipeline-parallel-size',
    dp: 'data-parallel-size',
    q: 'quantization',
  },
};

/** SGLang's arguments. */
export const SGLANG_FLAGS: ServingFlags = {
  tensorParallelSize: 'tensor-parallel-size',
  pipelineParallelSize: 'pipeline-parallel-size',
  dataParallelSize: 'data-parallel-size',
  gpuMemoryUtilization: 'mem-fraction-static',
  maxModelLen: 'context-length',
  maxRunningRequests: 'max-running-requests',
  quantization: 'quantization',
  prefixCaching: { off: 'disable-radix-cache' },
  aliases: {
    tp: 'tensor-parallel-size',
    'tp-size': 'tensor-parallel-size',
    pp: 'pipeline-parallel-size',
    'pp-size': 'pipeline-parallel-size',
    dp: 'data-parallel-size',
    'dp-size': 'data-parallel-size',
  },
};
