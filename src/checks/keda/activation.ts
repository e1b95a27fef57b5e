import { decimalOf } from '../numbers';
import { bad } from '../part';
import type { Rule } from '../rule';
import { scaledObjects } from './triggers';

/** What wakes a service lies below what it is scaled by. */
export const activation: Rule = {
  name: 'keda/activation',
  severity: 'warning',
  demands: 'what wakes a service lies below what it is scaled by',
  why: 'The service sleeps on while there is already work for a whole replica.',
  link: 'https://keda.sh/docs/latest/concepts/scaling-deployments/#activating-and-scaling-thresholds',
  *check(graph) {
    for (const { triggers, min } of scaledObjects(graph)) {
      if (min !== 0) continue;
      for (const { metadata } of triggers) {
        const wakes = decimalOf(metadata.fields.activationThreshold);
        const scales = decimalOf(metadata.fields.threshold);
        if (wakes === undefined || scales === undefined || wakes < scales || scales <= 0) continue;
        yield bad(
          metadata,
          'activationThreshold',
          `must be below 'threshold' (${scales})`,
          "write '0', so that the first request wakes it",
        );
      }
    }
  },
};
