import { textOf } from '../../stack/fields';
import { bad, badPart, below } from '../part';
import type { Rule } from '../rule';
import { allTriggers } from './triggers';

/** Modes that exclude each other. */
const EXCLUSIVE = ['bearer', 'basic', 'oauth'];
const MODES = ['apiKey', 'basic', 'tls', 'bearer', 'custom', 'oauth'];

/** A trigger that authenticates says how, and with what. */
export const authentication: Rule = {
  name: 'keda/authentication',
  severity: 'error',
  demands: 'a trigger that authenticates names one way of doing it and where its credentials are',
  why: 'KEDA cannot build the trigger, or asks without credentials and gets a 401; with a fallback the scaler even looks healthy.',
  link: 'https://keda.sh/docs/latest/scalers/prometheus/#authentication-parameters',
  *check(graph) {
    for (const { part, metadata } of allTriggers(graph, 'prometheus')) {
      const given = textOf(metadata.fields.authModes);
      const modes = (given ?? '')
        .split(',')
        .map((mode) => mode.trim())
        .filter((mode) => mode !== '');
      const hasReference = textOf(below(part, 'authenticationRef').fields.name) !== undefined;
      for (const mode of modes)
        if (!MODES.includes(mode))
          yield bad(metadata, 'authModes', `must be among ${MODES.join(', ')}`, "write 'bearer', for example");
      const exclusive = modes.filter((mode) => EXCLUSIVE.includes(mode));
      if (exclusive.length > 1)
        yield bad(
          metadata,
          'authModes',
          `must be one of ${exclusive.join(' and ')}, which exclude each other`,
          `write '${exclusive[0]}'`,
        );
      if (modes.length > 0 && !hasReference)
        yield badPart(
          part,
          `'authModes' (${given}) needs credentials, and there is no authenticationRef`,
          "add 'authenticationRef: {name: …}' with the name of a TriggerAuthentication",
        );
    }
  },
};
