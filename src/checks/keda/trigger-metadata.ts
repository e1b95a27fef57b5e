import { plainText } from '../../stack/fields';
import { bad, badPart } from '../part';
import type { Rule } from '../rule';
import { KNOWN_TRIGGERS, withoutSource } from './known-metadata';
import { allTriggers } from './triggers';

/** The settings of a trigger are there, and are texts. */
export const triggerMetadata: Rule = {
  name: 'keda/trigger-metadata',
  severity: 'error',
  demands: 'a trigger has the settings that its type cannot do without, all of them texts',
  why: 'The API server refuses settings that are no texts, and KEDA makes no HPA of a trigger that lacks one.',
  link: 'https://keda.sh/docs/latest/scalers/',
  *check(graph) {
    for (const { type, metadata } of allTriggers(graph)) {
      for (const [key, value] of Object.entries(metadata.fields))
        if (typeof value !== 'string') yield bad(metadata, key, 'must be a text', asText(value));
      if (!Object.hasOwn(KNOWN_TRIGGERS, type)) continue;
      const given = new Set(Object.keys(metadata.fields).map(withoutSource));
      for (const key of KNOWN_TRIGGERS[type].required)
        if (!given.has(key))
          yield badPart(metadata, `a trigger of type ${type} must have '${key}'`, EXAMPLES[key] ?? 'give it');
    }
  },
};

function asText(value: unknown): string {
  if (value === null) return 'give it a value, or leave it out';
  return typeof value === 'object' ? 'write it as one text' : `write it in quotes: '${plainText(value)}'`;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  serverAddress: "add it, for example 'http://prometheus-operated.monitoring.svc:9090'",
  query: 'add the PromQL, one element as the result: sum(…)',
  threshold: 'add what one replica should carry',
  timezone: "add it, for example 'Etc/UTC'",
  start: "add it, for example '0 8 * * 1-5'",
  end: "add it, for example '0 20 * * 1-5'",
  desiredReplicas: "add it, for example '2'",
  value: "add it, for example '80'",
};
