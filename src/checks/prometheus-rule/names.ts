import { isMetricName } from '../../metrics/promql';
import { plainText } from '../../stack/fields';
import { bad, badPart, itemsOf, type Part, partOf } from '../part';
import type { Problem, Rule } from '../rule';
import { rulesOf } from './parts';

/** Names in a PrometheusRule are ones that Prometheus takes, each once. */
export const ruleNames: Rule = {
  name: 'prometheus-rule/names',
  severity: 'error',
  demands: 'a recording rule has the name of a metric, and groups and rules are named once',
  why: 'The operator or Prometheus leaves out what it cannot read, and of two series of one name and labels one is dropped.',
  link: 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/',
  *check(graph) {
    for (const { manifest } of graph.rules) yield* checkGroups(partOf(manifest, 'spec'));
    for (const rule of rulesOf(graph)) yield* checkRule(rule);
  },
};

function* checkGroups(spec: Part): Iterable<Problem> {
  const known = new Set<unknown>();
  for (const group of itemsOf(spec, 'groups')) {
    const { name } = group.fields;
    if (typeof name !== 'string' || name === '') yield bad(group, 'name', 'must name the group', 'give it a name');
    else if (known.has(name))
      yield bad(group, 'name', 'must be the name of one group of the object', 'give this group another name');
    known.add(name);
    yield* checkRecords(group);
  }
}

/** A series of one name and the same labels comes from one rule. */
function* checkRecords(group: Part): Iterable<Problem> {
  const known = new Set<string>();
  for (const rule of itemsOf(group, 'rules')) {
    const { record, labels, expr } = rule.fields;
    if (typeof record !== 'string') continue;
    const series = `${record} ${JSON.stringify(labels ?? {})}`;
    const whole = `${series} ${plainText(expr)}`;
    if (known.has(whole))
      yield bad(rule, 'record', 'is recorded twice, by the same expression', 'take one of the rules out');
    known.add(whole);
  }
}

function* checkRule(rule: Part): Iterable<Problem> {
  const { record, alert } = rule.fields;
  if (record === undefined && alert === undefined) {
    yield badPart(rule, 'a rule has neither record nor alert', "add 'record' with the name of the new series");
    return;
  }
  if (record !== undefined && alert !== undefined)
    yield badPart(rule, 'a rule has both record and alert', 'make two rules of it');
  if (record === undefined) return;
  if (!isMetricName(record))
    yield bad(
      rule,
      'record',
      "must be the name of a metric: letters, digits, '_' and ':', not beginning with a digit",
      `write ${plainText(record)
        .replace(/[^a-zA-Z0-9_:]+/g, '_')
        .replace(/^(?=\d)/, '_')}`,
    );
}
