import { SGLANG_FLAGS } from '../../kubernetes/engine-arguments';
import { SGLANG } from '../../metrics/catalogue/sglang';
import type { EngineContext, EngineFacts } from '../engine-facts';
import { modelPathOf } from '../model';
import { checkArguments } from './arguments';
import { hubEnv, modelName, needsModel, servedModelName } from './common';
import { checkServing, type ServingOptions, servingArguments } from './serving-options';

/** How SGLang is run. */
export interface SglangOptions extends ServingOptions {
  /** Version, for example `0.5.4`: decides on the image and on the names of the metrics. */
  readonly version: string;
  /** Image that holds this version. @default lmsysorg/sglang:vVERSION */
  readonly image?: string;
  /** Port of the server. @default 30000 */
  readonly port?: number;
}

/** The preset of SGLang. Its official images run as root. */
export function sglang(options: SglangOptions): EngineFacts {
  const port = options.port ?? SGLANG.port;
  const own = (context: EngineContext) => [
    ...modelName(context, '--model-path', '--revision'),
    servedModelName(context, options.servedModelName),
    '--host=0.0.0.0',
    `--port=${port}`,
    '--enable-metrics',
    ...servingArguments(options, SGLANG_FLAGS),
  ];
  return {
    title: SGLANG.title,
    version: options.version,
    port,
    health: { readyPath: '/health', livePath: '/health' },
    metrics: { port, path: SGLANG.path },
    table: SGLANG,
    runs: {
      as: 'container',
      render: (context) => ({
        image: options.image ?? `lmsysorg/sglang:v${options.version}`,
        command: ['python3', '-m', 'sglang.launch_server'],
        args: [...own(context), ...(options.args ?? [])],
        env: hubEnv(context.model),
      }),
    },
    check: (model, { cards }) => {
      const written = own({ serviceName: '', model, modelPath: modelPathOf(model) });
      return [
        ...needsModel(SGLANG.title, model),
        ...checkServing(options, SGLANG_FLAGS, cards),
        ...checkArguments({ args: options.args, own: written, aliases: SGLANG_FLAGS.aliases }),
      ];
    },
  };
}
