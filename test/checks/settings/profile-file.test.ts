import { PROFILE_FACTS } from '../../../src/checks/settings/facts';
import { type ProfileFile, readProfileFile } from '../../../src/checks/settings/profile-file';

function read(text: string): ProfileFile {
  const file = readProfileFile(text, 'profile.yaml');
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  return file;
}

function problemsOf(text: string): string[] {
  const file = readProfileFile(text, 'profile.yaml');
  return 'problems' in file ? file.problems.map(({ line, message }) => `${line}: ${message}`) : [];
}

test('the facts of the cluster', () => {
  const text = `
kubernetesVersion: "1.33"
kserveVersion: v0.15.2
kedaVersion: "2.17"
namespace: llm
monitorLabels: { release: prometheus }
scrapeInterval: 1m30s
gpus: 8
elsewhere:
  - Service/monitoring/dcgm-exporter
  - ConfigMap/*/*adapter*
`;
  const { profile } = read(text);
  expect(profile).toEqual({
    kubernetesVersion: '1.33',
    kserveVersion: '0.15.2',
    kedaVersion: '2.17',
    namespace: 'llm',
    monitorLabels: { release: 'prometheus' },
    scrapeInterval: 90,
    gpus: 8,
    elsewhere: ['Service/monitoring/dcgm-exporter', 'ConfigMap/*/*adapter*'],
  });
  expect(Object.keys(profile).every((fact) => PROFILE_FACTS.includes(fact))).toBe(true);
});

test('rules that are treated otherwise', () => {
  const { overrides } = read(
    'rules:\n  wire/a: warning\n  wire/b: { severity: off, reason: as it is }\n  wire/c: { severity: error }\n',
  );
  expect([...overrides]).toEqual([
    ['wire/a', { severity: 'warning', from: { file: 'profile.yaml', line: 2 } }],
    ['wire/b', { severity: 'off', from: { file: 'profile.yaml', line: 3 } }],
    ['wire/c', { severity: 'error', from: { file: 'profile.yaml', line: 4 } }],
  ]);
});

test('suppressions and rules of one’s own', () => {
  const { suppressions, ownRules } = read(
    'ignore:\n  - rule: wire/a\n    object: Service/*/a\n    reason: fine\n  - rule: wire/b\nownRules: [./rules.js]\n',
  );
  expect(suppressions).toEqual([
    {
      rule: 'wire/a',
      object: 'Service/*/a',
      reason: 'fine',
      from: { file: 'profile.yaml', line: 2, title: "'ignore[0]'" },
    },
    { rule: 'wire/b', object: undefined, reason: '', from: { file: 'profile.yaml', line: 5, title: "'ignore[1]'" } },
  ]);
  expect(ownRules).toEqual([{ text: './rules.js', from: { file: 'profile.yaml', line: 6 } }]);
});

test.each(['', '# nothing\n', '{}', 'rules:\nignore:\nownRules:\n'])('%j says nothing', (text) => {
  expect(read(text)).toEqual({ profile: {}, overrides: new Map(), suppressions: [], ownRules: [] });
});

test.each([
  ['a: [', ['1: the YAML cannot be read: ']],
  ['- a', ['1: the file must be a mapping, such as `kserveVersion: "0.15"`']],
  ['{}\n---\n{}', ['3: the file must hold one document']],
  ['kservVersion: "0.15"', ["1: there is no setting 'kservVersion'; did you mean 'kserveVersion'?"]],
  [
    '\nfoo: bar',
    [
      "2: there is no setting 'foo'; there are kubernetesVersion, kserveVersion, kedaVersion, kserveStandardByDefault, namespace, monitorLabels, gpuLabels, scrapeInterval, today, gpus, elsewhere, rules, ignore, ownRules",
    ],
  ],
  [
    'kserveVersion: 0.15',
    [`1: 'kserveVersion' must be a version, such as "1.33" or "0.15.2", in quotes: it is the number 0.15 here`],
  ],
  ['kedaVersion: latest', [`1: 'kedaVersion' must be a version, such as "1.33" or "0.15.2"`]],
  ['namespace: LLM', ["1: 'namespace' must be the name of a namespace"]],
  ['monitorLabels: [a]', ["1: 'monitorLabels' must be labels, such as { release: prometheus }"]],
  ['monitorLabels: { a: 1 }', ["1: 'monitorLabels' must be labels, such as { release: prometheus }"]],
  [
    'gpuLabels: {pod: pod}',
    ["1: 'gpuLabels' must be two labels, such as { namespace: exported_namespace, pod: exported_pod }"],
  ],
  ['today: 2026-02', [`1: 'today' must be a day, such as "2026-12-01"`]],
  ['scrapeInterval: soon', ["1: 'scrapeInterval' must be a duration, such as 30s"]],
  ['gpus: some', ["1: 'gpus' must be a number of whole GPUs, such as 8"]],
  ['gpus: 0', ["1: 'gpus' must be a number of whole GPUs, such as 8"]],
  ['scrapeInterval: 0s', ["1: 'scrapeInterval' must be a duration, such as 30s"]],
  ['elsewhere: Service', ["1: 'elsewhere' must be a list of objects, such as Service/monitoring/dcgm-exporter"]],
  ['elsewhere: [Service]', ["1: 'elsewhere' must be a list of objects, such as Service/monitoring/dcgm-exporter"]],
  ['rules: [a]', ["1: 'rules' must be a mapping"]],
  ['rules:\n  a/b: loud', ["2: the severity of 'a/b' must be one of error, warning, info, off"]],
  ['rules:\n  a/b: off', ["2: the rule 'a/b' is off without a reason; write { severity: off, reason: … }"]],
  [
    'rules:\n  a/b: { severity: error, why: x }',
    ["2: there is no setting 'rules['a/b'].why'; there are severity, reason"],
  ],
  ['ignore: a/b', ["1: 'ignore' must be a list"]],
  ['ignore:\n  - a/b', ["2: 'ignore[0]' must have a rule and a reason"]],
  ['ignore:\n  - {reason: x}', ["2: 'ignore[0].rule' must be a text"]],
  [
    'ignore:\n  - {rule: a, reason: x, objekt: y}',
    ["2: there is no setting 'ignore[0].objekt'; did you mean 'object'?"],
  ],
  ['ownRules:\n  - 1', ["2: 'ownRules[0]' must be a text"]],
])('%j is refused with the line', (text, problems) => {
  const found = problemsOf(text);
  expect(found).toHaveLength(problems.length);
  for (const [index, problem] of problems.entries()) {
    if (problem.endsWith(': ')) expect(found[index]).toContain(problem);
    else expect(found[index]).toBe(problem);
  }
});

test('every mistake is named at once', () => {
  expect(problemsOf('kedaVersion: 2\nrules: 1\nignore: 2\nownRules: 3\n')).toHaveLength(4);
});
