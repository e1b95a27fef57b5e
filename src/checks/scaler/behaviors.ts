import type { StackGraph } from '../../stack/graph';
import { HPA, INFERENCE_SERVICE, LLM_INFERENCE_SERVICE, NIM_SERVICE, ofKind, SCALED_OBJECT } from '../kinds';
import { below, type Part, partOf } from '../part';

/** How fast a scaler goes, wherever a kind keeps that. */
export interface Behavior {
  /** The part with `scaleUp` and `scaleDown`. */
  readonly behavior: Part;
  /** Whether the bounds leave room to move. */
  readonly canMove: boolean;
}

/** The behaviors of all scalers. */
export function behaviorsOf(graph: StackGraph): readonly Behavior[] {
  const at = (part: Part, canMove: boolean, ...path: string[]) => ({ behavior: below(part, ...path), canMove });
  return [
    ...ofKind(graph, HPA).map((manifest) => {
      const spec = partOf(manifest, 'spec');
      return at(spec, spec.fields.minReplicas !== spec.fields.maxReplicas, 'behavior');
    }),
    ...ofKind(graph, SCALED_OBJECT).map((manifest) => {
      const spec = partOf(manifest, 'spec');
      const canMove = spec.fields.minReplicaCount !== spec.fields.maxReplicaCount;
      return at(spec, canMove, 'advanced', 'horizontalPodAutoscalerConfig', 'behavior');
    }),
    ...ofKind(graph, INFERENCE_SERVICE).map((manifest) =>
      at(partOf(manifest, 'spec', 'predictor'), true, 'autoScaling', 'behavior'),
    ),
    ...ofKind(graph, LLM_INFERENCE_SERVICE).map((manifest) =>
      at(partOf(manifest, 'spec', 'scaling', 'wva'), true, 'hpa', 'behavior'),
    ),
    ...ofKind(graph, NIM_SERVICE).map((manifest) => at(partOf(manifest, 'spec', 'scale'), true, 'hpa', 'behavior')),
  ];
}
