import type { Parameter, ParameterOrigin } from '../result';
import { findFitted } from './fitted';
import { findGpu, type Gpu } from './gpus';
import { findLanguageModel, type LanguageModel } from './language-models';
import type { ServiceModel } from './service-model';

/** What an engine keeps numbers in. */
export type Precision = 'fp32' | 'fp16' | 'fp8' | 'int8' | 'int4';

/** What a replica consists of. Whatever is not known is left out, and a usual value is taken. */
export interface ReplicaFacts {
  /** Name of the language model, for example `meta-llama/Llama-3.1-8B-Instruct`. @default - Llama-3.1-8B, and the report says so */
  readonly model?: string;
  /** Name of the GPU, for example `A100-80GB`; `CPU` for none. @default - A100-80GB, and the report says so */
  readonly gpu?: string;
  /** GPUs over which one replica is spread. @default 1 */
  readonly tensorParallelism?: number;
  /** @default - as the name of the model says, else fp16 */
  readonly precision?: Precision;
  /** @default - as the weights, but never below fp16 */
  readonly kvPrecision?: 'fp16' | 'fp8';
  /** Share of the GPU's memory that the engine takes. @default 0.9 */
  readonly memoryUtilization?: number;
  /** Requests in a batch at most. @default - 1024 on GPUs of 80 GB from Hopper on, 256 on the others, as vLLM */
  readonly maxRequests?: number;
  /** Tokens of an iteration at most. @default - 8192 on GPUs of 80 GB from Hopper on, 2048 on the others, as vLLM */
  readonly maxBatchedTokens?: number;
  /** Tokens of prompt and answer at most. @default - the model's context */
  readonly maxModelTokens?: number;
  /** Measured times, which win over everything else. @default - published ones */
  readonly calibration?: Calibration;
  /**
   * Seconds of one core that a request takes, for policies on CPU, and for servers that are no known engine: those
   * answer one request after the other. @default - not known
   */
  readonly cpuSecondsPerRequest?: number;
}

/** Times fitted to the user's own measurements. */
export interface Calibration {
  /** An iteration with next to nothing to do. */
  readonly baseMs: number;
  /** What each token adds while reading the weights takes longer. */
  readonly memoryMs: number;
  /** What each token takes once multiplying takes longer. */
  readonly computeMs: number;
  /** Reading one token of context. */
  readonly kvMs: number;
  /** How far the measurements are from the fit, as a share. */
  readonly error: number;
  /** What they were read from. */
  readonly source: string;
}

/** How fast a replica is, and where that is known from. */
export interface ServiceParameters {
  /** How long its iterations take, and how much it holds. */
  readonly model: ServiceModel;
  /** Where the times are from. */
  readonly origin: 'calibrated' | 'fitted' | 'roofline' | 'default';
  /** Bytes that have to be loaded before it serves. */
  readonly weightBytes: number;
  /** All numbers with their origin, for the report. */
  readonly parameters: readonly Omit<Parameter, 'of'>[];
  /** Sentences: what was taken for granted. */
  readonly assumptions: readonly string[];
}

const GB = 1e9;
const BYTES: Readonly<Record<Precision, number>> = { fp32: 4, fp16: 2, fp8: 1, int8: 1, int4: 0.5 };
/** Activations, the graphs of the engine and the CUDA context, on each GPU. */
const OVERHEAD_BYTES = 2 * GB;
/** Shares of what data sheets promise that engines reach. */
const OF_BANDWIDTH = 0.8;
const OF_PEAK = 0.59;
const OF_PEAK_IN_ATTENTION = 0.28;
const OF_BANDWIDTH_IN_ATTENTION = 0.58;
const SCHEDULING_MS = 2.7;
const MEMORY_SHARE = 0.37;
const USUAL_MODEL = 'Llama-3.1-8B';
const USUAL_GPU = 'A100-80GB';
const FITTED_NOTE = 'fitted to published measurements';

