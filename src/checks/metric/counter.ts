import type { Selector } from '../../metrics/query-selectors';
import type { Rule } from '../rule';
import { knownSeries } from './known-series';
import { badQuery, type WrittenQuery, writtenQueries } from './queries';

/** By Prometheus' conventions only counters have these names. */
const COUNTER = /(_total|_bucket)$/;

/** A counter is used by its rate. */
export const metricCounter: Rule = {
  name: 'metric/counter',
  severity: 'error',
  demands: 'a counter is used by its rate',
  why: 'The total of a counter only grows, so that what scales by it goes to the maximum and stays there.',
  link: 'https://prometheus.io/docs/concepts/metric_types/#counter',
  *check(graph) {
    for (const written of writtenQueries(graph))
      for (const selector of written.query.selectors) {
        if (selector.rangeSeconds !== undefined || selector.name === undefined || !isCounter(selector.name)) continue;
        // What only asks whether there is something at all does not use its value.
        if (isAskedForExistence(written.query.text, selector)) continue;
        yield badQuery(
          written,
          `must not use ${selector.name} as it is: it is a counter, which only grows`,
          `write rate(${ofSeries(written, selector)}[5m])`,
        );
      }
  },
};

function isCounter(name: string): boolean {
  const known = knownSeries(name);
  if (known === undefined) return COUNTER.test(name);
  // The sum of a histogram and how many there were are counters, too: one by the other is the mean since the beginning.
  return known.row.kind !== 'gauge';
}

function isAskedForExistence(query: string, { inside, from }: Selector): boolean {
  return (
    inside.some((each) => /^(absent|count|group|present_over_time)$/.test(each)) ||
    /\b0\s*\*\s*\w*\s*\(?\s*$/.test(query.slice(0, from))
  );
}

function ofSeries({ query, by }: WrittenQuery, { from, to, name }: Selector): string {
  return 'rule' in by ? '<<.Series>>{<<.LabelMatchers>>}' : to - from > 60 ? `${name}{…}` : query.text.slice(from, to);
}
