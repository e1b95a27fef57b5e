import fc from 'fast-check';
import { Unreadable } from '../../../src/rehearsal/reader';
import { type Axis, countOf, parseSweep, policiesOf, policyText } from '../../../src/rehearsal/sweep/grammar';
import { PARAMETERS } from '../../../src/rehearsal/sweep/parameters';
import { readable } from '../support';

function axes(text: string): readonly Axis[] {
  return readable(parseSweep(text));
}

test.each([
  ['target=2..5', [['target', [2, 3, 4, 5]]]],
  ['target=2..16/4', [['target', [2, 6, 10, 14]]]],
  ['target=0.1..0.5/0.1', [['target', [0.1, 0.2, 0.3, 0.4, 0.5]]]],
  ['target=8|2|2..3', [['target', [8, 2, 3]]]],
  ['stabilization=60s|5m', [['stabilization', [60, 300]]]],
  ['stabilization=1m..5m/2m', [['stabilization', [60, 180, 300]]]],
  ['stabilization=0s..2m', [['stabilization', [0, 60, 120]]]],
  [
    'MAXREPLICAS = 4 , minreplicas=0..1',
    [
      ['maxReplicas', [4]],
      ['minReplicas', [0, 1]],
    ],
  ],
  ['target:vllm_num_requests_running=4|8', [['target:vllm_num_requests_running', [4, 8]]]],
])('reads %s', (text, expected) => expect(axes(text).map(({ name, values }) => [name, values])).toEqual(expected));

const NAMES = PARAMETERS.map(({ name }) => name).join(', ');
const FORM = 'must be NAME=VALUES, such as target=2..16, stabilization=60s|300s or maxReplicas=4..32/4';
const DURATION = 'must be a duration with its unit, such as 80ms, 2s, 1m30s, 12h or 7d';

test.each([
  ['', [`'' ${FORM}`]],
  ['target', [`'target' ${FORM}`]],
  ['treshold=4', [`'treshold' in 'treshold=4' must be one of ${NAMES}`]],
  ['maxReplica=4', [`'maxReplica' in 'maxReplica=4' must be one of ${NAMES}; did you mean maxReplicas?`]],
  ['target=a', ["'a' in 'target=a' must be a number"]],
  ['target=a..4', ["'a' in 'target=a..4' must be a number"]],
  ['target=4..b', ["'b' in 'target=4..b' must be a number"]],
  ['target=4|', ["'' in 'target=4|' must be a number"]],
  ['target=0', ["'0' in 'target=0' must be at least 0.001"]],
  ['maxReplicas=0..3', ["'0' in 'maxReplicas=0..3' must be at least 1"]],
  ['maxReplicas=2.5', ["'2.5' in 'maxReplicas=2.5' must be a whole number"]],
  ['stabilization=60', [`'60' in 'stabilization=60' ${DURATION}`]],
  ['pollingInterval=0s', ["'0s' in 'pollingInterval=0s' must be at least 1s"]],
  ['target=5..2', ["'5..2' in 'target=5..2' must go from the smaller to the greater value; write 2..5"]],
  ['target=2..5/0', ["'0' in 'target=2..5/0' must be a number, above zero, since it is a step"]],
  ['target=2..5/x', ["'x' in 'target=2..5/x' must be a number, above zero, since it is a step"]],
  [
    'target=1..1000000',
    ["'1..1000000' in 'target=1..1000000' has 1000000 values, and 10000 are the most; use a greater step"],
  ],
  ['target=2,target=3', ["'target=3' names target a second time; write its values as A|B"]],
  ['minReplicas:x=2', ["'minReplicas' in 'minReplicas:x=2' belongs to no metric; write minReplicas=2"]],
  [
    'target=1..200,maxReplicas=1..200',
    [
      "'target=1..200,maxReplicas=1..200' makes 40000 policies, and 10000 are the most; use fewer values, or a step as in 2..64/4",
    ],
  ],
])('refuses %p', (text, reasons) => expect(parseSweep(text)).toEqual(new Unreadable(reasons)));

test('makes every combination once, the last axis first', () => {
  const policies = policiesOf(axes('target=2..3, stabilization=60s|300s')).map(policyText);
  expect(policies).toEqual([
    'target=2, stabilization=1m',
    'target=2, stabilization=5m',
    'target=3, stabilization=1m',
    'target=3, stabilization=5m',
  ]);
});

test('counts what it makes, and reads back the name of each policy', () => {
  const values = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(values, values, (targets, windows) => {
      const read = axes(`target=${targets.join('|')}, stabilization=${windows.map((each) => `${each}s`).join('|')}`);
      const policies = policiesOf(read);
      expect(policies).toHaveLength(targets.length * windows.length);
      expect(countOf(read)).toBe(policies.length);
      expect(new Set(policies.map(policyText)).size).toBe(policies.length);
      for (const policy of policies) expect(policiesOf(axes(policyText(policy)))).toEqual([policy]);
    }),
  );
});

test('understands or refuses any text, and never makes too many', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^(target|maxReplicas)=[0-9.|/]{0,12}$/));
  fc.assert(
    fc.property(text, (each) => {
      const read = parseSweep(each);
      expect(read instanceof Unreadable || (countOf(read) > 0 && countOf(read) <= 10_000)).toBe(true);
    }),
  );
});
