import { show } from '../../kubernetes/mistake';
import type { LabelMatcher } from '../../metrics/query-selectors';
import type { Problem, Rule } from '../rule';
import { nodeName } from '../wire/miss';
import { isOfExporter } from './gpu-labels';
import { type MissedSelector, missedSelectors } from './misses';
import { valueText } from './no-label';
import { alsoOf, badPlace } from './queries';

/** A condition on a label is met by the series of the workload. */
export const metricLabelValue: Rule = {
  name: 'metric/label-value',
  severity: 'error',
  demands: 'the conditions of a query are met by the series of the workload that it scales',
  why: 'A condition that no pod of the workload meets is an empty answer: the service never scales, or scales in.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors',
  *check(graph) {
    for (const missed of missedSelectors(graph, 'label')) if (!isOfExporter(missed)) yield otherValue(missed);
  },
};

function otherValue({ metric, wire, miss, workload }: MissedSelector): Problem {
  const { matcher } = miss;
  const name = wire.selector.name ?? 'the series';
  const whose = workload === undefined ? '' : ` of ${nodeName(workload)}`;
  if (matcher === undefined)
    return badPlace(wire.place, `asks for ${name} under labels that it does not have${whose}`, 'correct the labels', {
      also: alsoOf(metric),
    });
  const { label, operator, value } = matcher;
  const condition = `${label}${operator}${show(value)}`;
  return badPlace(
    wire.place,
    `asks for ${name} with ${condition}, and ${whose === '' ? 'there' : whose.replace(/^ of /, 'on the pods of ')} it is ${/pod$/i.test(label) ? 'like ' : ''}${valueText(miss.has)}`,
    fixOf(matcher, miss.has, workload?.name),
    { also: alsoOf(metric) },
  );
}

function fixOf({ label }: LabelMatcher, has: MissedSelector['miss']['has'], workload: string | undefined): string {
  if (/pod$|Pod/.test(label) && workload !== undefined) return `write ${label}=~"${workload}-.+"`;
  if (has === undefined || has === 'anything' || has.length === 0) return 'take the condition out';
  return `write ${label}=${show(has[0])}`;
}
