import { groupBy } from '../lookup';
import { inOrder } from '../order';
import { nameOf, type Rule, wrong } from '../rule';
import { policies } from './policies';

/** Pods are placed by one policy. */
export const twoPolicies: Rule = {
  name: 'policy/two-policies',
  severity: 'error',
  demands: 'one ResourcePolicy selects the pods of a workload',
  why: 'Which of two policies places a pod is not defined.',
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling',
  *check(graph) {
    const placed = policies(graph).flatMap(({ manifest, node }) =>
      (node?.workloads ?? []).map(({ to }) => ({ manifest, to })),
    );
    for (const [workload, group] of groupBy(placed, ({ to }) => to)) {
      if (group.length === 1) continue;
      const [first, ...others] = inOrder(group, ({ manifest }) => manifest);
      for (const { manifest } of others)
        yield wrong(
          manifest,
          ['spec', 'selector'],
          `${nameOf(manifest)} and ${nameOf(first.manifest)} both select the pods of '${workload.name}'`,
          'put their units into one policy',
          { also: [first.manifest] },
        );
    }
  },
};
