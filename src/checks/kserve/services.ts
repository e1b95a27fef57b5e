import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import { INFERENCE_SERVICE, ofKind } from '../kinds';
import { below, itemsOf, type Part, partOf } from '../part';

/** The annotations by which an InferenceService says how it runs and who scales it. */
export const MODE = 'serving.kserve.io/deploymentMode';
export const CLASS = 'serving.kserve.io/autoscalerClass';

/** An InferenceService. */
export interface InferenceService {
  /** The object as it was written. */
  readonly manifest: Manifest;
  /** Its `spec.predictor`; without fields where there is none. */
  readonly predictor: Part;
  /** Who scales it, as it says. */
  readonly autoscalerClass: string | undefined;
  /** Its containers, in their order. */
  readonly containers: readonly Part[];
  /** The model, which is a container as well. @default - it has containers of its own */
  readonly model: Part | undefined;
}

/** The InferenceServices, those that Knative or ModelMesh run included. */
export function inferenceServices(graph: StackGraph): readonly InferenceService[] {
  return ofKind(graph, INFERENCE_SERVICE).map((manifest) => {
    const predictor = partOf(manifest, 'spec', 'predictor');
    return {
      manifest,
      predictor,
      autoscalerClass: manifest.annotations[CLASS],
      containers: itemsOf(predictor, 'containers'),
      model: predictor.fields.model === undefined ? undefined : below(predictor, 'model'),
    };
  });
}

/** Those that become Deployments; who says neither mode nor class, and of no cluster's default is known, does not. */
export function standardServices(graph: StackGraph): readonly InferenceService[] {
  const others = new Set(graph.passedOver);
  return inferenceServices(graph).filter(({ manifest }) => !others.has(manifest));
}