/** What a replica can do: the user's measurements where there are some, else published ones, else the data sheets. */
export function serviceParameters(facts: ReplicaFacts): ServiceParameters {
  const assumptions: string[] = [];
  const model = knownModel(facts, assumptions);
  const isCpu = facts.gpu?.toUpperCase() === 'CPU';
  const gpu = knownGpu(facts, isCpu, assumptions);
  const spread = facts.tensorParallelism ?? 1;
  const precision = facts.precision ?? precisionOf(facts.model ?? '');
  const times = timesOf(facts, model, gpu, isCpu, spread, precision);
  const weightBytes = model.parametersB * GB * BYTES[precision];
  const kvBytes = 2 * model.layers * model.kvHeads * model.headSize * (facts.kvPrecision === 'fp8' ? 1 : 2);
  const share = facts.memoryUtilization ?? 0.9;
  const memory = isCpu ? 4 * GB + weightBytes : spread * (gpu.memoryGb * GB * share - OVERHEAD_BYTES);
  const fitting = Math.floor((memory - weightBytes) / kvBytes);
  if (fitting < 1) {
    assumptions.push(
      `${model.name} with ${precision} weights does not fit ${spread} × ${gpu.name}; room for 2048 tokens of context was taken`,
    );
  }
  const kvTokens = fitting < 1 ? 2048 : fitting;
  const isBig = !isCpu && gpu.hasFp8 && gpu.memoryGb >= 80;
  const maxRequests = facts.maxRequests ?? (isBig ? 1024 : 256);
  const service: ServiceModel = {
    ...times.model,
    kvTokens,
    maxRequests,
    maxBatchedTokens: Math.max(maxRequests, facts.maxBatchedTokens ?? (isBig ? 8192 : 2048)),
    maxModelTokens: Math.min(facts.maxModelTokens ?? model.contextTokens, kvTokens),
  };
  return {
    model: service,
    origin: times.origin,
    weightBytes,
    parameters: describe(service, times, facts, model, isCpu ? 'CPU' : `${spread} × ${gpu.name}`, weightBytes),
    assumptions,
  };
}

interface Times {
  readonly model: Pick<ServiceModel, 'baseMs' | 'memoryMs' | 'computeMs' | 'kvMs' | 'attentionMs'>;
  readonly origin: ServiceParameters['origin'];
  readonly note: string;
}

function timesOf(
  facts: ReplicaFacts,
  model: LanguageModel,
  gpu: Gpu,
  isCpu: boolean,
  spread: number,
  precision: Precision,
): Times {
  const sheet = roofline(model, gpu, spread, precision);
  const { calibration } = facts;
  if (calibration !== undefined) {
    const { baseMs, memoryMs, computeMs, kvMs, error, source } = calibration;
    const note = `fitted to ${source}, ± ${percent(error)}`;
    return { model: { ...sheet, baseMs, memoryMs, computeMs, kvMs }, origin: 'calibrated', note };
  }
  const isGuess = facts.model === undefined || facts.gpu === undefined;
  const fitted = precision === 'fp16' || isCpu ? findFitted(model.name, isCpu ? 'CPU' : gpu.name, spread) : undefined;
  if (fitted !== undefined) {
    const { baseMs, memoryMs, computeMs, kvMs = sheet.kvMs, attentionMs = sheet.attentionMs } = fitted;
    const note = `${FITTED_NOTE}, ± ${percent(fitted.uncertainty)} (${fitted.source})`;
    const model = { baseMs, memoryMs, computeMs, kvMs, attentionMs };
    return { model, origin: isGuess ? 'default' : 'fitted', note };
  }
  const note = `calculated from ${model.name} and the data sheet of ${gpu.name}, ± 30 % (${gpu.source})`;
  return { model: sheet, origin: isGuess ? 'default' : 'roofline', note };
}

