import { durationOf, meantDuration } from '../monitor/durations';
import { bad } from '../part';
import type { Rule } from '../rule';
import { groupsOf, rulesOf } from './parts';

/** Intervals and times of a PrometheusRule are durations. */
export const ruleDuration: Rule = {
  name: 'prometheus-rule/duration',
  severity: 'error',
  demands: 'intervals and times of a PrometheusRule are durations of Prometheus',
  why: 'The API server refuses the object, so that nothing of it is recorded and no alert fires.',
  link: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Duration',
  *check(graph) {
    const fields = [
      ...groupsOf(graph).map((part) => ({ part, names: ['interval', 'query_offset'] })),
      ...rulesOf(graph).map((part) => ({ part, names: ['for', 'keep_firing_for'] })),
    ];
    for (const { part, names } of fields)
      for (const name of names) {
        const value = part.fields[name];
        if (value !== undefined && value !== '' && durationOf(value) === undefined)
          yield bad(part, name, "must be a duration like '30s' or '5m'", `write ${meantDuration(value)}`);
      }
  },
};
