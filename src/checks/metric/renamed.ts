import { writtenRules } from '../adapter/parts';
import type { Rule } from '../rule';
import { gatewayName } from './gateway-series';
import { badPlace, badQuery, writtenQueries } from './queries';

/** A series of a gateway has the name that it has now. */
export const metricRenamed: Rule = {
  name: 'metric/renamed',
  severity: 'warning',
  demands: 'a series of an inference gateway is asked for by the name that it has now, or by both',
  why: 'Gateways renamed their series, and drop the old names: what scales by them reads nothing after an upgrade.',
  link: 'https://github.com/llm-d/llm-d-router/issues/1070',
  *check(graph) {
    for (const written of writtenQueries(graph)) {
      const names = written.query.selectors.map(({ name }) => name);
      for (const name of new Set(names)) {
        const now = name === undefined ? undefined : gatewayName(name);
        if (now !== undefined && !names.includes(now) && !('rule' in written.by))
          yield badQuery(written, `asks for ${name}, which is called ${now} since llm-d's router 0.9`, `write ${now}`);
      }
    }
    for (const { adapter, path, seriesQuery } of writtenRules(graph))
      for (const { name } of seriesQuery.selectors) {
        const now = name === undefined ? undefined : gatewayName(name);
        const place = { manifest: adapter.manifest, path: [...path, 'seriesQuery'], value: seriesQuery.text };
        if (now !== undefined)
          yield badPlace(place, `asks for ${name}, which is called ${now} since llm-d's router 0.9`, `write ${now}`);
      }
  },
};
