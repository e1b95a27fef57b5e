import { parseArguments, type ServingFlags } from '../../kubernetes/engine-arguments';
import { type Mistake, mistake, problem, show, warning } from '../../kubernetes/mistake';
import { checkInteger } from '../../kubernetes/numbers';
import { Ratio } from '../../metrics/units';

/** How a model is served, in words that vLLM, SGLang and KServe's huggingface server have in common. */
export interface ServingOptions {
  /** Name under which clients ask for the model. @default - the id on the hub, else the service's name */
  readonly servedModelName?: string;
  /** GPUs that share each layer of the model. @default - 1, by the engine */
  readonly tensorParallelSize?: number;
  /** GPUs that each hold some of the layers. @default - 1, by the engine */
  readonly pipelineParallelSize?: number;
  /** Share of a GPU's memory that the engine takes for the model and its cache, 0–1. @default - the engine's */
  readonly gpuMemoryUtilization?: Ratio;
  /** Tokens that a prompt and its answer may have together. @default - what the model was made for */
  readonly maxModelLen?: number;
  /** Requests that are computed at once; above that they wait. @default - the engine's */
  readonly maxRunningRequests?: number;
  /** Method by which the weights are quantized, for example `awq` or `fp8`. @default - what the model says */
  readonly quantization?: string;
  /** Whether prompts that begin alike share their cache. @default - the engine's */
  readonly prefixCaching?: boolean;
  /** Further arguments, one per item; they must not contradict the props. @default - none */
  readonly args?: readonly string[];
}

/** The arguments that the options are. */
export function servingArguments(options: ServingOptions, flags: ServingFlags): string[] {
  const { prefixCaching, gpuMemoryUtilization } = options;
  const values = {
    [flags.tensorParallelSize]: options.tensorParallelSize,
    [flags.pipelineParallelSize]: options.pipelineParallelSize,
    [flags.gpuMemoryUtilization]: gpuMemoryUtilization?.value,
    [flags.maxModelLen]: options.maxModelLen,
    [flags.maxRunningRequests]: options.maxRunningRequests,
    [flags.quantization]: options.quantization,
  };
  const given = Object.entries(values).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}=${value}`]));
  const caching =
    prefixCaching === undefined ? undefined : prefixCaching ? flags.prefixCaching.on : flags.prefixCaching.off;
  return caching === undefined ? given : [...given, `--${caching}`];
}

/** Judges the options by themselves and against the GPUs of a pod. @param cards GPUs of a pod, where they are known */
export function checkServing(options: ServingOptions, flags: ServingFlags, cards: number | undefined): Mistake[] {
  const { tensorParallelSize, pipelineParallelSize, maxModelLen, maxRunningRequests } = options;
  const counts = { tensorParallelSize, pipelineParallelSize, maxModelLen, maxRunningRequests };
  const found = Object.entries(counts).flatMap(([prop, value]) =>
    value === undefined ? [] : checkInteger(prop, value, 1),
  );
  found.push(
    ...checkMemoryShare(options, flags),
    ...checkQuantization(options.quantization),
    ...checkCaching(options, flags),
  );
  return found.length > 0 ? found : checkParallelism(options, flags, cards);
}

function checkMemoryShare({ gpuMemoryUtilization, args }: ServingOptions, flags: ServingFlags): Mistake[] {
  const name = flags.gpuMemoryUtilization;
  const raw = parseArguments(args, flags.aliases).get(name);
  const found: Mistake[] = [];
  if (
    gpuMemoryUtilization !== undefined &&
    !isShare(gpuMemoryUtilization instanceof Ratio && gpuMemoryUtilization.value)
  )
    found.push(
      mistake(
        'service/engine',
        'gpuMemoryUtilization',
        gpuMemoryUtilization instanceof Ratio ? gpuMemoryUtilization.value : gpuMemoryUtilization,
        'must be a Ratio above 0 and at most 1',
        'write Ratio.of(0.9) for nine tenths',
      ),
    );
  if (raw !== undefined && !isShare(Number.parseFloat(raw)))
    found.push(mistake('service/engine', `args --${name}`, raw, 'must be above 0 and at most 1', 'write 0.9'));
  return found;
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 1;
}

function checkQuantization(quantization: unknown): Mistake[] {
  if (quantization === undefined || (typeof quantization === 'string' && /^[\w.-]+$/.test(quantization))) return [];
  return [
    mistake('service/engine', 'quantization', quantization, 'must be the name of a method', "write it like 'awq'"),
  ];
}

function checkCaching({ prefixCaching, args }: ServingOptions, { prefixCaching: { on, off }, aliases }: ServingFlags) {
  const opposite = prefixCaching === undefined ? undefined : prefixCaching ? off : on;
  if (opposite === undefined || !parseArguments(args, aliases).has(opposite)) return [];
  return [
    problem(
      'service/arguments',
      `'args' has --${opposite}, and 'prefixCaching' is ${show(prefixCaching)}`,
      'leave it out and set the prop',
    ),
  ];
}

function checkParallelism(options: ServingOptions, flags: ServingFlags, cards: number | undefined): Mistake[] {
  if (cards === undefined) return [];
  const raw = parseArguments(options.args, flags.aliases);
  const size = (flag: string, given?: number) =>
    given ?? (/^\d+$/.test(raw.get(flag) ?? '') ? Number(raw.get(flag)) : 1);
  const tensor = size(flags.tensorParallelSize, options.tensorParallelSize);
  const pipeline = size(flags.pipelineParallelSize, options.pipelineParallelSize);
  // With attention in parallel the copies share the GPUs of the tensor parallelism.
  const data = raw.has('enable-dp-attention') ? 1 : size(flags.dataParallelSize);
  const wanted = tensor * pipeline * data;
  const factors = `tensor ${tensor} × pipeline ${pipeline}${data > 1 ? ` × data ${data}` : ''}`;
  if (wanted > cards)
    return [
      problem(
        'service/parallelism',
        `the engine wants ${wanted} GPUs (${factors}), and a pod has ${cards}`,
        `raise accelerator to Accelerator.gpus(${wanted}), or lower the parallelism`,
      ),
    ];
  if (wanted === cards) return [];
  return [
    warning(
      'service/parallelism',
      `the engine uses ${wanted} of the ${cards} GPUs of a pod (${factors})`,
      `set tensorParallelSize to ${cards}, or ask for fewer GPUs`,
    ),
  ];
}
