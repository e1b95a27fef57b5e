import { fieldsOf, listOf, valueAt } from '../../stack/fields';
import type { FindingRule } from './finding';

/** Units that the autoscaler of nodes does not see. No rehearsal: which node it would add is not written anywhere. */
export const UNSEEN_UNITS: FindingRule = {
  name: 'policy/unseen-by-autoscaler',
  title:
    'units of a ResourcePolicy that the autoscaler of nodes does not see (no rehearsal: nobody knows which node it adds)',
  find: ({ graph, profile }) =>
    graph.policies
      .filter(({ kind }) => kind === 'ResourcePolicy')
      .flatMap((policy) => {
        const units = listOf(valueAt(policy.manifest.fields, ['spec', 'units'])).map(fieldsOf);
        const selected = units.filter(({ nodeSelector }) => Object.keys(fieldsOf(nodeSelector)).length > 0);
        if (selected.length === 0) return [];
        const scaled = (profile.pools ?? []).filter(({ scaling }) => scaling !== undefined && scaling !== 'fixed');
        return {
          severity: scaled.length > 0 ? ('warning' as const) : ('info' as const),
          message: `${selected.length} of ${units.length} units choose nodes by a nodeSelector, which the autoscaler of nodes does not go by`,
          why: 'it adds a node of any pool that fits, so that the order of the policy holds for nodes that are there, and not for new ones',
          fix: 'keep the first pool at a fixed size, or let only the last one grow',
          objects: [policy.id],
        };
      }),
};
