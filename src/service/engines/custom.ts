import { fields, listOf } from '../../kubernetes/kinds';
import { problem } from '../../kubernetes/mistake';
import { ENGINES } from '../../metrics/catalogue';
import type { EngineFacts } from '../engine-facts';
import { checkPortArgument } from './arguments';

/** The engines whose series a container of one's own may export. */
export enum EngineFamily {
  /** vLLM and what is built on it. */
  VLLM = 'vLLM',
  /** NVIDIA NIM. */
  NIM = 'NVIDIA NIM',
  /** SGLang. */
  SGLANG = 'SGLang',
  /** Hugging Face's Text Generation Inference. */
  TGI = 'Hugging Face TGI',
  /** NVIDIA's Triton Inference Server, with the TensorRT-LLM backend. */
  TRITON = 'NVIDIA Triton',
  /** TensorRT-LLM's own server. */
  TRTLLM_SERVE = 'trtllm-serve',
}

/** How a container of one's own serves. */
export interface CustomEngineOptions {
  /** The image. */
  readonly image: string;
  /** The command, one word per item. @default - the image's */
  readonly command?: readonly string[];
  /** The arguments, one per item. @default - the image's */
  readonly args?: readonly string[];
  /** Port that serves inference. */
  readonly port: number;
  /** Path that answers 200 when the engine can serve. @default - the port is tried */
  readonly healthPath?: string;
  /** Path of the metrics. @default - the family's, else the container is not scraped */
  readonly metricsPath?: string;
  /** Port of the metrics. @default - the serving port, for Triton 8002 */
  readonly metricsPort?: number;
  /** The engine whose series it exports. @default - none; metrics of one's own can still be used */
  readonly family?: EngineFamily;
  /** Version of that engine. @default - the newest known */
  readonly version?: string;
  /** User id that the image can run as. @default - not known, so the pod may run as root */
  readonly runAsUser?: number;
}

const KINDS = fields<CustomEngineOptions>({ command: listOf(), args: listOf() });

/** Any container. */
export function customEngine(options: CustomEngineOptions): EngineFacts {
  const table = ENGINES.find((each) => each.title === options.family);
  const path = options.metricsPath ?? table?.path;
  const metricsPort = options.metricsPort ?? (table?.hasOwnPort ? table.port : options.port);
  return {
    title: table?.title ?? 'a custom engine',
    version: options.version,
    port: options.port,
    health: { readyPath: options.healthPath, livePath: options.healthPath },
    metrics: path === undefined ? undefined : { port: metricsPort, path },
    table,
    nonRoot: options.runAsUser === undefined ? undefined : { uid: options.runAsUser },
    runs: {
      as: 'container',
      render: () => ({ image: options.image, command: options.command, args: options.args }),
    },
    check: (model) => [
      ...KINDS('engine', options),
      ...(model.from === 'hub'
        ? [
            problem(
              'service/model',
              'a custom engine is not told of a model on the hub',
              'leave out model and name it in args and env, or use Model.claim(…) or Model.storage(…)',
            ),
          ]
        : []),
      ...checkPortArgument(options.args, options.port),
    ],
  };
}
