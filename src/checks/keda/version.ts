import { bad, below } from '../part';
import type { Rule } from '../rule';
import { atLeast, versionOf } from '../versions';
import { scaledObjects } from './triggers';

/** Fields of a ScaledObject that came later, each with the version that it came with. */
const SINCE: readonly (readonly [path: readonly string[], since: string])[] = [
  [['initialCooldownPeriod'], '2.14'],
  [['advanced', 'scalingModifiers'], '2.12'],
];

/** A ScaledObject is one that this version of KEDA knows. */
export const kedaVersion: Rule = {
  name: 'keda/version',
  severity: 'error',
  demands: 'a ScaledObject has only fields that the KEDA of the cluster knows',
  why: 'An older KEDA has the field dropped, and its default holds.',
  link: 'https://github.com/kedacore/keda/blob/main/CHANGELOG.md',
  *check(graph, profile) {
    for (const { spec } of scaledObjects(graph))
      for (const [path, since] of SINCE) {
        const part = below(spec, ...path.slice(0, -1));
        const field = path[path.length - 1];
        if (part.fields[field] !== undefined && !atLeast(profile, 'kedaVersion', since))
          yield bad(
            part,
            field,
            `came with KEDA ${since}, and the cluster has ${versionOf(profile, 'kedaVersion')}`,
            'leave it out',
          );
      }
  },
};
