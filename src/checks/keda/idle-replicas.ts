import { bad } from '../part';
import type { Rule } from '../rule';
import { scaledObjects } from './triggers';

/** The only number that idles is zero. */
export const idleReplicas: Rule = {
  name: 'keda/idle-replicas',
  severity: 'error',
  demands: 'idleReplicaCount is 0, and below minReplicaCount',
  why: 'KEDA refuses what is not below the minimum, and with any number but 0 it and the HPA undo each other without end.',
  link: 'https://github.com/kedacore/keda/issues/2314',
  *check(graph) {
    for (const { spec, min } of scaledObjects(graph)) {
      const idle = spec.fields.idleReplicaCount;
      if (idle === undefined) continue;
      if (idle !== 0) yield bad(spec, 'idleReplicaCount', 'must be 0', 'write 0, or leave it out');
      else if (min === 0)
        yield bad(
          spec,
          'idleReplicaCount',
          "must be below 'minReplicaCount' (0)",
          "leave it out, or write 'minReplicaCount: 1'",
        );
    }
  },
};
