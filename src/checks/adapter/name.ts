import { regexOf } from '../../metrics/query-selectors';
import type { AdapterRuleNode } from '../../stack/adapter-nodes';
import { fieldsOf } from '../../stack/fields';
import type { Problem, Rule } from '../rule';
import { badRule, fieldsOfRule, readableRules } from './parts';

/** An adapter rule says what its metric is called. */
export const adapterName: Rule = {
  name: 'adapter/name',
  severity: 'error',
  demands: "an adapter rule's name is a pattern that its series match, and says what the metric is called",
  why: 'The adapter exits when it cannot tell the name; a pattern that no series matches gives no metric, without a word.',
  link: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md#naming',
  *check(graph) {
    for (const rule of readableRules(graph)) yield* checkName(rule);
  },
};

function* checkName(rule: AdapterRuleNode): Iterable<Problem> {
  const { matches, as } = fieldsOf(fieldsOfRule(rule).name);
  if (typeof matches === 'string' && matches !== '') {
    const pattern = unanchored(matches);
    if (pattern === undefined) {
      yield badRule(rule, ['name', 'matches'], 'must be a regular expression of RE2', 'correct it');
      return;
    }
    const groups = groupsOf(matches);
    if (groups > 1 && (as === undefined || as === ''))
      yield badRule(
        rule,
        ['name', 'matches'],
        `has ${groups} groups, so that the name of the metric must be said`,
        "add 'as' with the name",
      );
    const { name } = rule.seriesQuery.selectors[0] ?? {};
    if (name !== undefined && rule.seriesQuery.selectors.length === 1 && !pattern.test(name))
      yield badRule(rule, ['name', 'matches'], `must match the series of the rule, ${name}`, `write ^${name}$`);
  }
  if (typeof as === 'string' && /[/%]/.test(as))
    yield badRule(rule, ['name', 'as'], "must be a name without '/' and '%'", `write ${as.replace(/[/%]+/g, '_')}`);
}

/** The adapter looks for the pattern anywhere in the name. */
function unanchored(pattern: string): RegExp | undefined {
  const start = pattern.startsWith('^') ? '' : '.*';
  const end = pattern.endsWith('$') ? '' : '.*';
  return regexOf(`${start}(?:${pattern})${end}`);
}

/** How many groups a pattern captures. */
function groupsOf(pattern: string): number {
  return (pattern.replace(/\\./g, '').match(/\((?!\?(?!P?<))/g) ?? []).length;
}
