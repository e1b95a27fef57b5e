import { textOf } from '../../stack/fields';
import { existsElsewhere } from '../elsewhere';
import { objectNamed } from '../lookup';
import { bad, below } from '../part';
import type { Rule } from '../rule';
import { allTriggers } from './triggers';

/** The credentials of a trigger are in these manifests, or cannot be looked at. */
export const authenticationElsewhere: Rule = {
  name: 'keda/authentication-elsewhere',
  severity: 'info',
  demands: 'the TriggerAuthentication that a trigger refers to is in these manifests',
  why: 'Without it the trigger fails, and only the cluster knows whether it is there.',
  link: 'https://keda.sh/docs/latest/concepts/authentication/',
  *check(graph, profile) {
    for (const { part } of allTriggers(graph)) {
      const reference = below(part, 'authenticationRef');
      const name = textOf(reference.fields.name);
      const kind = textOf(reference.fields.kind) ?? 'TriggerAuthentication';
      const namespace = kind.startsWith('Cluster') ? undefined : part.at.namespace;
      if (
        name === undefined ||
        objectNamed(graph, kind, name, namespace) !== undefined ||
        existsElsewhere(profile, kind, namespace, name)
      )
        continue;
      yield bad(
        reference,
        'name',
        `names a ${kind} that is not in these files`,
        'add it to the files, or say in the profile that it exists elsewhere',
      );
    }
  },
};
