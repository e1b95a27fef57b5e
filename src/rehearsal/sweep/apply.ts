import type { Fields } from '../../stack/fields';
import { Unreadable } from '../reader';
import { type Policy, valueText } from './grammar';
import { metricNames } from './metrics';
import type { Draft } from './parameters';

/**
 * The objects of a manifest with a policy put into those that scale; the others are given as they are. A setting that
 * has no place in any of them is an error: the sweep would try the same policy again and again.
 */
export function applyPolicy(objects: readonly Fields[], policy: Policy): readonly Fields[] | Unreadable {
  const copies: (Fields | Draft)[] = [...objects];
  const reasons: string[] = [];
  for (const { name, parameter, metric, value } of policy) {
    let places = 0;
    objects.forEach((object, index) => {
      const kind = String(object.kind);
      const put = Object.hasOwn(parameter.put, kind) ? parameter.put[kind] : undefined;
      if (put === undefined || typeof object.spec !== 'object' || object.spec === null) return;
      const draft = copies[index] === object ? (structuredClone(object) as Draft) : (copies[index] as Draft);
      if (!put(draft.spec as Draft, value, metric)) return;
      copies[index] = draft;
      places += 1;
    });
    if (places === 0)
      reasons.push(
        `'${name}=${valueText(parameter, value)}' has no place here; ${wayOut(parameter.isOfMetric === true, metric, Object.keys(parameter.put), objects)}`,
      );
  }
  return reasons.length > 0 ? new Unreadable(reasons) : copies;
}

function wayOut(
  isOfMetric: boolean,
  metric: string | undefined,
  kinds: readonly string[],
  objects: readonly Fields[],
): string {
  const has = objects.some(({ kind }) => kinds.includes(String(kind)));
  if (!has) return `it is a field of ${kinds.join(', ')}, and there is none`;
  const names = isOfMetric ? metricNames(objects) : [];
  if (metric === undefined)
    return names.length > 1
      ? `there are several metrics (${names.join(', ')}): say which by target:METRIC=VALUES`
      : `no ${kinds.join(' or ')} here has it`;
  return `no metric is called '${metric}'${names.length === 0 ? '' : `, only ${names.join(', ')}`}`;
}
