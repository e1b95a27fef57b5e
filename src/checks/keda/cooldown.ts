import { isWhole } from '../numbers';
import { bad, below } from '../part';
import type { Rule } from '../rule';
import { scaledObjects } from './triggers';

const DEFAULT_COOLDOWN = 300;
const DEFAULT_WINDOW = 300;

/** The way to zero is not shorter than the way down to one. */
export const cooldown: Rule = {
  name: 'keda/cooldown',
  severity: 'warning',
  demands: 'the cooldown before zero is not shorter than the window before scaling in',
  why: 'KEDA goes straight to zero after the cooldown, whatever the HPA still holds back by its window.',
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#cooldownperiod',
  *check(graph) {
    for (const { spec, min } of scaledObjects(graph)) {
      if (min !== 0) continue;
      const given = spec.fields.cooldownPeriod;
      const rules = below(spec, 'advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown');
      const window = rules.fields.stabilizationWindowSeconds ?? DEFAULT_WINDOW;
      const wait = given ?? DEFAULT_COOLDOWN;
      if (!isWhole(window, 0) || !isWhole(wait, 0) || wait >= window) continue;
      const isGiven = given !== undefined;
      yield isGiven
        ? bad(
            spec,
            'cooldownPeriod',
            `must not be shorter than the window before scaling in (${window} s)`,
            `write ${window}`,
          )
        : bad(
            rules,
            'stabilizationWindowSeconds',
            `must not be longer than the cooldown before zero (${wait} s)`,
            `write 'cooldownPeriod: ${window}'`,
          );
    }
  },
};
