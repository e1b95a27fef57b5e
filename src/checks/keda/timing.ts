import { isWhole } from '../numbers';
import { bad } from '../part';
import type { Rule } from '../rule';
import { scaledObjects } from './triggers';

/** Least that each of them may be, in seconds. */
const LEAST = { pollingInterval: 1, cooldownPeriod: 0, initialCooldownPeriod: 0 } as const;

/** How often is asked and how long is waited is within range, and heeded. */
export const timing: Rule = {
  name: 'keda/timing',
  severity: 'error',
  demands: 'polling and cooldown are whole seconds in range, and given only where KEDA heeds them',
  why: 'Both concern only the way to zero and back: between 1 and the maximum the HPA asks and waits, every 15 seconds and by its own windows.',
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#pollinginterval',
  *check(graph) {
    for (const { spec, min, triggers } of scaledObjects(graph)) {
      const sleeps = min === 0 || spec.fields.idleReplicaCount === 0;
      const isCached = triggers.some(({ part }) => part.fields.useCachedMetrics === true);
      for (const [field, least] of Object.entries(LEAST)) {
        const value = spec.fields[field];
        if (value === undefined) continue;
        if (!isWhole(value, least))
          yield bad(spec, field, `must be a whole number of seconds of at least ${least}`, `write ${least || 300}`);
        else if (!sleeps && !(isCached && field === 'pollingInterval'))
          yield bad(
            spec,
            field,
            "has no effect while 'minReplicaCount' is above 0",
            'leave it out, or set the windows of the HPA in advanced.horizontalPodAutoscalerConfig.behavior',
            {
              severity: 'info',
            },
          );
      }
    }
  },
};
