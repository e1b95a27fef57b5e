import type { Rule } from '../rule';
import { nodeName } from '../wire/miss';
import { type MissedSelector, missedSelectors } from './misses';
import { alsoOf, badPlace } from './queries';

/** The engine exports the series, in its version. */
export const metricUnknownToEngine: Rule = {
  name: 'metric/unknown-to-engine',
  severity: 'error',
  demands: 'the engine exports the series, under this name and in this version',
  why: 'Engines rename their series from version to version: the old name is an empty answer, and the service never scales.',
  link: 'https://docs.vllm.ai/en/latest/usage/metrics.html',
  *check(graph) {
    for (const missed of missedSelectors(graph, 'other engine', 'other version')) {
      const { metric, wire, miss } = missed;
      const others = miss.why === 'other engine' ? (miss.engines ?? []).join(' and ') : '';
      yield badPlace(
        wire.place,
        `asks for ${wire.selector.name}, which ${others === '' ? '' : `${others} exports, and `}${engineText(missed)} does not${others === '' ? ' export' : ''}`,
        miss.rightName === undefined ? 'choose a series that it exports' : `write ${miss.rightName}`,
        { also: alsoOf(metric) },
      );
    }
  },
};

function engineText({ workload }: MissedSelector): string {
  if (workload?.engine === undefined) return 'the engine';
  const { table, version } = workload.engine;
  return `${table.title}${version === undefined ? '' : ` ${version}`} of ${nodeName(workload)}`;
}
