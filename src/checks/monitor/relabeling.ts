import { regexOf } from '../../metrics/query-selectors';
import { plainText } from '../../stack/fields';
import { bad, below, itemsOf, type Part, partOf } from '../part';
import type { Problem, Rule } from '../rule';

const ACTIONS = [
  'replace',
  'keep',
  'drop',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
];
/** The operator takes each of them in two spellings. */
const CAPITALS: Readonly<Record<string, string>> = {
  hashmod: 'HashMod',
  labelmap: 'LabelMap',
  labeldrop: 'LabelDrop',
  labelkeep: 'LabelKeep',
  keepequal: 'KeepEqual',
  dropequal: 'DropEqual',
};
const KNOWN = ACTIONS.flatMap((action) => [action, CAPITALS[action] ?? `${action[0].toUpperCase()}${action.slice(1)}`]);
/** These write their result to a label. */
const WITH_TARGET = ['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal'];

/** Relabelings are ones that the operator takes. */
export const monitorRelabeling: Rule = {
  name: 'monitor/relabeling',
  severity: 'error',
  demands: "a monitor's relabelings have a known action, a regular expression of RE2 and a target",
  why: 'The operator leaves out the whole monitor, and only an event says so.',
  link: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config',
  *check(graph) {
    for (const monitor of graph.monitors)
      for (const { path } of monitor.endpoints) {
        const endpoint = below(partOf(monitor.manifest), ...path);
        for (const field of ['relabelings', 'metricRelabelings'])
          for (const relabeling of itemsOf(endpoint, field)) yield* checkOne(relabeling);
      }
  },
};

function* checkOne(relabeling: Part): Iterable<Problem> {
  const { action = 'replace', regex, targetLabel, replacement } = relabeling.fields;
  const plain = plainText(action).toLowerCase();
  if (!KNOWN.includes(plainText(action))) {
    const meant = ACTIONS.find((each) => each === plain);
    yield bad(relabeling, 'action', `must be one of ${ACTIONS.join(', ')}`, `write ${meant ?? 'replace'}`);
    return;
  }
  if (typeof regex === 'string' && regexOf(regex) === undefined)
    yield bad(relabeling, 'regex', 'must be a regular expression of RE2', 'correct it');
  if (WITH_TARGET.includes(plain) && (targetLabel === undefined || targetLabel === ''))
    yield bad(relabeling, 'targetLabel', `must name a label, which '${plain}' writes to`, 'add targetLabel');
  if (typeof replacement === 'string' && /\$(?![\w{$])/.test(replacement))
    yield bad(
      relabeling,
      'replacement',
      "must have a number or a name behind each '$'",
      'write $1, or $$ for a dollar sign',
    );
}
