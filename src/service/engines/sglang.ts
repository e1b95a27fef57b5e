import { SGLANG } from '../../metrics/catalogue/sglang';
import type { EngineFacts } from '../engine-facts';
import { hubEnv, modelName, needsModel, servedModelName } from './common';

/** How SGLang is run. */
export interface SglangOptions {
  /** Version, for example `0.5.4`: decides on the image and on the names of the metrics. */
  readonly version: string;
  /** Image that holds this version. @default lmsysorg/sglang:vVERSION */
  readonly image?: string;
  /** Port of the server. @default 30000 */
  readonly port?: number;
  /** Name under which clients ask for the model. @default - the id on the hub, else the service's name */
  readonly servedModelName?: string;
  /** Further arguments, one per item. @default - none */
  readonly args?: readonly string[];
}

/** The preset of SGLang. Its official images run as root. */
export function sglang(options: SglangOptions): EngineFacts {
  const port = options.port ?? SGLANG.port;
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
        args: [
          ...modelName(context, '--model-path', '--revision'),
          servedModelName(context, options.servedModelName),
          '--host=0.0.0.0',
          `--port=${port}`,
          '--enable-metrics',
          ...(options.args ?? []),
        ],
        env: hubEnv(context.model),
      }),
    },
    check: (model) => needsModel(SGLANG.title, model),
  };
}
