import { bad, below } from '../part';
import type { Rule } from '../rule';
import { policies } from './policies';

/** Node pools are real ones. */
export const placeholder: Rule = {
  name: 'policy/placeholder',
  severity: 'warning',
  demands: 'the ids of node pools are not placeholders',
  why: 'The documentation writes npxxxxxx where your own id belongs: no node has that label, so the unit is never used.',
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling',
  *check(graph) {
    for (const { units } of policies(graph))
      for (const unit of units) {
        const nodes = below(unit, 'nodeSelector');
        for (const [label, value] of Object.entries(nodes.fields))
          if (typeof value === 'string' && /x{4,}/i.test(value))
            yield bad(
              nodes,
              label,
              'looks like a placeholder',
              'give the id of your node pool: aliyun cs DescribeClusterNodePools',
            );
      }
  },
};
