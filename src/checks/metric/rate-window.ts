import type { StackGraph } from '../../stack/graph';
import type { Scrape, SelectorWire } from '../../stack/nodes';
import { durationOf, durationText } from '../monitor/durations';
import type { CheckProfile } from '../profile';
import type { Rule } from '../rule';
import { badQuery, type WrittenQuery, writtenQueries } from './queries';

const OVER_SAMPLES = ['rate', 'irate', 'increase', 'delta', 'deriv'];
/** A rate takes two samples; so many intervals leave room for scrapes that are late or fail. */
const INTERVALS = 4;

/** A rate is taken over four scrapes. */
export const metricRateWindow: Rule = {
  name: 'metric/rate-window',
  severity: 'warning',
  demands: 'a rate is taken over at least four intervals of scraping',
  why: 'A rate needs two samples: over a shorter window one late scrape leaves a gap, and the value comes and goes.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
  *check(graph, profile) {
    for (const written of writtenQueries(graph))
      for (const { name, inside, rangeSeconds } of written.query.selectors) {
        if (rangeSeconds === undefined || !OVER_SAMPLES.includes(inside[0])) continue;
        const interval = intervalOf(graph, written, name, profile);
        if (interval === undefined || rangeSeconds >= INTERVALS * interval) continue;
        const isTooShort = rangeSeconds < 2 * interval;
        yield badQuery(
          written,
          `must take the ${inside[0]} over at least ${INTERVALS} intervals of ${durationText(interval)}, and takes it over ${durationText(rangeSeconds)}`,
          `write [${durationText(INTERVALS * interval)}]`,
          isTooShort ? { severity: 'error' } : {},
        );
      }
  },
};

/** How often the series is scraped: as its monitor says, or else as the profile does. */
function intervalOf(
  graph: StackGraph,
  { by }: WrittenQuery,
  name: string | undefined,
  profile: CheckProfile,
): number | undefined {
  const wires = graph.metrics.filter((metric) =>
    'metric' in by ? metric === by.metric : 'rule' in by ? metric.rules.some(({ to }) => to === by.rule) : true,
  );
  const scrapes = wires.flatMap(({ selectors }) => scrapesOf(selectors, name));
  const intervals = scrapes.map(({ endpoint }) => durationOf(endpoint.interval) ?? profile.scrapeInterval);
  const known = intervals.flatMap((each) => each ?? []);
  return known.length > 0 ? Math.max(...known) : profile.scrapeInterval;
}

function scrapesOf(wires: readonly SelectorWire[], name: string | undefined): Scrape[] {
  return wires.flatMap(({ selector, sources, through }) => [
    ...(selector.name === name ? sources.flatMap((source) => ('scrape' in source ? [source.scrape] : [])) : []),
    ...scrapesOf(through, name),
  ]);
}