/** What the data sheets leave as possible, less what engines lose. */
function roofline(model: LanguageModel, gpu: Gpu, spread: number, precision: Precision): Times['model'] {
  const isFast = precision === 'fp8' && gpu.hasFp8;
  const peak = gpu.teraflops * 1e12 * spread * (isFast ? 2 : 1);
  const bandwidth = gpu.bandwidthGb * GB * spread;
  // Of experts, a batch of some size needs nearly all, so that all are read; each token is multiplied with its own.
  const readB = model.activeB < model.parametersB / 2 ? model.parametersB : model.activeB;
  const computeMs = (2 * model.activeB * GB * 1000) / (peak * OF_PEAK);
  return {
    baseMs: (readB * GB * BYTES[precision] * 1000) / (bandwidth * OF_BANDWIDTH) + SCHEDULING_MS,
    memoryMs: MEMORY_SHARE * computeMs,
    computeMs,
    kvMs: (4 * model.layers * model.kvHeads * model.headSize * 1000) / (bandwidth * OF_BANDWIDTH_IN_ATTENTION),
    attentionMs: (4 * model.layers * model.heads * model.headSize * 1000) / (peak * OF_PEAK_IN_ATTENTION),
  };
}

/** Quantized models say so in their names. */
function precisionOf(name: string): Precision {
  const plain = name.toLowerCase();
  if (/awq|gptq|int4|w4a16|4bit/.test(plain)) return plain.includes('int8') ? 'int8' : 'int4';
  if (/int8|w8a8|w8a16/.test(plain)) return 'int8';
  return plain.includes('fp8') ? 'fp8' : 'fp16';
}

function knownModel(facts: ReplicaFacts, assumptions: string[]): LanguageModel {
  const found = facts.model === undefined ? undefined : findLanguageModel(facts.model);
  if (found !== undefined) return found;
  const what =
    facts.model === undefined
      ? 'the model is not known'
      : `the model ${JSON.stringify(facts.model)} is not in the table`;
  assumptions.push(`${what}; the shape of ${USUAL_MODEL} was taken`);
  return findLanguageModel(USUAL_MODEL) as LanguageModel;
}

function knownGpu(facts: ReplicaFacts, isCpu: boolean, assumptions: string[]): Gpu {
  const found = facts.gpu === undefined ? undefined : findGpu(facts.gpu);
  if (found !== undefined || isCpu) return found ?? (findGpu(USUAL_GPU) as Gpu);
  const what =
    facts.gpu === undefined ? 'the GPU is not known' : `the GPU ${JSON.stringify(facts.gpu)} is not in the table`;
  assumptions.push(`${what}; ${USUAL_GPU} was taken`);
  return findGpu(USUAL_GPU) as Gpu;
}

function describe(
  service: ServiceModel,
  times: Times,
  facts: ReplicaFacts,
  model: LanguageModel,
  gpus: string,
  weightBytes: number,
): Omit<Parameter, 'of'>[] {
  const time = (name: string, value: number): Omit<Parameter, 'of'> => ({
    name,
    value,
    unit: 'ms',
    origin: times.origin,
    note: times.note,
  });
  const setting = (name: string, value: number, unit: string, given: unknown, note: string): Omit<Parameter, 'of'> => ({
    name,
    value,
    unit,
    origin: (given === undefined ? 'default' : 'manifest') satisfies ParameterOrigin,
    note,
  });
  return [
    time('iteration', service.baseMs),
    time('iteration, each token while weights are read', service.memoryMs),
    time('iteration, each token while multiplying', service.computeMs),
    time('iteration, each token of context', service.kvMs),
    time('attention of a prompt token to a token before it', service.attentionMs),
    {
      name: 'KV cache',
      value: service.kvTokens,
      unit: 'tokens',
      origin: 'roofline',
      note: `what ${gpus} have beside the weights of ${model.name} (${model.source})`,
    },
    setting('weights', weightBytes, 'bytes', facts.model, `${model.parametersB} · 10⁹ parameters`),
    setting('requests in a batch', service.maxRequests, 'requests', facts.maxRequests, 'max_num_seqs'),
    setting(
      'tokens of an iteration',
      service.maxBatchedTokens,
      'tokens',
      facts.maxBatchedTokens,
      'max_num_batched_tokens',
    ),
    setting('tokens of a request', service.maxModelTokens, 'tokens', facts.maxModelTokens, 'max_model_len'),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
