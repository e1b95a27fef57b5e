import { plainText } from '../../stack/fields';
import { isWhole } from '../numbers';
import { bad, badPart, below } from '../part';
import type { CheckProfile } from '../profile';
import type { Problem, Rule } from '../rule';
import { atLeast, versionOf } from '../versions';
import { isOnResource, type Scaled, scaledObjects } from './triggers';

const BEHAVIORS = [
  'static',
  'currentReplicas',
  'currentReplicasIfHigher',
  'currentReplicasIfLower',
  'scalingModifiers',
];

/** A fallback is within the bounds, possible, and does not scale in. */
export const fallback: Rule = {
  name: 'keda/fallback',
  severity: 'error',
  demands: 'a fallback is whole, within the replica bounds, and possible for the triggers',
  why: 'A fallback that cannot be is refused, and one that is too small scales in just when nothing is known of the load.',
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback',
  *check(graph, profile) {
    for (const scaled of scaledObjects(graph))
      if (scaled.spec.fields.fallback !== undefined) yield* checkFallback(scaled, profile);
  },
};

function* checkFallback({ spec, triggers, min, max }: Scaled, profile: CheckProfile): Iterable<Problem> {
  const part = below(spec, 'fallback');
  const { failureThreshold, replicas, behavior } = part.fields;
  if (!isWhole(failureThreshold, 1))
    yield bad(part, 'failureThreshold', 'must be a whole number of at least 1', 'write 3');
  if (!isWhole(replicas, 0))
    yield bad(part, 'replicas', 'must be a whole number of at least 0', `write ${plainText(min || 1)}`);
  else if (isWhole(max, 1) && replicas > max)
    yield bad(part, 'replicas', `must be at most 'maxReplicaCount' (${max})`, `write ${max}`);
  else if (isWhole(min, 0) && replicas < min)
    yield bad(part, 'replicas', `must be at least 'minReplicaCount' (${min})`, `write ${min}`);
  else yield* checkScaleIn(replicas);
  if (triggers.length > 0 && triggers.every((trigger) => isOnResource(trigger) || trigger.type === 'cron'))
    yield badPart(part, 'KEDA refuses a fallback where every trigger is on CPU, memory or time', 'leave it out');
  if (behavior === undefined) return;
  if (!BEHAVIORS.includes(plainText(behavior)))
    yield bad(part, 'behavior', `must be one of ${BEHAVIORS.join(', ')}`, "write 'currentReplicasIfHigher'");
  else if (!atLeast(profile, 'kedaVersion', '2.17'))
    yield bad(
      part,
      'behavior',
      `came with KEDA 2.17, and the cluster has ${versionOf(profile, 'kedaVersion')}`,
      'leave it out',
    );

  function* checkScaleIn(size: number): Iterable<Problem> {
    if ((behavior !== undefined && behavior !== 'static') || !isWhole(max, 1) || size >= max) return;
    yield bad(
      part,
      behavior === undefined ? 'replicas' : 'behavior',
      `scales in to ${size} when there are more and Prometheus is lost`,
      "write 'behavior: currentReplicasIfHigher'",
      {
        severity: 'warning',
      },
    );
  }
}
