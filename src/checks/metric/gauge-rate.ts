import type { Rule } from '../rule';
import { knownSeries } from './known-series';
import { badQuery, writtenQueries } from './queries';

const OF_COUNTERS = ['rate', 'irate', 'increase'];

/** A gauge is used by its value. */
export const metricGaugeRate: Rule = {
  name: 'metric/gauge-rate',
  severity: 'error',
  demands: 'a gauge is used by its value, not by its rate',
  why: 'A rate takes every fall of a gauge for a restart of the exporter: it says how much the value moves, not how high it is.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
  *check(graph) {
    for (const written of writtenQueries(graph))
      for (const { name, inside } of written.query.selectors) {
        if (knownSeries(name)?.row.kind !== 'gauge' || !OF_COUNTERS.includes(inside[0])) continue;
        // That it has no percentile either is said by another rule.
        if (inside.includes('histogram_quantile')) continue;
        yield badQuery(
          written,
          `must not take the ${inside[0]} of ${name}, which is a gauge`,
          `write avg_over_time in place of ${inside[0]}`,
        );
      }
  },
};
