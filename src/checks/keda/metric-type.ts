import { plainText } from '../../stack/fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { allTriggers, isOnResource } from './triggers';

/** A trigger is compared in a way that its type has. */
export const metricType: Rule = {
  name: 'keda/metric-type',
  severity: 'error',
  demands: 'a trigger is compared in a way that its type has',
  why: 'KEDA makes no HPA of it: Utilization is a share of a request, which only CPU and memory have, and those have no Value.',
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#triggers',
  *check(graph) {
    for (const trigger of allTriggers(graph)) {
      const type = trigger.part.fields.metricType;
      const allowed = isOnResource(trigger) ? ['Utilization', 'AverageValue'] : ['AverageValue', 'Value'];
      if (type !== undefined && !allowed.includes(plainText(type)))
        yield bad(
          trigger.part,
          'metricType',
          `must be ${allowed.join(' or ')} for a trigger of type ${trigger.type}`,
          `write '${allowed[0]}'`,
        );
    }
  },
};
