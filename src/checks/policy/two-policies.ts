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
    const all = inOrder(policies(graph), ({ manifest }) => manifest);
    for (const [index, one] of all.entries())
      for (const other of all.slice(index + 1)) {
        const shared = one.node?.workloads.find(({ to }) => other.node?.workloads.some((each) => each.to === to))?.to;
        if (shared === undefined) continue;
        yield wrong(
          other.manifest,
          ['spec', 'selector'],
          `${nameOf(other.manifest)} and ${nameOf(one.manifest)} both select the pods of '${shared.name}'`,
          'put their units into one policy',
          { also: [one.manifest] },
        );
      }
  },
};
