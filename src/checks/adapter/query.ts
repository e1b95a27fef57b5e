import type { AdapterRuleNode } from '../../stack/adapter-nodes';
import { nearest } from '../nearest';
import { queryFaults } from '../query-faults';
import type { Problem, Rule } from '../rule';
import { badRule, fieldsOfRule, isOfNamespaces, readableRules, tellsObjects, templateQuery } from './parts';
import { actionsOf, isBalanced, uses } from './template';

const KNOWN = ['Series', 'LabelMatchers', 'LabelValuesByName', 'GroupBy', 'GroupBySlice'];

/** The queries of an adapter rule are complete. */
export const adapterQuery: Rule = {
  name: 'adapter/query',
  severity: 'error',
  demands: "an adapter rule's queries are PromQL and hold the placeholders for the labels and the grouping",
  why: 'Without <<.LabelMatchers>> the adapter asks for the series of the whole cluster, and adds up pods of one name in several namespaces; without <<.GroupBy>> it finds no values, unless the query keeps the label of the object; at a broken template it exits.',
  link: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md#querying',
  *check(graph) {
    for (const rule of readableRules(graph)) {
      yield* checkSeriesQuery(rule);
      yield* checkMetricsQuery(rule);
    }
  },
};

function* checkSeriesQuery(rule: AdapterRuleNode): Iterable<Problem> {
  const { seriesQuery } = fieldsOfRule(rule);
  if (typeof seriesQuery !== 'string' || seriesQuery === '')
    yield badRule(rule, ['seriesQuery'], 'must select series', 'give the name of the series');
  else if (/^[\w:]+([.-][\w:.-]*)$/.test(seriesQuery))
    yield badRule(
      rule,
      ['seriesQuery'],
      "must be the name of a metric: letters, digits, '_' and ':'",
      'write it as the exporter does',
    );
  else for (const { must, fix } of queryFaults(rule.seriesQuery)) yield badRule(rule, ['seriesQuery'], must, fix);
}

function* checkMetricsQuery(rule: AdapterRuleNode): Iterable<Problem> {
  const { metricsQuery } = fieldsOfRule(rule);
  const bad = (must: string, fix: string) => badRule(rule, ['metricsQuery'], must, fix);
  if (typeof metricsQuery !== 'string' || metricsQuery === '') {
    yield bad('must be a query', "write 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)'");
    return;
  }
  if (!isBalanced(metricsQuery)) {
    yield bad("must have '>>' for each '<<'", 'close the placeholder');
    return;
  }
  const unknown = unknownVariable(metricsQuery);
  if (unknown !== undefined) {
    const meant = nearest(unknown, KNOWN);
    yield bad(
      `must use placeholders that the adapter has (${KNOWN.join(', ')}), not '${unknown}'`,
      meant ? `write <<.${meant}>>` : 'correct it',
    );
    return;
  }
  const isScoped = uses(metricsQuery, 'LabelMatchers') || uses(metricsQuery, 'LabelValuesByName');
  if (!isScoped && !isOfNamespaces(rule))
    yield bad('must hold <<.LabelMatchers>>', 'write <<.Series>>{<<.LabelMatchers>>}');
  if (!rule.isExternal && !/\.GroupBy/.test(metricsQuery) && !tellsObjects(rule))
    yield bad('must hold <<.GroupBy>>', 'add by (<<.GroupBy>>)');
  const query = templateQuery(rule);
  if (query !== undefined)
    for (const { must, fix } of queryFaults(query))
      yield bad(must.replace(/, and is wrong at .*/, ' when it is filled in'), fix);
}

function unknownVariable(template: string): string | undefined {
  for (const action of actionsOf(template))
    for (const [, name] of action.matchAll(/(?:^|[\s(])\.([A-Za-z]\w*)/g)) if (!KNOWN.includes(name)) return name;
  return undefined;
}
