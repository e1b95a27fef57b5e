import { fieldsOf, valueAt } from '../../stack/fields';
import { nameOf, type Rule, wrong } from '../rule';
import { policies } from './policies';

const COST = 'controller.kubernetes.io/pod-deletion-cost';

/** Who is scaled in first is decided by one. */
export const deletionCost: Rule = {
  name: 'policy/deletion-cost',
  severity: 'error',
  demands: `pods that a ResourcePolicy places do not have ${COST}`,
  why: 'The policy scales in by setting that annotation itself, in the reverse order of its units; one that is there already wins, and the wrong pods go.',
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling',
  *check(graph) {
    for (const { manifest, node } of policies(graph))
      for (const { to: workload } of node?.workloads ?? []) {
        // KServe gives the annotations of the service and of its predictor to the pods.
        const places =
          workload.madeBy === 'KServe'
            ? [
                ['metadata', 'annotations'],
                ['spec', 'predictor', 'annotations'],
              ]
            : [[...workload.podLabelsPath.slice(0, -1), 'annotations']];
        for (const path of places)
          if (fieldsOf(valueAt(workload.manifest.fields, path))[COST] !== undefined)
            yield wrong(
              workload.manifest,
              [...path, COST],
              `'${COST}' is what ${nameOf(manifest)} sets itself`,
              'leave it out',
              { also: [manifest] },
            );
      }
  },
};
