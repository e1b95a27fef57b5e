import { renameSeries } from './adapter-names';
import type { AdapterNode, AdapterRuleNode } from './adapter-nodes';
import { type FieldPath, type Fields, fieldsOf, isFields, listOf, textOf, valueAt } from './fields';
import { type Manifest, VALUES_KIND } from './manifest';
import { readQuery } from './promql';
import { parseYaml } from './yaml-text';

/** What one of the forms of a configuration looks like: where its lists of rules are. */
interface Form {
  readonly form: AdapterNode['form'];
  readonly rules: FieldPath;
  readonly externalRules: FieldPath;
  /** Where the chart is told to leave out its own rules. */
  readonly default?: FieldPath;
}

const ALIBABA = ['AlibabaCloudMetricsAdapter', 'prometheus', 'adapter', 'rules'];
const CONFIGURATION: Form = { form: 'configuration', rules: ['rules'], externalRules: ['externalRules'] };
const CHART: Form = {
  form: 'chart values',
  rules: ['rules', 'custom'],
  externalRules: ['rules', 'external'],
  default: ['rules', 'default'],
};
const ALIBABA_CHART: Form = {
  form: 'Alibaba Cloud chart values',
  rules: [...ALIBABA, 'custom'],
  externalRules: [...ALIBABA, 'external'],
  default: [...ALIBABA, 'default'],
};

/** Fields of a rule; one that has two of them is one, even if it lacks what it must have. */
const RULE_FIELDS = ['seriesQuery', 'seriesFilters', 'resources', 'metricsQuery', 'name'];

function isRule(rule: unknown): boolean {
  const fields = fieldsOf(rule);
  return fields.seriesQuery !== undefined || RULE_FIELDS.filter((field) => fields[field] !== undefined).length > 1;
}

/** What a document says about an adapter: which form of its configuration it is, if it is one. */
function formOf(data: unknown, isNamedAdapter = false): Form | undefined {
  if (valueAt(data, ALIBABA) !== undefined) return ALIBABA_CHART;
  const { rules, externalRules, resourceRules } = fieldsOf(data);
  if (isFields(rules)) return isAdapterChart(rules) ? CHART : undefined;
  const all = [...listOf(rules), ...listOf(externalRules)];
  if (all.some(isRule) || isFields(resourceRules)) return CONFIGURATION;
  return isNamedAdapter && Array.isArray(rules) && all.length === 0 ? CONFIGURATION : undefined;
}

function isAdapterChart(rules: Fields): boolean {
  if (rules.existing !== undefined && rules.existing !== null) return true;
  return [...listOf(rules.custom), ...listOf(rules.external)].some(isRule);
}

/** True for a file of values of the chart of one of the adapters. */
export function isAdapterValues(fields: Fields): boolean {
  return formOf(fields) !== undefined;
}

/** The configurations of adapters that a manifest holds: as text in a ConfigMap, or as values. */
export function adaptersOf(manifest: Manifest): AdapterNode[] {
  if (manifest.kind === VALUES_KIND) return adapterAt(manifest, []);
  if (manifest.kind === 'HelmRelease') return adapterAt(manifest, ['spec', 'values']);
  if (manifest.kind !== 'ConfigMap' || manifest.group !== '') return [];
  return Object.keys(fieldsOf(manifest.fields.data)).flatMap((key) => adapterInText(manifest, ['data', key]));
}

function adapterAt(manifest: Manifest, path: FieldPath): AdapterNode[] {
  const data = valueAt(manifest.fields, path);
  const form = formOf(data);
  return form ? [adapter(manifest, path, data, form)] : [];
}

/** Only a text that names what every rule must have is worth the reading. */
const HINT = /seriesQuery|metricsQuery|resourceRules|AlibabaCloudMetricsAdapter/;

