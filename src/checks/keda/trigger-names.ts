import { textOf } from '../../stack/fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { scaledObjects } from './triggers';

/** Triggers have names of their own. */
export const triggerNames: Rule = {
  name: 'keda/trigger-names',
  severity: 'error',
  demands: 'the names of the triggers of a ScaledObject are distinct',
  why: "KEDA's webhook refuses two triggers of one name.",
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#triggers',
  *check(graph) {
    for (const { triggers } of scaledObjects(graph)) {
      const seen = new Set<string>();
      for (const { part } of triggers) {
        const name = textOf(part.fields.name);
        if (name === undefined || name === '') continue;
        if (seen.has(name))
          yield bad(part, 'name', 'must be unique in the ScaledObject', `rename it, for example to '${name}-2'`);
        seen.add(name);
      }
    }
  },
};
