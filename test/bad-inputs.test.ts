import { textOf } from '../src/checks/finding';
import { RULES } from '../src/kubernetes/rules';
import { BAD_INPUTS } from './bad-inputs';
import { ending, type Outcome, type Rows } from './bad-inputs/cases';
import { IN_MANIFESTS } from './bad-inputs/manifests';
import { OTHER } from './bad-inputs/rules';
import { check } from './checks/support';
import type { Manifest } from './support/chart';
import { readText } from './support/markdown';

const SIZES = { RAW: 17, NAM: 13, HPA: 18, MET: 22, KED: 17, CRN: 20, ISV: 25, RPO: 14, MON: 11, SEC: 8 };

type Named = readonly [title: string, outcome: Outcome];
const named = (rows: Rows): Named[] =>
  Object.entries(rows).flatMap(([row, outcomes]) =>
    outcomes.map((outcome, index) => [outcomes.length > 1 ? `${row}, ${index + 1}` : row, outcome] as const),
  );
const ALL = named({ ...BAD_INPUTS, ...OTHER });

/** The outcomes of a kind, for a table of tests. */
function having<Key extends string>(key: Key) {
  return ALL.flatMap(([title, outcome]) =>
    key in outcome ? [[title, outcome as Extract<Outcome, Record<Key, unknown>>] as const] : [],
  );
}

test('the table holds the 165 rows of the catalogue, each with an outcome', () => {
  const rows = Object.entries(SIZES).flatMap(([group, size]) =>
    Array.from({ length: size }, (_, index) => `${group}-${String(index + 1).padStart(2, '0')}`),
  );
  expect(rows).toHaveLength(165);
  expect(Object.keys(BAD_INPUTS)).toEqual(rows);
  expect(Object.entries(BAD_INPUTS).filter(([, outcomes]) => outcomes.length === 0)).toEqual([]);
});

test.each(having('errors'))('%s is refused with these messages and no others', (_, { given, errors }) => {
  expect(errors).not.toEqual([]);
  expect(ending(given).errors).toEqual(errors);
});

test.each(having('warnings'))('%s is accepted with these warnings and no others', (_, { given, warnings }) => {
  expect(warnings).not.toEqual([]);
  expect(ending(given)).toMatchObject({ errors: [], warnings });
});

test.each(having('emits'))('%s is accepted without a warning and emitted as it should be', (_, { given, emits }) => {
  const { errors, warnings, manifests } = ending(given);
  expect([errors, warnings]).toEqual([[], []]);
  const [kind, path] = emits.at.split(' ');
  const found = manifests.find((manifest) => manifest.kind === kind);
  expect(found).toBeDefined();
  expect(path.split('.').reduce<Manifest | undefined>((value, key) => value?.[key], found)).toEqual(emits.value);
});

test.each(having('findings'))('%s is found in manifests with these messages and no others', (_, outcome) => {
  const { text, file = 'stack.yaml', profile, findings } = outcome;
  const rules = findings.map((finding) => / \(([^()]+)\)$/.exec(finding)?.[1]);
  const all = check([{ name: file, text }], profile);
  const found = all.filter(({ severity, rule }) => severity !== 'info' || rules.includes(rule));
  expect(findings).not.toEqual([]);
  expect(found.map((finding) => `${finding.severity} [${finding.objects[0]}] ${textOf(finding)}`)).toEqual(findings);
});

test('every row that the checks find is one of the catalogue', () => {
  expect(Object.keys(IN_MANIFESTS).filter((row) => !Object.hasOwn(BAD_INPUTS, row))).toEqual([]);
});

test.each(having('throws'))('%s is refused at once, by somebody else', (_, { given, throws }) => {
  expect(() => ending(given)).toThrow(new Error(throws));
});

test('what the compiler refuses is shown for every row that says so, and for no other', () => {
  const shown = [...readText('test/bad-inputs/types.ts').matchAll(/@ts-expect-error ([A-Z]{3}-\d\d): \S+/g)];
  const said = Object.entries(BAD_INPUTS).filter(([, outcomes]) => outcomes.some((outcome) => 'typed' in outcome));
  expect([...new Set(shown.map(([, row]) => row))]).toEqual(said.map(([row]) => row));
});

test('what nobody can write, or one construct cannot judge, is said with its reason', () => {
  const reasons = ALL.flatMap(([title, outcome]) =>
    'impossible' in outcome || 'wholeApp' in outcome || 'onlyCluster' in outcome
      ? [[title, Object.values(outcome)[0]] as const]
      : [],
  );
  for (const [title, reason] of reasons)
    expect([title, reason]).toEqual([title, expect.stringMatching(/^[a-z].{20,}/i)]);
  expect(reasons.length).toBeGreaterThan(5);
});

test('what one construct cannot judge is judged in the manifests', () => {
  const left = Object.entries(BAD_INPUTS).filter(
    ([, outcomes]) => outcomes.some((each) => 'wholeApp' in each) && !outcomes.some((each) => 'findings' in each),
  );
  expect(left.map(([row]) => row)).toEqual([]);
});

test('every rule is broken by an input of the table, and every message names its rule', () => {
  const messages = ALL.flatMap(([, outcome]) =>
    'errors' in outcome ? outcome.errors : 'warnings' in outcome ? outcome.warnings : [],
  );
  const broken = messages.map((message) => /^\[[\w/]+\] .+; .+ \(([a-z-]+\/[a-z-]+)\)$/.exec(message)?.[1]);
  expect([...new Set(broken)].sort()).toEqual(Object.keys(RULES).sort());
});
