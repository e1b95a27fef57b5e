import { fieldsOf, plainText } from '../../stack/fields';
import { isWhole } from '../numbers';
import { bad, badPart, type Part } from '../part';
import type { Problem, Rule } from '../rule';
import { policies } from './policies';

const RESOURCES = ['ecs', 'eci', 'acs', 'elastic'];
const MOST = 10;

/** A resource policy has distinct units, in order. */
export const units: Rule = {
  name: 'policy/units',
  severity: 'error',
  demands: `a ResourcePolicy has between 1 and ${MOST} distinct units, each of a known resource and with a whole limit if any`,
  why: 'Nothing but the scheduler reads it, and what it does not understand it passes over: pods land anywhere.',
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling',
  *check(graph) {
    for (const { spec, units: all } of policies(graph)) {
      if (all.length === 0) yield bad(spec, 'units', 'must hold a unit', 'give at least one, the preferred one first');
      if (all.length > MOST)
        yield bad(spec, 'units', `must hold at most ${MOST} units`, 'put node pools that are alike under one label', {
          severity: 'warning',
        });
      const seen = new Map<string, number>();
      for (const [index, unit] of all.entries()) {
        yield* checkUnit(unit);
        const identity = JSON.stringify([
          unit.fields.resource,
          Object.entries(fieldsOf(unit.fields.nodeSelector)).sort(),
        ]);
        const first = seen.get(identity);
        if (first !== undefined)
          yield badPart(
            unit,
            `units[${index}] names the same nodes as units[${first}], so it is never used`,
            'keep one of them',
          );
        else seen.set(identity, index);
      }
    }
  },
};

function* checkUnit(unit: Part): Iterable<Problem> {
  const { resource, max } = unit.fields;
  if (!RESOURCES.includes(plainText(resource)))
    yield bad(
      unit,
      'resource',
      `must be one of ${RESOURCES.join(', ')}`,
      "write 'ecs' for nodes, and name the pool in nodeSelector",
    );
  if (max === undefined) return;
  if (!isWhole(max, 1))
    yield bad(unit, 'max', 'must be a whole number of at least 1', 'give the most pods that it may hold');
  else if (resource === 'elastic')
    yield bad(
      unit,
      'max',
      'must be left out with an elastic unit, whose nodes come as needed',
      'limit the maximum of the scaler',
    );
}
