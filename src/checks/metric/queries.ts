import { show } from '../../kubernetes/mistake';
import type { AdapterRuleNode } from '../../stack/adapter-nodes';
import { pathText } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { MetricWire } from '../../stack/nodes';
import type { Place } from '../../stack/place';
import { placeOf } from '../../stack/place';
import type { Query } from '../../stack/promql';
import type { RecordNode } from '../../stack/rule-nodes';
import { templateQuery } from '../adapter/parts';
import { oncePer } from '../remember';
import { type Problem, wrong } from '../rule';

/** A query, and where it is written. */
export interface WrittenQuery {
  /** The query; for the template of an adapter what it becomes for its series. */
  readonly query: Query;
  /** The field. */
  readonly place: Place;
  /** Who asks it. */
  readonly by: { readonly metric: MetricWire } | { readonly record: RecordNode } | { readonly rule: AdapterRuleNode };
}

/** Every query whose value somebody scales by, or could: triggers, recording rules and adapter rules. */
export const writtenQueries = oncePer((graph: StackGraph): readonly WrittenQuery[] => {
  const found: WrittenQuery[] = [];
  for (const metric of graph.metrics) {
    const { query, queryPlace: place } = metric;
    if (query && place) found.push({ query, place, by: { metric } });
  }
  for (const records of graph.records.values())
    for (const record of records) {
      const place = placeOf(record.rule.manifest, [...record.path, 'expr']);
      found.push({ query: record.query, place, by: { record } });
    }
  for (const { rules } of graph.adapters)
    for (const rule of rules.filter(({ isDefault }) => !isDefault)) {
      const query = templateQuery(rule);
      const path = [...rule.path, 'metricsQuery'];
      const place = { manifest: rule.adapter.manifest, path, value: rule.metricsQuery };
      if (query) found.push({ query, place, by: { rule } });
    }
  return found;
});

type More = Partial<Pick<Problem, 'also' | 'severity'>>;

/** A query that is not as it must be: `'spec.triggers[0].metadata.query' ("sum(x)") must …`. */
export function badQuery({ place, by }: WrittenQuery, must: string, fix: string, more: More = {}): Problem {
  const also = 'metric' in by ? alsoOf(by.metric) : [];
  return badPlace(place, must, fix, { ...more, also: [...also, ...(more.also ?? [])] });
}

/** A value that is not as it must be, by its place. */
export function badPlace(place: Place, must: string, fix: string, more?: More): Problem {
  const got = place.value === undefined ? 'not given' : show(place.value);
  return wrong(place.manifest, place.path, `'${pathText(place.path)}' (${got}) ${must}`, fix, more);
}

/** The workload that a metric is for, beside the scaler. */
export function alsoOf({ scaler }: MetricWire): Problem['at'][] {
  return scaler.workload && scaler.workload.to.manifest !== scaler.manifest ? [scaler.workload.to.manifest] : [];
}
