import { fieldsOf, listOf } from '../../stack/fields';
import { type Labels, labelsOf } from './objects';

/**
 * Whether labels meet a LabelSelector (`matchLabels` and `matchExpressions`). An empty one selects everything.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export function selectsLabels(selector: unknown, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  return (
    hasAll(labelsOf(matchLabels), labels) &&
    listOf(matchExpressions).every((expression) => {
      const { key, operator, values } = fieldsOf(expression);
      const value = labels[String(key)];
      const isListed = value !== undefined && listOf(values).map(String).includes(value);
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      return operator === 'In' ? isListed : operator === 'NotIn' && !isListed;
    })
  );
}

/** Whether labels have all of these. */
export function hasAll(wanted: Labels, labels: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}
