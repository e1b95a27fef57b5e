import { type Mistake, mistake, problem } from '../../kubernetes/mistake';
import type { EngineContext } from '../engine-facts';
import { MODEL_FOLDER, type ModelFacts } from '../model';
import { EnvValue } from '../values';

/** The arguments that name the model: its path where it is mounted, else its id and revision on the hub. */
export function modelName(context: EngineContext, model: string, revision: string): string[] {
  if (context.modelPath !== undefined) return [`${model}=${context.modelPath}`];
  if (context.model.from !== 'hub') return [];
  const { id, revision: wanted } = context.model;
  return [`${model}=${id}`, ...(wanted === undefined ? [] : [`${revision}=${wanted}`])];
}

/** The access token of the Hugging Face hub, where the model wants one. */
export function hubEnv(model: ModelFacts): Record<string, EnvValue> {
  return model.from === 'hub' && model.token ? { HF_TOKEN: EnvValue.fromSecret(model.token) } : {};
}

/** The argument with the name under which clients ask for the model. */
export function servedModelName({ model, serviceName }: EngineContext, name: string | undefined): string {
  return `--served-model-name=${name ?? (model.from === 'hub' ? model.id : serviceName)}`;
}

/** Where KServe's runtimes find their model is KServe's choice. */
export function modelFolderOfKServe(model: ModelFacts): Mistake[] {
  if (model.from !== 'claim' || model.mountPath === MODEL_FOLDER) return [];
  return [
    mistake(
      'service/model',
      'mountPath',
      model.mountPath,
      `must be ${MODEL_FOLDER}, where KServe mounts the model for its runtimes`,
      'leave it out',
    ),
  ];
}

/** An engine that serves nothing without a model. */
export function needsModel(title: string, model: ModelFacts): Mistake[] {
  if (model.from !== 'image') return [];
  return [
    problem(
      'service/model',
      `${title} needs a model`,
      'give one: Model.huggingFace(…), Model.claim(…) or Model.storage(…)',
    ),
  ];
}
