import { bad } from '../part';
import type { Rule } from '../rule';
import { allTriggers, isOnResource } from './triggers';

/** Only what KEDA asks for itself can be remembered. */
export const cachedMetrics: Rule = {
  name: 'keda/cached-metrics',
  severity: 'error',
  demands: 'useCachedMetrics is set only for triggers that KEDA asks itself',
  why: "KEDA's webhook refuses it for CPU, memory and cron.",
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#triggers',
  *check(graph) {
    for (const trigger of allTriggers(graph))
      if (trigger.part.fields.useCachedMetrics === true && (isOnResource(trigger) || trigger.type === 'cron'))
        yield bad(
          trigger.part,
          'useCachedMetrics',
          `must not be set for a trigger of type ${trigger.type}`,
          'leave it out',
        );
  },
};
