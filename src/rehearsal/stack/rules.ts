import { type Fields, fieldsOf, listOf, textOf } from '../../stack/fields';
import { parseYaml } from '../../stack/yaml-text';
import { Unreadable } from '../reader';
import { type Labels, labelsOf, type StackObject, titleOf } from './objects';
import { durationMs } from './scrapes';

/** A recording rule. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Labels;
  readonly intervalMs: number;
  /** Rules of one group are evaluated one after the other, at the same time. */
  readonly group: string;
  /** The object that it is in. */
  readonly from: string;
}

/** A rule of an adapter that serves the custom or external metrics API. */
export interface AdapterRule {
  /** What HPAs know the metric by. */
  readonly metric: string;
  readonly seriesQuery: string;
  readonly metricsQuery: string;
  /** The labels that hold what the API calls namespace, pod and so on. */
  readonly labelOf: Readonly<Record<string, string>>;
  readonly isExternal: boolean;
  readonly from: string;
}

/** What adapters there are. */
export interface AdapterConfig {
  readonly rules: readonly AdapterRule[];
  /** How often series are looked for. */
  readonly relistMs: number;
}

const DEFAULT_RULE_MS = 30_000;
/** What the Helm charts set; the program's own default is ten minutes. */
const DEFAULT_RELIST_MS = 60_000;

/** The recording rules of PrometheusRules. */
export function readRecordingRules(objects: readonly StackObject[]): readonly RecordingRule[] {
  return objects
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap((object) =>
      listOf(object.spec.groups)
        .map(fieldsOf)
        .flatMap((group) =>
          listOf(group.rules)
            .map(fieldsOf)
            .filter(({ record }) => typeof record === 'string')
            .map((rule) => ({
              record: String(rule.record),
              expr: String(rule.expr),
              labels: labelsOf(rule.labels),
              intervalMs: durationMs(group.interval) ?? DEFAULT_RULE_MS,
              group: `${object.namespace}/${object.name}/${textOf(group.name) ?? ''}`,
              from: titleOf(object),
            })),
        ),
    );
}

/** The configuration of prometheus-adapter, or of ACK's adapter, in a ConfigMap; nothing where there is none. */
export function readAdapter(objects: readonly StackObject[]): AdapterConfig | Unreadable | undefined {
  const reasons: string[] = [];
  const configs = objects
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap((object) =>
      Object.values(labelsOf(object.fields.data)).flatMap((text) => {
        if (!/^\s*(rules|externalRules|prometheus|AlibabaCloudMetricsAdapter):/m.test(text)) return [];
        const [{ document, problem }] = parseYaml(text);
        if (problem) {
          reasons.push(`${titleOf(object)} cannot be read by the adapter: line ${problem.line}: ${problem.message}`);
          return [];
        }
        const config = configOf(fieldsOf(document?.data));
        return config === undefined ? [] : [{ ...config, from: titleOf(object) }];
      }),
    );
  if (reasons.length > 0) return new Unreadable(reasons);
  if (configs.length === 0) return undefined;
  return {
    rules: configs.flatMap(({ rules, externalRules, from }) => [
      ...rules.flatMap((rule) => ruleOf(rule, false, from)),
      ...externalRules.flatMap((rule) => ruleOf(rule, true, from)),
    ]),
    relistMs: configs.map(({ relistMs }) => relistMs).find((each) => each !== undefined) ?? DEFAULT_RELIST_MS,
  };
}

interface Config {
  readonly rules: readonly Fields[];
  readonly externalRules: readonly Fields[];
  readonly relistMs: number | undefined;
}

/** The adapter's own file, the values of its chart, or those of ACK's chart. */
function configOf(fields: Fields): Config | undefined {
  const ack = fieldsOf(fieldsOf(fields.AlibabaCloudMetricsAdapter).prometheus);
  if (Object.keys(ack).length > 0) {
    const rules = fieldsOf(fieldsOf(ack.adapter).rules);
    return {
      rules: listOf(rules.custom).map(fieldsOf),
      externalRules: listOf(rules.external).map(fieldsOf),
      relistMs: durationMs(ack.metricsRelistInterval),
    };
  }
  if (Array.isArray(fields.rules) || Array.isArray(fields.externalRules))
    return {
      rules: listOf(fields.rules).map(fieldsOf),
      externalRules: listOf(fields.externalRules).map(fieldsOf),
      relistMs: undefined,
    };
  const values = fieldsOf(fields.rules);
  if (!Array.isArray(values.custom) && !Array.isArray(values.external)) return undefined;
  return {
    rules: listOf(values.custom).map(fieldsOf),
    externalRules: listOf(values.external).map(fieldsOf),
    relistMs: durationMs(fields.metricsRelistInterval),
  };
}

function ruleOf(rule: Fields, isExternal: boolean, from: string): AdapterRule[] {
  const seriesQuery = textOf(rule.seriesQuery) ?? '';
  const series = /^\s*([a-zA-Z_:][\w:]*)|[{,]\s*__name__\s*=\s*"([^"]+)"/.exec(seriesQuery);
  const name = series?.[1] ?? series?.[2];
  if (name === undefined) return [];
  const { matches, as } = fieldsOf(rule.name);
  const metric = metricName(name, textOf(matches) ?? '', textOf(as) ?? '');
  if (metric === undefined) return [];
  const overrides = fieldsOf(fieldsOf(rule.resources).overrides);
  const labelOf = Object.fromEntries(
    Object.entries(overrides).map(([label, resource]) => [textOf(fieldsOf(resource).resource) ?? '', label]),
  );
  const template = textOf(fieldsOf(rule.resources).template);
  const metricsQuery = textOf(rule.metricsQuery) || 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)';
  return [
    {
      metric,
      seriesQuery,
      metricsQuery: metricsQuery.replaceAll(/<<\s*\.Series\s*>>/g, name),
      labelOf: template ? { ...fromTemplate(template), ...labelOf } : labelOf,
      isExternal,
      from,
    },
  ];
}

/** `kube_<<.Resource>>` says what the label of every resource is. */
function fromTemplate(template: string): Record<string, string> {
  return Object.fromEntries(
    ['namespace', 'pod', 'service', 'node', 'deployment'].map((resource) => [
      resource,
      template.replaceAll(/<<\s*\.Resource\s*>>/g, resource),
    ]),
  );
}

function metricName(series: string, matches: string, as: string): string | undefined {
  let pattern: RegExp;
  try {
    pattern = new RegExp(matches);
  } catch {
    return undefined;
  }
  const match = pattern.exec(series);
  if (match === null) return undefined;
  const groups = match.length - 1;
  const form = as || (groups === 1 ? '$1' : '$0');
  if (matches === '' && as !== '') return as;
  return series.replace(pattern, form.replaceAll(/\$\{?0\}?/g, '$$&').replaceAll(/\$\{(\d+)\}/g, '$$$1'));
}
