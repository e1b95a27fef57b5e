import { checkBounds } from '../bounds';
import type { Rule } from '../rule';
import { scaledObjects } from './triggers';

/** The bounds of a ScaledObject are ones that KEDA accepts. */
export const kedaReplicaBounds: Rule = {
  name: 'keda/replica-bounds',
  severity: 'error',
  demands: 'the replica bounds of a ScaledObject are whole and in order, and the upper one is at least 1',
  why: "KEDA's webhook refuses the ScaledObject; older versions accept it and make no HPA.",
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/',
  *check(graph) {
    for (const { spec } of scaledObjects(graph))
      yield* checkBounds(spec, {
        min: 'minReplicaCount',
        max: 'maxReplicaCount',
        least: 0,
        defaultMin: 0,
        defaultMax: 100,
      });
  },
};
