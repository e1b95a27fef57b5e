import { show } from '../../kubernetes/mistake';
import type { SeriesSource, StoredLabels, StoredValue } from '../../stack/metric-nodes';
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

function labelsOf(source: SeriesSource | undefined): string[] {
  const labels: StoredLabels | undefined = source?.labels;
  if (labels === undefined) return [];
  const own = source && 'table' in source ? source.table.labels : [];
  const stored = [...labels.values].flatMap(([name, value]) =>
    value === 'anything' || value.length > 0 ? [name] : [],
  );
  return [...new Set([...own, ...stored])].sort();
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
