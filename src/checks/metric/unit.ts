import type { MetricWire } from '../../stack/nodes';
import type { Problem, Rule } from '../rule';
import { type Meaning, meaningOf, plain, targetOf } from './meaning';
import { alsoOf, badPlace } from './queries';

/** A target has the unit of its metric. */
export const metricUnit: Rule = {
  name: 'metric/unit',
  severity: 'error',
  demands: 'a target has the unit of its metric: a ratio is at most 1, a percentage more than 1',
  why: 'A ratio never reaches 80, so that nothing ever scales out; a percentage is nearly always above 0.5, so that everything is at the maximum.',
  link: 'https://docs.vllm.ai/en/latest/usage/metrics.html',
  *check(graph) {
    for (const metric of graph.metrics) {
      const meaning = meaningOf(graph, metric);
      const value = targetOf(metric);
      if (meaning === undefined || value === undefined || metric.target === undefined || !(value > 0)) continue;
      const problem = judge(metric, metric.target, meaning, value);
      if (problem) yield problem;
    }
  },
};

function judge(
  metric: MetricWire,
  target: NonNullable<MetricWire['target']>,
  meaning: Meaning,
  value: number,
): Problem | undefined {
  const { unit, name, by, known } = meaning;
  const also = alsoOf(metric);
  const whose = unit === known.row.unit ? `${name} (${known.table.title}) is` : 'the query gives it';
  // The sum of many shares can be anything, unless it is divided by their number again.
  const isShare = by !== 'sum' || metric.comparison !== 'Value';
  if (unit === 'ratio' && isShare && value > 1) {
    const meant =
      value >= 10 && value <= 100 ? `write ${plain(value / 100)}` : 'write a number between 0 and 1, such as 0.8';
    return badPlace(target, `must be a ratio of at most 1, as ${whose}`, meant, { also });
  }
  if (unit === 'percent' && value <= 1)
    return badPlace(
      target,
      `must be a percentage between 1 and 100, as ${whose}`,
      value < 1 ? `write ${plain(value * 100)}` : 'write 100 if all of it is meant',
      // One percent can be meant.
      { also, ...(value === 1 ? { severity: 'warning' } : {}) },
    );
  if (unit === 'percent' && isShare && value > 100)
    return badPlace(
      target,
      `must be a percentage of at most 100, as ${whose}`,
      'write a number between 1 and 100, such as 80',
      { also },
    );
  if (unit === 'seconds' && value >= LONGEST)
    return badPlace(target, `must be in seconds, as ${whose}`, `write ${plain(value / 1000)}`, {
      also,
      severity: 'warning',
    });
  return undefined;
}

/** Nobody wants an answer to take so many seconds; in milliseconds it is a second. */
const LONGEST = 1000;
