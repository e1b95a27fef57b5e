import type { Finding } from '../../../src/checks/finding';
import type { Rule } from '../../../src/checks/rule';
import type { CheckSettings } from '../../../src/checks/settings/settings';
import { suppress } from '../../../src/checks/settings/suppress';
import { readSuppression, type Suppression } from '../../../src/checks/settings/suppression';
import { readManifests } from '../../../src/stack/read';

const rule = (name: string): Rule => ({
  name,
  severity: 'error',
  demands: 'something holds',
  why: 'It matters.',
  link: 'https://example.com',
  check: () => [],
});
const RULES = [rule('wire/port'), rule('wire/label')];

const byFlag = (text: string): Suppression => ({ ...readSuppression(text), from: { title: `--ignore '${text}'` } });

const settings = (more: Partial<CheckSettings> = {}): CheckSettings => ({
  profile: {},
  overrides: new Map(),
  suppressions: [],
  rules: RULES,
  ...more,
});

const finding = (name: string, ...objects: string[]): Finding => ({
  rule: name,
  severity: 'error',
  message: 'm',
  why: 'w',
  fix: 'f',
  objects,
});

const PORT = finding('wire/port', 'ServiceMonitor/llm/qwen', 'Service/llm/qwen');

function annotated(annotation: string, kind = 'ServiceMonitor') {
  const text = `apiVersion: v1
kind: ${kind}
metadata:
  name: qwen
  namespace: llm
  annotations:
    cdk8s-llm-inference.io/ignore: ${JSON.stringify(annotation)}
`;
  return readManifests([{ name: 'a.yaml', text }]).manifests;
}

describe('an annotation', () => {
  test.each(['ServiceMonitor', 'Service'])('of a %s suppresses what is about it', (kind) => {
    const { findings, suppressed } = suppress([PORT], annotated('wire/port: another job scrapes it', kind), settings());
    expect(findings).toEqual([]);
    expect(suppressed).toEqual([{ finding: PORT, reason: 'another job scrapes it' }]);
  });

  test('suppresses neither other rules nor what is about other objects', () => {
    const found = [
      PORT,
      finding('wire/label', 'ServiceMonitor/llm/qwen'),
      finding('wire/port', 'ServiceMonitor/llm/b'),
    ];
    const { findings, suppressed } = suppress(found, annotated('wire/port: fine'), settings());
    expect(findings).toEqual(found.slice(1));
    expect(suppressed).toHaveLength(1);
  });

  test('holds several suppressions, one a line', () => {
    const found = [PORT, finding('wire/label', 'ServiceMonitor/llm/qwen')];
    expect(suppress(found, annotated('wire/port: a\nwire/label: b'), settings()).findings).toEqual([]);
  });

  const TITLE = 'the annotation cdk8s-llm-inference.io/ignore of ServiceMonitor llm/qwen';
  const PLACE = { objects: ['ServiceMonitor/llm/qwen'], file: 'a.yaml', line: 7 };

  test('that suppresses nothing is reported', () => {
    expect(suppress([], annotated('wire/port: fine'), settings()).findings).toEqual([
      {
        rule: 'checks/unused-suppression',
        severity: 'warning',
        message: `${TITLE} suppresses nothing: 'wire/port' finds nothing there`,
        why: 'A suppression that is left behind would hide the next mistake of its kind.',
        fix: 'remove it',
        ...PLACE,
      },
    ]);
  });

  test.each([
    [
      'wire/port',
      `${TITLE} suppresses 'wire/port' without a reason`,
      "say why the findings do not apply: 'wire/port: REASON'",
    ],
    [
      'wire/port in PodMonitor/llm/b: x',
      `${TITLE} suppresses 'wire/port' in PodMonitor/llm/b, and an annotation is about its own object alone`,
      "write 'wire/port: REASON', or name the object under 'ignore' in the profile file",
    ],
    ['wire/prt: x', `${TITLE} names the rule 'wire/prt', which there is not`, "write 'wire/port'"],
    [
      'nonsense',
      `${TITLE} names the rule 'nonsense', which there is not`,
      'write RULE: REASON with the name that the finding shows',
    ],
    ['', `${TITLE} names the rule '', which there is not`, 'write RULE: REASON with the name that the finding shows'],
  ])('of %j suppresses nothing and is an error', (annotation, message, fix) => {
    expect(suppress([PORT], annotated(annotation), settings()).findings).toEqual([
      PORT,
      {
        rule: 'checks/suppression',
        severity: 'error',
        message,
        why: 'Who reads a suppression later has to see what it is for and why it was right.',
        fix,
        ...PLACE,
      },
    ]);
  });
});

describe('a suppression of the settings', () => {
  test('holds for every object, or for those that it names', () => {
    const found = [PORT, finding('wire/port', 'PodMonitor/llm/b')];
    const left = (text: string) => suppress(found, [], settings({ suppressions: [byFlag(text)] })).findings;
    expect(left('wire/port: fine')).toEqual([]);
    expect(left('wire/port in ServiceMonitor/*: fine')).toEqual([found[1]]);
    expect(left('wire/port in Service/llm/qwen: fine')).toEqual([found[1]]);
  });

  test('that suppresses nothing is reported without an object', () => {
    const { findings } = suppress([], [], settings({ suppressions: [byFlag('wire/port: fine')] }));
    expect(findings.map(({ message, objects }) => [message, objects])).toEqual([
      ["--ignore 'wire/port: fine' suppresses nothing: 'wire/port' finds nothing there", []],
    ]);
    expect(findings[0]).not.toHaveProperty('file');
  });

  test('of a rule that does not run is no news', () => {
    const suppressions = [byFlag('wire/port: fine')];
    const off = new Map([['wire/port', { severity: 'off' as const, from: {} }]]);
    expect(suppress([], [], settings({ suppressions, overrides: off })).findings).toEqual([]);
    expect(suppress([], [], settings({ suppressions, only: ['wire/label'] })).findings).toEqual([]);
  });

  test('and an annotation may say the same', () => {
    const suppressions = [byFlag('wire/port: fine')];
    const { findings, suppressed } = suppress([PORT], annotated('wire/port: too'), settings({ suppressions }));
    expect(findings).toEqual([]);
    expect(suppressed).toEqual([{ finding: PORT, reason: 'fine' }]);
  });
});
