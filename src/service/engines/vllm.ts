import { VLLM } from '../../metrics/catalogue/vllm';
import type { EngineFacts } from '../engine-facts';
import { hubEnv, modelName, needsModel, servedModelName } from './common';

/** How vLLM is run. */
export interface VllmOptions {
  /** Version, for example `0.11.0`: decides on the image and on the names of the metrics. */
  readonly version: string;
  /** Image that holds this version. @default vllm/vllm-openai:vVERSION */
  readonly image?: string;
  /** Port of the server. @default 8000 */
  readonly port?: number;
  /** Name under which clients ask for the model. @default - the id on the hub, else the service's name */
  readonly servedModelName?: string;
  /** Further arguments, one per item. @default - none */
  readonly args?: readonly string[];
}

/** The preset of vLLM. Its official images run as root. */
export function vllm(options: VllmOptions): EngineFacts {
  const port = options.port ?? VLLM.port;
  return {
    title: VLLM.title,
    version: options.version,
    port,
    health: { readyPath: '/health', livePath: '/health' },
    metrics: { port, path: VLLM.path },
    table: VLLM,
    runs: {
      as: 'container',
      render: (context) => ({
        image: options.image ?? `vllm/vllm-openai:v${options.version}`,
        command: ['python3', '-m', 'vllm.entrypoints.openai.api_server'],
        args: [
          ...modelName(context, '--model', '--revision'),
          servedModelName(context, options.servedModelName),
          `--port=${port}`,
          ...(options.args ?? []),
        ],
        env: hubEnv(context.model),
      }),
    },
    check: (model) => needsModel(VLLM.title, model),
  };
}
