import { seriesNames } from '../../stack/known-series';
import { likeness } from '../../stack/nearness';
import type { Rule } from '../rule';
import { gatewayName } from './gateway-series';
import { type MissedSelector, missedSelectors } from './misses';
import { alsoOf, badPlace } from './queries';

/** A series is one that somebody exports. */
export const metricUnknownSeries: Rule = {
  name: 'metric/unknown-series',
  severity: 'error',
  demands: 'the series that a scaler asks for is one that somebody exports or records',
  why: 'A series that nobody exports is an empty answer: the service never scales, or scales in, and nothing says so.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors',
  *check(graph) {
    const recorded = [...graph.records.keys()];
    for (const missed of missedSelectors(graph, 'unknown')) {
      const { metric, wire, workload } = missed;
      const { name } = wire.selector;
      // What gateways call their series is a rule of its own.
      if (name === undefined || gatewayName(name) !== undefined) continue;
      const also = alsoOf(metric);
      const meant = nearly(name, [...recorded, ...seriesNames()]);
      if (meant !== undefined) {
        yield badPlace(wire.place, `asks for ${name}, which nobody exports or records`, `write ${meant}`, { also });
        continue;
      }
      const severity = hasPrefixOfEngine(missed) ? 'warning' : 'info';
      // Something that is no engine, such as a gateway, can have any series.
      if (severity === 'info' && graph.scrapes.some(({ workload: other }) => other.engine === undefined)) continue;
      const engine = workload?.engine?.table.title ?? 'the engine';
      yield badPlace(
        wire.place,
        severity === 'warning'
          ? `asks for ${name}, which is not known of ${engine}`
          : `asks for ${name}, which nothing in these files is known to export or record`,
        severity === 'warning'
          ? 'make sure that this version exports it'
          : 'make sure that it is scraped, or check what records it together with this',
        { also, severity },
      );
    }
  },
};

/** More is a mistake in writing, less can be somebody else's series. */
const ALIKE = 0.85;

function nearly(name: string, candidates: readonly string[]): string | undefined {
  const scored = candidates.map((candidate) => ({ candidate, like: likeness(name, candidate) }));
  const [best] = scored.sort((a, b) => b.like - a.like || (a.candidate < b.candidate ? -1 : 1));
  return best !== undefined && best.like >= ALIKE ? best.candidate : undefined;
}

/** `vllm:` of vLLM's series. */
function hasPrefixOfEngine({ workload, wire }: MissedSelector): boolean {
  const prefix = /^[a-z]+(?::|_llm_)/.exec(wire.selector.name ?? '')?.[0];
  const names = workload?.engine?.table.rows.flatMap((row) => row.names.map(({ name }) => name)) ?? [];
  return prefix !== undefined && names.some((name) => name.startsWith(prefix));
}
