import { listOf } from '../../stack/fields';
import { checkBounds } from '../bounds';
import { HPA, ofKind } from '../kinds';
import { bad, itemsOf, type Part, partOf } from '../part';
import type { CheckProfile } from '../profile';
import type { Rule } from '../rule';
import { atLeast } from '../versions';

/** The bounds of an HPA are ones that the API server accepts. */
export const replicaBounds: Rule = {
  name: 'hpa/replica-bounds',
  severity: 'error',
  demands: 'the replica bounds of an HPA are whole, at least 1 and in order, and the upper one is given',
  why: 'The API server refuses the HPA, so nothing scales.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
  *check(graph, profile) {
    for (const manifest of ofKind(graph, HPA)) {
      const spec = partOf(manifest, 'spec');
      const isZero = spec.fields.minReplicas === 0;
      if (isZero && !canBeZero(spec, profile))
        yield bad(
          spec,
          'minReplicas',
          'must be at least 1, since this HPA cannot scale to zero',
          "write 1, or use a ScaledObject of KEDA with 'minReplicaCount: 0'",
        );
      yield* checkBounds(spec, { min: 'minReplicas', max: 'maxReplicas', least: isZero ? 0 : 1, defaultMin: 1 });
    }
  },
};

/** From 1.37 on, by a metric that there is without pods. */
function canBeZero(spec: Part, profile: CheckProfile): boolean {
  return (
    atLeast(profile, 'kubernetesVersion', '1.37') &&
    listOf(spec.fields.metrics).length > 0 &&
    itemsOf(spec, 'metrics').some(({ fields }) => fields.type === 'External' || fields.type === 'Object')
  );
}
