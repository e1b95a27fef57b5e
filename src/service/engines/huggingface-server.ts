import { VLLM_FLAGS } from '../../kubernetes/engine-arguments';
import { fields, TEXT } from '../../kubernetes/kinds';
import { HUGGING_FACE_SERVER } from '../../metrics/catalogue/huggingface-server';
import type { EngineContext, EngineFacts } from '../engine-facts';
import { checkArguments, checkPortArgument } from './arguments';
import { hubEnv, modelFolderOfKServe, modelName, needsModel } from './common';
import { checkServing, type ServingOptions, servingArguments } from './serving-options';

/** How KServe's huggingface server is run. */
export interface HuggingFaceServerOptions extends ServingOptions {
  /** Name under which clients ask for the model. @default - the service's name */
  readonly servedModelName?: string;
  /** Version of the vLLM inside: decides on the names of the metrics. @default - the newest known */
  readonly vllmVersion?: string;
  /** Name of the ServingRuntime. @default - the one that KServe selects for the format huggingface */
  readonly runtime?: string;
}

const KINDS = fields<HuggingFaceServerOptions>({ runtime: TEXT });

/** The preset of KServe's huggingface server: image and probes are the runtime's. */
export function huggingFaceServer(options: HuggingFaceServerOptions): EngineFacts {
  const { title, port, path } = HUGGING_FACE_SERVER;
  const own = (context: EngineContext) => [
    `--model_name=${options.servedModelName ?? context.serviceName}`,
    // A model from a storage needs no argument: KServe puts it where the server looks first.
    ...modelName({ ...context, modelPath: undefined }, '--model_id', '--model_revision'),
    ...servingArguments(options, VLLM_FLAGS),
  ];
  return {
    title,
    version: options.vllmVersion,
    port,
    health: {},
    metrics: { port, path },
    table: HUGGING_FACE_SERVER,
    runs: {
      as: 'runtime',
      render: (context) => ({
        modelFormat: 'huggingface',
        runtime: options.runtime,
        args: [...own(context), ...(options.args ?? [])],
        env: hubEnv(context.model),
      }),
    },
    check: (model, { cards }) => [
      ...KINDS('engine', options),
      ...needsModel(title, model),
      ...modelFolderOfKServe(model),
      ...checkServing(options, VLLM_FLAGS, cards),
      ...checkArguments({ args: options.args, own: own({ serviceName: '', model }), aliases: VLLM_FLAGS.aliases }),
      ...checkPortArgument(options.args, port),
    ],
  };
}
