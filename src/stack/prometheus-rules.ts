import { type FieldPath, fieldsOf, isFields, listOf, textsOf, valueAt, wordOf } from './fields';
import { type LabelSelector, labelSelectorOf } from './label-selector';
import type { Manifest } from './manifest';
import { MONITORING } from './monitors';
import { placeOf } from './place';
import { type Query, readQuery } from './promql';
import type { AlertNode, PrometheusNode, RecordNode, RuleNode } from './rule-nodes';
import { nodeParts } from './workloads';

/** The PrometheusRule that a manifest is. */
export function ruleOf(manifest: Manifest, namespace: string | undefined): RuleNode | undefined {
  if (manifest.kind !== 'PrometheusRule' || manifest.group !== MONITORING) return undefined;
  const records: RecordNode[] = [];
  const alerts: AlertNode[] = [];
  const rule: RuleNode = { ...nodeParts(manifest, manifest.kind, manifest.name, namespace), records, alerts };
  for (const path of pathsOfRules(manifest)) {
    const fields = fieldsOf(valueAt(manifest.fields, path));
    const { record, alert } = fields;
    if (typeof alert === 'string') alerts.push({ name: alert, path, expression: placeOf(manifest, [...path, 'expr']) });
    else if (typeof record === 'string') records.push(new LazyRecord(rule, record, path, fields));
  }
  return rule;
}

function pathsOfRules({ fields }: Manifest): FieldPath[] {
  return listOf(valueAt(fields, ['spec', 'groups'])).flatMap((group, at) =>
    listOf(fieldsOf(group).rules).map((_, index) => ['spec', 'groups', at, 'rules', index]),
  );
}

/** Reads its expression when somebody looks at it: most clusters have rules that nothing is scaled by. */
class LazyRecord implements RecordNode {
  /** Those of its group, which Prometheus 3 knows, and over them its own. */
  readonly labels: Readonly<Record<string, string>>;
  private read?: Query;

  constructor(
    readonly rule: RuleNode,
    readonly record: string,
    readonly path: FieldPath,
    private readonly fields: Readonly<Record<string, unknown>>,
  ) {
    const group = fieldsOf(valueAt(rule.manifest.fields, path.slice(0, -2)));
    this.labels = { ...textsOf(group.labels), ...textsOf(fields.labels) };
  }

  get query(): Query {
    this.read ??= readQuery(wordOf(this.fields.expr) ?? '');
    return this.read;
  }
}

/** The Prometheus that a manifest is, with what it takes up. */
export function prometheusOf(manifest: Manifest, namespace: string | undefined): PrometheusNode | undefined {
  if (!['Prometheus', 'PrometheusAgent'].includes(manifest.kind) || manifest.group !== MONITORING) return undefined;
  const selector = (field: string): LabelSelector | undefined => {
    const place = placeOf(manifest, ['spec', field]);
    return isFields(place.value) ? labelSelectorOf(place) : undefined;
  };
  return {
    ...nodeParts(manifest, manifest.kind, manifest.name, namespace),
    serviceMonitors: selector('serviceMonitorSelector'),
    podMonitors: selector('podMonitorSelector'),
    rules: selector('ruleSelector'),
  };
}
