import { checkManifests } from '../../src/checks/check-manifests';
import { type Rule, wrong } from '../../src/checks/rule';
import type { CheckSettings } from '../../src/checks/settings/settings';
import { readManifests } from '../../src/stack/read';

/** A rule that finds something of every object. */
const finds = (name: string, severity: Rule['severity']): Rule => ({
  name,
  severity,
  demands: 'nothing is there',
  why: 'So.',
  link: 'https://example.com',
  check: ({ manifests }) => manifests.map((manifest) => wrong(manifest, [], 'it is there', 'take it away')),
});

const configMap = (annotation: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, annotations: { cdk8s-llm-inference.io/ignore: ${JSON.stringify(annotation)} } }\n`;

/** What is found of some files, as severity and rule. */
function found(texts: readonly string[], overrides: CheckSettings['overrides'] = new Map()): string[] {
  const sources = texts.map((text, index) => ({ name: `${index}.yaml`, text }));
  const rules = [finds('a/first', 'error'), finds('b/second', 'warning'), finds('c/third', 'info')];
  const settings = { profile: {}, overrides, suppressions: [], rules };
  return checkManifests(readManifests(sources), settings).findings.map(({ severity, rule }) => `${severity} ${rule}`);
}

test('the worst comes first when the profile file says how bad things are', () => {
  const overrides = new Map([
    ['a/first', { severity: 'info' as const, from: {} }],
    ['c/third', { severity: 'error' as const, from: {} }],
  ]);
  expect(found([configMap('')], overrides)).toEqual([
    'error c/third',
    'error checks/suppression',
    'warning b/second',
    'info a/first',
  ]);
});

test('what is wrong with suppressions and with files stands among the others', () => {
  expect(found([configMap('b/second: fine\na/firs: fine'), 'a: [\n'])).toEqual([
    'error yaml/unparsable',
    'error a/first',
    'error checks/suppression',
    'info c/third',
  ]);
});

test.each([
  [
    'kind: ScaledObject\nmetadata: {name: qwen}',
    "the ScaledObject 'qwen' has no apiVersion; add 'apiVersion: keda.sh/v1alpha1'",
  ],
  ['kind: Widget\nmetadata: {name: a}', "the Widget 'a' has no apiVersion; add apiVersion"],
  ['apiVersion: v1\nmetadata: {name: a}', "an object of v1 'a' has no kind; add kind"],
  ['apiVersion: v2\nname: chart', undefined],
  ['metadata: {name: a}', undefined],
  ['kind: Widget\nmetadata: {}', undefined],
])('an object whose type is written by half is found: %j', (text, told) => {
  const read = readManifests([{ name: 'a.yaml', text: `# A comment.\n${text}\n` }]);
  const settings = { profile: {}, overrides: new Map(), suppressions: [], rules: [] };
  const { findings } = checkManifests(read, settings);
  expect(findings.map(({ rule, message, fix, file, line }) => [rule, `${message}; ${fix}`, file, line])).toEqual(
    told === undefined ? [] : [['yaml/incomplete', told, 'a.yaml', 2]],
  );
});
