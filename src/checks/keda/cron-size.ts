import { decimalOf, isWhole } from '../numbers';
import { bad } from '../part';
import type { Rule } from '../rule';
import { scaledObjects } from './triggers';

/** What the HPA controller lets pass without doing anything, as a share of the present size. */
const TOLERANCE = 1.1;

/** A window moves something. */
export const cronSize: Rule = {
  name: 'keda/cron-size',
  severity: 'warning',
  demands:
    'the size of a cron trigger lies above the minimum by more than the tolerance of the HPA, and within the maximum',
  why: 'A cron trigger is one more metric of the HPA: it cannot go above the maximum, and a step of up to a tenth lies within the tolerance, so nothing happens.',
  link: 'https://keda.sh/docs/latest/scalers/cron/#how-it-works',
  *check(graph) {
    for (const { triggers, min, max } of scaledObjects(graph))
      for (const { type, metadata } of triggers) {
        const size = type === 'cron' ? decimalOf(metadata.fields.desiredReplicas) : undefined;
        if (size === undefined || !isWhole(min, 0) || !isWhole(max, 1) || size < 1) continue;
        if (size > max)
          yield bad(
            metadata,
            'desiredReplicas',
            `must be at most 'maxReplicaCount' (${max})`,
            `write '${max}', or raise the maximum`,
          );
        else if (size <= min)
          yield bad(
            metadata,
            'desiredReplicas',
            `must be above 'minReplicaCount' (${min}), which holds at all times`,
            'raise it, or take the window out',
          );
        else if (size <= min * TOLERANCE)
          yield bad(
            metadata,
            'desiredReplicas',
            `is within the tolerance of a tenth above 'minReplicaCount' (${min}), so the HPA does not follow`,
            `write '${Math.floor(min * TOLERANCE) + 1}' or more`,
          );
      }
  },
};
