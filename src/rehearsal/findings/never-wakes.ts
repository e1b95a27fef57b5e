import type { FindingRule } from './finding';
import { lastOf, mostOf, nameOf } from './scene';

/** Nobody measures the pods of a service that has none. */
export const NEVER_WAKES: FindingRule = {
  name: 'keda/never-wakes',
  title: 'zero replicas, and only triggers that are measured at the pods',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      if (scaler.kind !== 'ScaledObject' || scaler.policy.minReplicaCount !== 0) return [];
      const traffic = 'users:count=20,duration=30m';
      const taken = scene.take(service, { traffic, untilSeconds: 1800, initialReplicas: 0 });
      if (taken === undefined || mostOf(taken.service.steps.specReplicas) > 0) return [];
      return {
        severity: 'error',
        message: `'minReplicaCount' (0) must be at least 1 while every trigger is measured at the pods themselves`,
        why: 'without pods there are no series, so that nothing ever says that somebody is waiting',
        fix: 'add a trigger that exists without pods (the queue of a gateway, the clock), or keep one replica',
        objects: [nameOf(scaler)],
        proof: {
          traffic,
          happened: `20 users waited for half an hour, ${lastOf(taken.service.steps.waiting)} of them at the end, and there were 0 replicas throughout`,
        },
      };
    }),
};
