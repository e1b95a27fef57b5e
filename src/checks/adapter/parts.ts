import { show } from '../../kubernetes/mistake';
import { isResource, labelOf } from '../../stack/adapter-names';
import type { AdapterNode, AdapterRuleNode } from '../../stack/adapter-nodes';
import { type FieldPath, type Fields, fieldsOf, pathText, valueAt } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import { keepsLabel, type Query, readQuery } from '../../stack/promql';
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

/** The labels that tell whose a value is: those of the objects, or of the namespaces where the rule is about nothing else. */
function objectLabels(rule: AdapterRuleNode): readonly string[] {
  const labels = Object.entries(rule.resources);
  const ofObjects = labels.filter(([, resource]) => !isResource(resource, 'namespace'));
  const own = (ofObjects.length > 0 ? ofObjects : labels).map(([label]) => label);
  const pod = rule.template === undefined ? undefined : labelOf(rule, 'pod');
  return pod === undefined ? own : [...own, pod];
}

/** Whether the values of a rule are told apart by a label that is written, or left, in its query. */
export function tellsObjects(rule: AdapterRuleNode): boolean {
  const query = templateQuery(rule);
  return query !== undefined && objectLabels(rule).some((label) => keepsLabel(query.labels, label));
}

/** Whether a rule is about namespaces: it knows no other object, and groups by their label itself. */
export function isOfNamespaces(rule: AdapterRuleNode): boolean {
  const resources = Object.values(rule.resources);
  const isOnlyOne = rule.template === undefined && resources.length === 1 && isResource(resources[0], 'namespace');
  return isOnlyOne && templateQuery(rule)?.labels.are === 'only' && tellsObjects(rule);
}

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
