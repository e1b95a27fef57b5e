import { type Fields, plainText } from '../../stack/fields';
import { HPA, ofKind } from '../kinds';
import { isPositiveQuantity, isWhole } from '../numbers';
import { bad, badPart, itemsOf, partOf } from '../part';
import type { Problem, Rule } from '../rule';
import { COMPARISONS, type HpaMetric, hpaMetrics } from './metrics';

/** A metric of an HPA has a type and one target above zero. */
export const metricTarget: Rule = {
  name: 'hpa/metric-target',
  severity: 'error',
  demands: 'a metric of an HPA has the one target that its type is compared with, above zero',
  why: 'The API server refuses the HPA, so nothing scales.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
  *check(graph) {
    for (const manifest of ofKind(graph, HPA))
      for (const item of itemsOf(partOf(manifest, 'spec'), 'metrics'))
        if (!Object.hasOwn(COMPARISONS, plainText(item.fields.type)))
          yield bad(
            item,
            'type',
            `must be one of ${Object.keys(COMPARISONS).join(', ')}`,
            "write 'Pods' for a metric of the pods",
          );
    for (const metric of hpaMetrics(graph)) yield* checkTarget(metric);
  },
};

function* checkTarget({ type, target }: HpaMetric): Iterable<Problem> {
  const allowed = COMPARISONS[type];
  const given = allowed.filter((field) => target.fields[field] !== undefined);
  if (given.length === 0)
    yield badPart(
      target,
      `the target of a metric of type ${type} must have ${allowed.join(' or ')}`,
      suggestion(allowed, target.fields),
    );
  if (given.length > 1)
    yield badPart(target, `a metric of type ${type} has both ${given.join(' and ')}`, 'keep one of them');
  for (const field of given) {
    const value = target.fields[field];
    if (field === 'averageUtilization' ? !isWhole(value, 1) : !isPositiveQuantity(value))
      yield bad(
        target,
        field,
        field === 'averageUtilization' ? 'must be a whole percentage above 0' : 'must be a quantity above 0',
        'give what one pod should carry',
      );
  }
}

/** The number that stands in another field, in the one where it belongs. */
function suggestion(allowed: readonly string[], { value, averageValue, averageUtilization }: Fields): string {
  const number = value ?? averageValue ?? averageUtilization;
  if (number === undefined) return `add '${allowed[0]}' with what one pod should carry`;
  const isShare = averageUtilization !== undefined || !allowed.includes('averageUtilization');
  return `write '${isShare ? allowed[0] : 'averageValue'}: ${plainText(number)}'`;
}
