import { fieldsOf, plainText } from '../../stack/fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { policies } from './policies';

const NEED_MAX = ['ignorePreviousPod', 'ignoreTerminatingPod', 'matchLabelKeys'];
const NEXT_POLICIES = [
  'LackResourceOrExceedMax',
  'ExceedMax',
  'TimeoutOrExceedMax',
  'LackResourceAndNoTerminating',
  'LackResourceAndNoterminating',
  'Timeout',
];
const DURATION = /^(\d+(\.\d+)?(h|m|s|ms))+$/;

/** What is said in a resource policy has an effect. */
export const options: Rule = {
  name: 'policy/options',
  severity: 'error',
  demands: 'the options of a ResourcePolicy are known, and have what they need to have an effect',
  why: 'The scheduler passes over an option that has nothing to work on, and pods are placed as if it were not there.',
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling',
  *check(graph) {
    for (const { spec, units } of policies(graph)) {
      const { strategy, preemptPolicy, whenTryNextUnits } = spec.fields;
      if (strategy !== undefined && strategy !== 'prefer')
        yield bad(spec, 'strategy', 'must be prefer', "write 'prefer'");
      const hasMax = units.some(({ fields }) => fields.max !== undefined || fields.maxResources !== undefined);
      for (const option of NEED_MAX)
        if (spec.fields[option] !== undefined && !hasMax)
          yield bad(spec, option, "has no effect without a 'max' of a unit", 'give a unit a max, or leave it out', {
            severity: 'warning',
          });
      if (preemptPolicy !== undefined && preemptPolicy !== 'AfterAllUnits' && preemptPolicy !== 'BeforeNextUnit')
        yield bad(spec, 'preemptPolicy', 'must be AfterAllUnits or BeforeNextUnit', "write 'AfterAllUnits'");
      if (preemptPolicy === 'BeforeNextUnit' && units.some(({ fields }) => fields.resource === 'acs'))
        yield bad(spec, 'preemptPolicy', 'cannot be used with ACS units', 'leave it out');
      const { policy, timeout } = fieldsOf(whenTryNextUnits);
      if (policy !== undefined && !NEXT_POLICIES.includes(plainText(policy)))
        yield bad(
          spec,
          ['whenTryNextUnits', 'policy'],
          `must be one of ${NEXT_POLICIES.filter((name) => !name.endsWith('Noterminating')).join(', ')}`,
          "write 'ExceedMax'",
        );
      if (timeout === undefined) continue;
      if (typeof timeout !== 'string' || !DURATION.test(timeout))
        yield bad(
          spec,
          ['whenTryNextUnits', 'timeout'],
          'must be a duration',
          `write it like '${typeof timeout === 'number' ? timeout : 15}m'`,
        );
      if (policy !== 'Timeout' && policy !== 'TimeoutOrExceedMax')
        yield bad(
          spec,
          ['whenTryNextUnits', 'timeout'],
          'has no effect without a policy that has a timeout',
          "write 'policy: Timeout', or leave it out",
          { severity: 'warning' },
        );
    }
  },
};
