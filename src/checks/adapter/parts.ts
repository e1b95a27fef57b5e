import { show } from '../../kubernetes/mistake';
import type { AdapterNode, AdapterRuleNode } from '../../stack/adapter-nodes';
import { type FieldPath, type Fields, fieldsOf, pathText, valueAt } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import { type Query, readQuery } from '../../stack/promql';
import { oncePer } from '../remember';
import { type Problem, wrong } from '../rule';
import { filledIn } from './template';

/** The rules of every adapter that somebody wrote; those of a chart are its own. */
export function writtenRules(graph: StackGraph): readonly AdapterRuleNode[] {
  return graph.adapters.flatMap(({ rules }) => rules.filter(({ isDefault }) => !isDefault));
}

/** The rules of which the adapter knows every key: what one lacks may stand under a wrong key, which is said first. */
export function readableRules(graph: StackGraph): readonly AdapterRuleNode[] {
  return writtenRules(graph).filter((rule) => Object.keys(fieldsOfRule(rule)).every((key) => RULE_KEYS.includes(key)));
}

/** The keys of a rule. */
export const RULE_KEYS = ['seriesQuery', 'seriesFilters', 'resources', 'name', 'metricsQuery'];

/** What stands in the configuration at the end of a way, which begins in the manifest and goes on in the text. */
export function adapterValue(adapter: AdapterNode, path: FieldPath): unknown {
  return valueAt(adapter.data, path.slice(adapter.path.length));
}

/** A rule as it was written. */
export function fieldsOfRule({ adapter, path }: AdapterRuleNode): Fields {
  return fieldsOf(adapterValue(adapter, path));
}

/** What the query of an adapter rule becomes for its series. */
export const templateQuery = oncePer((rule: AdapterRuleNode): Query | undefined => {
  const { metricsQuery } = fieldsOfRule(rule);
  const [selector] = rule.seriesQuery.selectors;
  if (typeof metricsQuery !== 'string') return undefined;
  const filled = filledIn(metricsQuery.replace(/<<\s*\.Series\s*>>/g, selector?.name ?? 'series'));
  return filled === undefined ? undefined : readQuery(filled);
});

type More = Partial<Pick<Problem, 'also' | 'severity'>>;

/** A field of a rule that is not as it must be. */
export function badRule(rule: AdapterRuleNode, steps: FieldPath, must: string, fix: string, more?: More): Problem {
  return badField(rule.adapter, [...rule.path, ...steps], must, fix, more);
}

/** A field of a configuration that is not as it must be. */
export function badField(adapter: AdapterNode, path: FieldPath, must: string, fix: string, more?: More): Problem {
  const value = adapterValue(adapter, path);
  const got = value === undefined ? 'not given' : show(value);
  return wrong(adapter.manifest, path, `'${pathText(path)}' (${got}) ${must}`, fix, more);
}
