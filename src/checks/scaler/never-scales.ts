import { bad, below } from '../part';
import type { Rule } from '../rule';
import { behaviorsOf } from './behaviors';

/** A scaler that has room to grow may grow. */
export const neverScales: Rule = {
  name: 'scaler/never-scales',
  severity: 'warning',
  demands: 'a scaler whose bounds leave room may scale out',
  why: 'With scaling out disabled the number of replicas can only fall.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#disable-scale-down',
  *check(graph) {
    for (const { behavior, canMove } of behaviorsOf(graph)) {
      const scaleUp = below(behavior, 'scaleUp');
      if (canMove && scaleUp.fields.selectPolicy === 'Disabled')
        yield bad(
          scaleUp,
          'selectPolicy',
          'must not be Disabled where there is room to scale out',
          "write 'Max', or leave it out",
        );
    }
  },
};
