import { selectorsOf } from '../../metrics/query-selectors';
import { type Node, textOf } from '../../metrics/query-tree';
import { plainText } from '../../stack/fields';
import type { Query } from '../../stack/promql';
import type { Rule } from '../rule';
import { knownSeries } from './known-series';
import { badQuery, writtenQueries } from './queries';

/** A percentile is one of a histogram. */
export const metricQuantile: Rule = {
  name: 'metric/quantile',
  severity: 'error',
  demands: "a percentile lies between 0 and 1, and is taken of a histogram's buckets, summed by 'le'",
  why: 'Anything else gives no number, infinity or nothing, and nothing scales.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile',
  *check(graph) {
    for (const written of writtenQueries(graph))
      for (const { must, fix } of quantileFaults(written.query)) yield badQuery(written, must, fix);
  },
};

/** What is wrong with the percentiles of a query. */
export function quantileFaults({ root, text }: Query): Fault[] {
  return (root ? callsIn(root, text) : []).flatMap((call) => faultsOfCall(text, call));
}

interface Fault {
  readonly must: string;
  readonly fix: string;
}

/** Every call of a function of percentiles. */
function callsIn(node: Node, query: string): Node[] {
  const isCall = node.name === 'FunctionCall' && textOf(query, node.children[0]) === 'histogram_quantile';
  const isQuantile = node.name === 'AggregateExpr' && textOf(query, node.children[0]) === 'quantile';
  const below = node.children.flatMap((child) => callsIn(child, query));
  return isCall || isQuantile ? [node, ...below] : below;
}

function faultsOfCall(query: string, call: Node): Fault[] {
  const args = call.children.find(({ name }) => name === 'FunctionCallBody')?.children ?? [];
  const [share, vector] = args;
  if (share === undefined || vector === undefined) return [];
  const number = Number(textOf(query, share));
  if (!Number.isNaN(number) && !(number > 0 && number < 1))
    return [
      {
        must: `must have a percentile between 0 and 1, not ${number}`,
        fix: number > 1 && number < 100 ? `write ${number / 100}` : 'write 0.95 for the 95th',
      },
    ];
  if (call.name === 'AggregateExpr') return [];
  for (const { name } of selectorsOf(query, vector)) {
    const kind = knownSeries(name)?.row.kind;
    if (kind === 'gauge' || kind === 'counter')
      return [
        {
          must: `must take a percentile of a histogram's buckets, and ${name} is a ${kind}`,
          fix: kind === 'gauge' ? `take its value: avg(${name})` : `take its rate: sum(rate(${name}[5m]))`,
        },
      ];
  }
  const part = selectorsOf(query, vector).find(
    ({ name }) => /_(sum|count)$/.test(name ?? '') || knownSeries(`${name}_bucket`) !== undefined,
  );
  if (part !== undefined) {
    const bucket = `${plainText(part.name).replace(/_(sum|count)$/, '')}_bucket`;
    return [{ must: `must take a percentile of a histogram's buckets, not of ${part.name}`, fix: `write ${bucket}` }];
  }
  const dropped = withoutLe(query, vector);
  return dropped === undefined
    ? []
    : [{ must: "must keep the label 'le' of the buckets, which the percentile is taken by", fix: dropped }];
}

/** What helps when the innermost or any other aggregation loses the label `le`. */
function withoutLe(query: string, node: Node): string | undefined {
  const inner = node.name === 'ParenExpr' ? node.children[0] : node;
  if (inner.name !== 'AggregateExpr') return undefined;
  const [how, labels] = inner.children.find(({ name }) => name === 'AggregateModifier')?.children ?? [];
  const named = (labels?.children ?? []).map((label) => textOf(query, label));
  if (how === undefined) return 'write sum by (le) (…)';
  if (how.name === 'Without') return named.includes('le') ? "take 'le' out of without(…)" : undefined;
  return named.includes('le') ? undefined : 'write by (le)';
}
