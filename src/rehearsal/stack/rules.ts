import { fieldsOf, valueAt } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Labels } from '../../stack/parts';
import type { RecordNode } from '../../stack/rule-nodes';
import { EVALUATION_INTERVAL_MS } from '../promql/compile';
import { millisecondsOf } from './scrapes';
import { titleOf } from './title';

/** A recording rule. */
export interface RecordingRule {
  /** Name of the series that it makes. */
  readonly record: string;
  /** What it evaluates, in PromQL as it is written. */
  readonly expr: string;
  /** Labels that it puts on what it records, over those of the outcome. */
  readonly labels: Labels;
  /** Milliseconds between two evaluations: `interval` of its group, or 30 s. */
  readonly intervalMs: number;
  /** Rules of one group are evaluated one after the other, at the same time. */
  readonly group: string;
  /** The object that it is in. */
  readonly from: string;
}

/** The recording rules of PrometheusRules. */
export function recordingRulesOf({ rules }: StackGraph): readonly RecordingRule[] {
  return rules.flatMap(({ records }) => records.map(recordingRuleOf));
}

function recordingRuleOf({ rule, record, query, labels, path }: RecordNode): RecordingRule {
  const group = fieldsOf(valueAt(rule.manifest.fields, path.slice(0, -2)));
  return {
    record,
    expr: query.text,
    labels,
    intervalMs: millisecondsOf(group.interval) ?? EVALUATION_INTERVAL_MS,
    group: `${rule.namespace}/${rule.name}/${group.name ?? ''}`,
    from: titleOf(rule),
  };
}
