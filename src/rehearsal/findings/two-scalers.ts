import { isEmptySelector, selects } from '../../stack/label-selector';
import type { ScalerNode, WorkloadNode } from '../../stack/nodes';
import type { FindingRule } from './finding';

/** Two autoscalers that see the same pods: the controller then does nothing for either. No rehearsal: nothing happens. */
export const TWO_SCALERS: FindingRule = {
  name: 'scaler/same-pods',
  title: 'two autoscalers that see the same pods (no rehearsal: nothing happens)',
  find: ({ graph }) => {
    const owners = graph.scalers.filter(({ by }) => by !== 'cron');
    return owners.flatMap((one, index) =>
      owners.slice(index + 1).flatMap((other) => {
        if (one.namespace !== other.namespace) return [];
        const isSame = one.target.kind === other.target.kind && one.target.name === other.target.name;
        if (!isSame && !overlap(one, other)) return [];
        return {
          severity: 'error' as const,
          message: isSame
            ? `${one.target.kind} ${one.target.name} is scaled by two`
            : `the selectors of ${one.target.name} and ${other.target.name} select the same pods`,
          why: 'the HPA controller stops both with AmbiguousSelector and changes nothing any more',
          fix: isSame ? 'remove one of them' : 'give each workload a label of its own, in its selector as well',
          objects: [one.id, other.id],
        };
      }),
    );
  },
};

function overlap({ workload: one }: ScalerNode, { workload: other }: ScalerNode): boolean {
  if (!one || !other) return false;
  return selectsPodsOf(one.to, other.to) || selectsPodsOf(other.to, one.to);
}

function selectsPodsOf({ selector }: WorkloadNode, { podLabels }: WorkloadNode): boolean {
  return !isEmptySelector(selector) && selects(selector, podLabels);
}
