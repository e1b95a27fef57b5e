import { valueAt, wordOf } from '../../stack/fields';
import { readQuery } from '../../stack/promql';
import { queryFaults } from '../query-faults';
import { type Rule, wrongValue } from '../rule';

/** What a PrometheusRule evaluates is PromQL. */
export const ruleExpression: Rule = {
  name: 'prometheus-rule/expression',
  severity: 'error',
  demands: 'what a PrometheusRule evaluates is PromQL',
  why: 'The operator leaves out the whole object, with all its other rules, and only an event says so.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
  *check(graph) {
    for (const { manifest, records, alerts } of graph.rules) {
      const queries = [
        ...records.map(({ path, query }) => ({ path, query })),
        ...alerts.map(({ path, expression }) => ({ path, query: readQuery(wordOf(expression.value) ?? '') })),
      ];
      for (const { path, query } of queries) {
        const field = [...path, 'expr'];
        const value = valueAt(manifest.fields, field);
        if (typeof value === 'number') continue;
        if (typeof value !== 'string' || value.trim() === '')
          yield wrongValue(manifest, field, 'must be PromQL', 'give the expression');
        else for (const { must, fix } of queryFaults(query)) yield wrongValue(manifest, field, must, fix);
      }
    }
  },
};
