import { fieldsOf } from '../../stack/fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { policies } from './policies';

/** Node pools that grow are seen by who lets them grow. */
export const nodeSelector: Rule = {
  name: 'policy/node-selector',
  severity: 'info',
  demands: 'the order of the units does not rest on the node autoscaler heeding their node selectors',
  why: "ACK's node autoscaler goes by the resource types of the units only: when the own pool is full, it picks any pool that fits the pod, whatever order the selectors stand in.",
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/node-scaling-faq',
  *check(graph) {
    for (const { units } of policies(graph))
      for (const unit of units.slice(1))
        if (unit.fields.resource === 'elastic' && Object.keys(fieldsOf(unit.fields.nodeSelector)).length > 0)
          yield bad(
            unit,
            'nodeSelector',
            'is not heeded by the node autoscaler',
            'let only one pool that grows fit the pods: by its GPU type, labels or taints',
          );
  },
};
