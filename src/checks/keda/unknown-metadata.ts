import { nearest } from '../nearest';
import { badPart } from '../part';
import type { Rule } from '../rule';
import { KNOWN_TRIGGERS, type KnownTrigger, withoutSource } from './known-metadata';
import { allTriggers } from './triggers';

/** The settings of a trigger are ones that KEDA reads. */
export const unknownMetadata: Rule = {
  name: 'keda/unknown-metadata',
  severity: 'warning',
  demands: 'the settings of a trigger are ones that KEDA reads',
  why: 'KEDA passes over a setting that it does not know without a word, and goes by its own default.',
  link: 'https://keda.sh/docs/latest/scalers/prometheus/',
  *check(graph) {
    for (const { type, metadata } of allTriggers(graph)) {
      if (!Object.hasOwn(KNOWN_TRIGGERS, type)) continue;
      const known = KNOWN_TRIGGERS[type];
      for (const key of Object.keys(metadata.fields)) {
        const name = withoutSource(key);
        if (isKnown(known, name) || Object.hasOwn(known.removed, name)) continue;
        const meant = nearest(name, [...known.required, ...known.optional]);
        yield badPart(
          { ...metadata, path: [...metadata.path, key] },
          `'${key}' is no setting of KEDA's ${type} trigger`,
          meant === undefined ? 'take it out' : `did you mean '${meant}'?`,
        );
      }
    }
  },
};

function isKnown({ required, optional }: KnownTrigger, name: string): boolean {
  return required.includes(name) || optional.includes(name);
}
