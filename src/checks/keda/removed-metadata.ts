import { badPart } from '../part';
import type { Rule } from '../rule';
import { atLeast } from '../versions';
import { KNOWN_TRIGGERS, withoutSource } from './known-metadata';
import { allTriggers } from './triggers';

/** The settings of a trigger are ones that KEDA still reads. */
export const removedMetadata: Rule = {
  name: 'keda/removed-metadata',
  severity: 'warning',
  demands: 'the settings of a trigger are ones that this version of KEDA still reads',
  why: 'KEDA no longer reads the setting, so what it says does not happen.',
  link: 'https://github.com/kedacore/keda/blob/main/CHANGELOG.md',
  *check(graph, profile) {
    for (const { type, metadata } of allTriggers(graph)) {
      if (!Object.hasOwn(KNOWN_TRIGGERS, type)) continue;
      const { removed } = KNOWN_TRIGGERS[type];
      for (const key of Object.keys(metadata.fields)) {
        const name = withoutSource(key);
        if (!Object.hasOwn(removed, name) || !atLeast(profile, 'kedaVersion', removed[name].since)) continue;
        yield badPart(
          { ...metadata, path: [...metadata.path, key] },
          `'${key}' is no longer read by KEDA's ${type} trigger since KEDA ${removed[name].since}`,
          `take it out, and ${removed[name].instead} if it is needed`,
        );
      }
    }
  },
};
