import type { Fields } from '../../../stack/fields';
import type { HpaMetricPolicy } from './policy';

/** A metric, as far as messages name it. */
type NamedMetric = Omit<HpaMetricPolicy, 'title'>;

/** How the controller calls a metric when it tells what it went by. */
export function titleOf({ type, name, target, object, selector = 'nil' }: NamedMetric): string {
  const isUtilization = target.type === 'Utilization';
  switch (type) {
    case 'Resource':
      return isUtilization ? `${name} resource utilization (percentage of request)` : `${name} resource`;
    case 'ContainerResource':
      return isUtilization ? `${name} container resource utilization (percentage of request)` : `${name} resource`;
    case 'Pods':
      return `pods metric ${name}`;
    case 'Object':
      return target.type === 'Value' ? `${object?.kind} metric ${name}` : `external metric ${name}(${selector})`;
    case 'External':
      return `external metric ${name}(${selector})`;
  }
}

/** A failure as the metric's own event and condition tell it. */
export function failureOf({ type, name, target }: NamedMetric, message: string): string {
  if (type !== 'Resource' && type !== 'ContainerResource') return message;
  return `failed to get ${name} ${target.type === 'Utilization' ? 'utilization' : 'usage'}: ${message}`;
}

/** The same failure as the reason why nothing was computed at all. */
export function wholeFailureOf(metric: NamedMetric, message: string): string {
  const { type, name, target, container } = metric;
  const isAverage = target.type === 'AverageValue';
  const own = failureOf(metric, message);
  switch (type) {
    case 'Resource':
      return `failed to get ${name} resource metric value: ${own}`;
    case 'ContainerResource':
      return `failed to get ${container} container metric value: ${own}`;
    case 'Pods':
      return `failed to get pods metric value: ${own}`;
    case 'Object':
      return `failed to get object metric value: ${isAverage ? `failed to get ${name} object metric: ` : ''}${own}`;
    case 'External':
      return `failed to get ${name} external metric value: failed to get ${
        isAverage ? `${name} external metric` : `external metric ${name}`
      }: ${own}`;
  }
}

/** A label selector as Go prints it; one without fields is none. */
export function selectorText(selector: Fields): string {
  if (Object.keys(selector).length === 0) return 'nil';
  const labels = Object.entries((selector.matchLabels as Fields | undefined) ?? {}).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const expressions = (selector.matchExpressions as readonly Fields[] | undefined) ?? [];
  const matchLabels = labels.map(([label, value]) => `${label}: ${value},`).join('');
  const requirements = expressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${(values as string[]).join(' ')}],},`,
  );
  return `&LabelSelector{MatchLabels:map[string]string{${matchLabels}},MatchExpressions:[]LabelSelectorRequirement{${requirements.join('')}},}`;
}
