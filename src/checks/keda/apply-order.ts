import { scalerOf } from '../lookup';
import { badPart } from '../part';
import type { Rule } from '../rule';
import { isOnResource, scaledObjects } from './triggers';

/** What is judged by its workload is applied after it. */
export const applyOrder: Rule = {
  name: 'keda/apply-order',
  severity: 'warning',
  demands: 'a ScaledObject on CPU or memory is applied after the workload is there',
  why: "KEDA's webhook looks up the requests of the containers, and refuses the ScaledObject as long as KServe has not made the Deployment; one apply of both fails at first.",
  link: 'https://keda.sh/docs/latest/scalers/cpu/#prerequisites',
  *check(graph) {
    for (const { manifest, triggers } of scaledObjects(graph)) {
      const trigger = triggers.find(isOnResource);
      const workload = scalerOf(graph, manifest)?.workload?.to;
      if (trigger === undefined || workload?.madeBy !== 'KServe') continue;
      yield badPart(
        trigger.part,
        `a trigger of type ${trigger.type} is refused until KServe has made the Deployment '${workload.name}'`,
        'apply the file again when the service is there, or scale on a Prometheus trigger alone',
        { also: [workload.manifest] },
      );
    }
  },
};
