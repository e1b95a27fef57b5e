import { takenOptions } from '../kubernetes/taken';
import type { SecretKey } from './values';

/** Where the model comes from, as data. */
export type ModelFacts =
  | { readonly from: 'image' }
  | { readonly from: 'hub'; readonly id: string; readonly token?: SecretKey; readonly revision?: string }
  | { readonly from: 'claim'; readonly claim: string; readonly path?: string; readonly mountPath: string }
  | { readonly from: 'storage'; readonly uri: string };

/** How a model is loaded from the Hugging Face hub. */
export interface HuggingFaceOptions {
  /** The access token, for gated models. @default - none */
  readonly token?: SecretKey;
  /** Branch, tag or commit. @default - the main branch */
  readonly revision?: string;
}

/** How a model lies on a claim. */
export interface ClaimOptions {
  /** Folder on the claim. @default - its root */
  readonly path?: string;
  /** Where the model appears in the container. @default /mnt/models */
  readonly mountPath?: string;
}

/** Where KServe puts the model, and we as well. */
export const MODEL_FOLDER = '/mnt/models';

/** Path of the model in the container; nothing when the engine loads it by its id. */
export function modelPathOf(model: ModelFacts): string | undefined {
  if (model.from === 'claim') return model.mountPath;
  return model.from === 'storage' ? MODEL_FOLDER : undefined;
}

/** Where the model comes from. */
export class Model {
  /** From the Hugging Face hub, loaded by the engine at its start. @param id for example `google/gemma-3-1b-it` */
  static huggingFace(id: string, options: HuggingFaceOptions = {}): Model {
    const { token, revision } = takenOptions(options);
    return new Model({ from: 'hub', id, token, revision });
  }

  /** From a PersistentVolumeClaim in the service's namespace, mounted read-only. */
  static claim(claim: string, options: ClaimOptions = {}): Model {
    const { path, mountPath = MODEL_FOLDER } = takenOptions(options);
    return new Model({ from: 'claim', claim, path, mountPath });
  }

  /**
   * From a storage that KServe's storage initializer reads before the engine starts: `s3://`, `gs://`, `hf://`
   * and others. Needs the KServe backend.
   *
   * @see https://kserve.github.io/website/docs/model-serving/storage/overview
   */
  static storage(uri: string): Model {
    return new Model({ from: 'storage', uri });
  }

  /**
   * From an OCI image that holds nothing but the model ("modelcar"), which the nodes keep as they keep images. Needs
   * the KServe backend, version 0.12 or later.
   *
   * @param image for example `registry.example.com/models/qwen:1.0`
   * @see https://kserve.github.io/website/docs/model-serving/storage/providers/oci
   */
  static oci(image: string): Model {
    return Model.storage(`oci://${typeof image === 'string' ? image : ''}`);
  }

  /** Part of the image, or loaded in a way that only the engine knows. */
  static inImage(): Model {
    return new Model({ from: 'image' });
  }

  /** @internal */
  static _facts(model: Model): ModelFacts {
    return model.facts;
  }

  private constructor(private readonly facts: ModelFacts) {}
}
