import { missedSelectors } from '../../../src/checks/metric/misses';
import type { StackGraph } from '../../../src/stack/graph';
import type { SeriesMiss } from '../../../src/stack/nodes';
import { graphOf, scaledOn, VLLM_STACK } from '../../stack/support';

const REASONS: readonly SeriesMiss['why'][] = [
  'unknown',
  'other engine',
  'not scraped',
  'other port',
  'dropped',
  'other version',
  'label',
  'no label',
];

/** Which of several reasons is told of a selector that finds nothing. */
function told(...reasons: readonly SeriesMiss['why'][]): string[] {
  const graph = graphOf(VLLM_STACK + scaledOn('sum(vllm:num_requests_running)'));
  const metrics = graph.metrics.map((metric) => ({
    ...metric,
    selectors: metric.selectors.map((wire) => ({ ...wire, sources: [], misses: reasons.map((why) => ({ why })) })),
  }));
  return missedSelectors({ ...graph, metrics } as StackGraph, ...REASONS).map(({ miss }) => miss.why);
}

test.each(REASONS.slice(1).map((why, index) => [why, REASONS[index]] as const))(
  "'%s' is nearer to what is meant than '%s'",
  (nearer, farther) => {
    expect(told(nearer, farther)).toEqual([nearer]);
    expect(told(farther, nearer)).toEqual([nearer]);
  },
);
