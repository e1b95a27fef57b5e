import { show } from '../../kubernetes/mistake';
import type { SeriesSource } from '../../stack/nodes';
import type { StoredValue } from '../../stack/parts';
import { nearest } from '../nearest';
import type { Problem, Rule } from '../rule';
import { type MissedSelector, missedSelectors } from './misses';
import { alsoOf, badPlace } from './queries';

/** A condition is on a label that the series has. */
export const metricNoLabel: Rule = {
  name: 'metric/no-label',
  severity: 'error',
  demands: 'a query asks for labels that the series has',
  why: 'A condition on a label that is not there is never met: the answer is empty, and the service never scales.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors',
  *check(graph) {
    for (const missed of missedSelectors(graph, 'no label')) yield noLabel(missed);
  },
};

function noLabel({ metric, wire, miss }: MissedSelector): Problem {
  const label = miss.matcher?.label ?? '';
  const labels = labelsOf(miss.source);
  const meant = meantLabel(label, labels);
  const has = labels.length > 0 ? `, which has ${labels.join(', ')}` : '';
  return badPlace(
    wire.place,
    `asks for the label '${label}' of ${wire.selector.name ?? 'the series'}${has}`,
    meant === undefined ? 'take the condition out' : `write ${meant}`,
    { also: alsoOf(metric) },
  );
}

/** The labels that the exporter gives itself, and those that one can tell a service by. */
function labelsOf(source: SeriesSource | undefined): string[] {
  if (source === undefined) return [];
  const own = 'table' in source ? source.table.labels : [];
  const origin = ['namespace', 'pod', 'container', 'service', 'job', 'exported_namespace', 'exported_pod'];
  const has = (label: string) => (source.labels.values.get(label) ?? []).length > 0;
  return [...new Set([...own, ...origin.filter(has)])].sort();
}

/** What others call it: a model is `model_name` here and `model` there. */
function meantLabel(label: string, labels: readonly string[]): string | undefined {
  const bare = label.replace(/^exported_/, '').replace(/_name$/, '');
  return (
    labels.find((each) => each !== label && each.replace(/^exported_/, '').replace(/_name$/, '') === bare) ??
    nearest(label, labels)
  );
}

/** How messages say what a label can be. */
export function valueText(value: StoredValue | undefined): string {
  if (value === undefined || value === 'anything') return 'something else';
  return value.length === 0 ? 'not there' : value.slice(0, 3).map(show).join(' or ');
}
