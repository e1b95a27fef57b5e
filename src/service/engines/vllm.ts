import { VLLM_FLAGS } from '../../kubernetes/engine-arguments';
import { VLLM } from '../../metrics/catalogue/vllm';
import type { EngineContext, EngineFacts } from '../engine-facts';
import { modelPathOf } from '../model';
import { checkArguments } from './arguments';
import { hubEnv, modelName, needsModel, servedModelName } from './common';
import { checkServing, type ServingOptions, servingArguments } from './serving-options';

/** How vLLM is run. */
export interface VllmOptions extends ServingOptions {
  /** Version, for example `0.11.0`: decides on the image and on the names of the metrics. */
  readonly version: string;
  /** Image that holds this version. @default vllm/vllm-openai:vVERSION */
  readonly image?: string;
  /** Port of the server. @default 8000 */
  readonly port?: number;
}

/** The preset of vLLM. Its official images run as root. */
export function vllm(options: VllmOptions): EngineFacts {
  const port = options.port ?? VLLM.port;
  const own = (context: EngineContext) => [
    ...modelName(context, '--model', '--revision'),
    servedModelName(context, options.servedModelName),
    `--port=${port}`,
    ...servingArguments(options, VLLM_FLAGS),
  ];
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
        args: [...own(context), ...(options.args ?? [])],
        env: hubEnv(context.model),
      }),
    },
    check: (model, { cards }) => {
      const written = own({ serviceName: '', model, modelPath: modelPathOf(model) });
      return [
        ...needsModel(VLLM.title, model),
        ...checkServing(options, VLLM_FLAGS, cards),
        ...checkArguments({ args: options.args, own: written, aliases: VLLM_FLAGS.aliases }),
      ];
    },
  };
}