function adapterInText(manifest: Manifest, path: FieldPath): AdapterNode[] {
  const text = valueAt(manifest.fields, path);
  const isNamedAdapter = manifest.name.includes('adapter');
  if (typeof text !== 'string' || !(HINT.test(text) || isNamedAdapter)) return [];
  const [first] = parseYaml(text);
  const data = first?.document?.data;
  const form = formOf(data, isNamedAdapter);
  const problem = first?.problem && {
    line: lineInFile(manifest, path, first.problem.line),
    message: first.problem.message,
  };
  if (form) return [{ ...adapter(manifest, path, data, form), problem }];
  if (!problem || !HINT.test(text)) return [];
  const name = text.includes('AlibabaCloudMetricsAdapter') ? ALIBABA_CHART.form : CONFIGURATION.form;
  return [{ manifest, form: name, path, rules: [], hasDefaultRules: false, problem }];
}

/** A text in block style begins on the line below its key. */
function lineInFile(manifest: Manifest, path: FieldPath, line: number): number | undefined {
  const key = manifest.lineOf(path);
  return key === undefined ? undefined : key + line;
}

function adapter(manifest: Manifest, path: FieldPath, data: unknown, form: Form): AdapterNode {
  const rules: AdapterRuleNode[] = [];
  const hasDefaultRules = form.default !== undefined && valueAt(data, form.default) !== false && !usesExisting(data);
  const node: AdapterNode = { manifest, form: form.form, path, rules, hasDefaultRules, data };
  for (const [list, isExternal] of [
    [form.rules, false],
    [form.externalRules, true],
  ] as const)
    listOf(valueAt(data, list)).forEach((rule, index) => {
      rules.push(ruleOf(node, fieldsOf(rule), [...path, ...list, index], isExternal));
    });
  if (hasDefaultRules && form.default)
    for (const rule of DEFAULT_RULES)
      rules.push({ ...ruleOf(node, rule, [...path, ...form.default], false), isDefault: true });
  return node;
}

function usesExisting(data: unknown): boolean {
  return typeof valueAt(data, ['rules', 'existing']) === 'string';
}

/**
 * What the chart exposes by itself: every series with a namespace, counters by their rate.
 *
 * @see https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/sample-config.yaml
 */
const PLAIN = '{namespace!="",__name__!~"^container_.*"}';
const RESOURCES = { template: '<<.Resource>>' };
const RATE = 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[5m])) by (<<.GroupBy>>)';
const DEFAULT_RULES: readonly Fields[] = [
  {
    seriesQuery: PLAIN,
    seriesFilters: [{ isNot: '.*_total$' }],
    resources: RESOURCES,
    name: { matches: '', as: '' },
    metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
  },
  {
    seriesQuery: PLAIN,
    seriesFilters: [{ isNot: '.*_seconds_total' }],
    resources: RESOURCES,
    name: { matches: '^(.*)_total$', as: '' },
    metricsQuery: RATE,
  },
  {
    seriesQuery: PLAIN,
    seriesFilters: [],
    resources: RESOURCES,
    name: { matches: '^(.*)_seconds_total$', as: '' },
    metricsQuery: RATE,
  },
];

function ruleOf(adapter: AdapterNode, fields: Fields, path: FieldPath, isExternal: boolean): AdapterRuleNode {
  const resources = fieldsOf(fields.resources);
  const overrides = Object.entries(fieldsOf(resources.overrides)).map(([label, each]) => [
    label,
    textOf(fieldsOf(each).resource) ?? '',
  ]);
  const { matches, as } = fieldsOf(fields.name);
  const renames = { matches: textOf(matches) || '.*', as: textOf(as) ?? '' };
  const seriesQuery = readQuery(textOf(fields.seriesQuery) ?? '');
  const [selector] = seriesQuery.selectors;
  return {
    adapter,
    path,
    isExternal,
    seriesQuery,
    resources: Object.fromEntries(overrides),
    template: textOf(resources.template) || undefined,
    renames,
    filters: listOf(fields.seriesFilters).map((each) => {
      const { is, isNot } = fieldsOf(each);
      return { is: textOf(is), isNot: textOf(isNot) };
    }),
    exposes: selector?.name === undefined ? undefined : renameSeries(renames, selector.name),
    metricsQuery: textOf(fields.metricsQuery) ?? '',
    isDefault: false,
  };
}
