import { seriesNames } from '../../stack/known-series';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { missedSelectors } from './misses';
import { alsoOf, badPlace } from './queries';
import { RETIRED } from './retired-series';

/** A series is one that somebody exports. */
export const metricUnknownSeries: Rule = {
  name: 'metric/unknown-series',
  severity: 'error',
  demands: 'the series that a scaler asks for is one that somebody exports or records',
  why: 'A series that nobody exports is an empty answer: the service never scales, or scales in, and nothing says so.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors',
  *check(graph) {
    const recorded = [...graph.records.keys()];
    for (const { metric, wire, workload } of missedSelectors(graph, 'unknown')) {
      const { name } = wire.selector;
      if (name === undefined || Object.hasOwn(RETIRED, name)) continue;
      const own = workload?.engine?.table.rows.flatMap(({ names }) => names.map((each) => each.name)) ?? [];
      const meant = nearest(name, recorded) ?? nearest(name, own) ?? nearest(name, seriesNames());
      const also = alsoOf(metric);
      if (meant === undefined)
        yield badPlace(
          wire.place,
          `asks for ${name}, which nothing in these files is known to export or record`,
          'make sure that it is scraped, or check what records it together with this',
          { also, severity: 'info' },
        );
      else yield badPlace(wire.place, `asks for ${name}, which nobody exports or records`, `write ${meant}`, { also });
    }
  },
};
