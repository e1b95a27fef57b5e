import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { UNPARSABLE } from '../../../../src/checks/meta-rules';
import { sarifReport } from '../../../../src/cli/check/formats/sarif';
import { finding, MONITOR, report } from './report';

const RULES = [
  {
    name: 'wire/monitor-port',
    severity: 'error',
    demands: 'a monitor names a port',
    why: 'Nothing is scraped.',
    link: 'https://example.com/port',
  },
] as const;

const folder = dirname(require.resolve('@microsoft/jest-sarif/package.json'));
const schema = JSON.parse(readFileSync(join(folder, 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json'), 'utf8'));
// Formats are about the looks of addresses and dates; the test of addresses is below.
const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
const validate = ajv.compile(schema);

function parsed(...args: Parameters<typeof sarifReport>) {
  const log = JSON.parse(sarifReport(...args));
  validate(log);
  expect(validate.errors).toBeNull();
  return log;
}

test('the schema refuses what is no SARIF', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  expect(validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{}] }] })).toBe(false);
});

test('a report is SARIF 2.1.0, with rules, levels, places and fingerprints', () => {
  const { runs, version } = parsed(report([finding()]), RULES);
  expect(version).toBe('2.1.0');
  const [{ tool, results }] = runs;
  expect(tool.driver.rules[0]).toEqual({
    id: 'wire/monitor-port',
    shortDescription: { text: 'Demands that a monitor names a port.' },
    fullDescription: { text: 'Nothing is scraped.' },
    help: {
      text: 'Nothing is scraped. Demands that a monitor names a port. See https://example.com/port',
      markdown: 'Nothing is scraped. Demands that a monitor names a port. [More](https://example.com/port)',
    },
    helpUri: 'https://example.com/port',
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['wire', 'kubernetes'], precision: 'high' },
  });
  expect(results).toEqual([
    {
      ruleId: 'wire/monitor-port',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: `'spec.endpoints[0].port' ("metrics") must be a port of Service llm/qwen. Fix: write port: http.`,
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'qwen.yaml', uriBaseId: '%SRCROOT%' },
            region: {
              startLine: 8,
              startColumn: 13,
              endColumn: 20,
              snippet: { text: '    - port: metrics # 100% wrong' },
            },
          },
          logicalLocations: [
            { fullyQualifiedName: 'ServiceMonitor/llm/qwen', kind: 'resource' },
            { fullyQualifiedName: 'Service/llm/qwen', kind: 'resource' },
          ],
        },
      ],
      partialFingerprints: { 'brokenWire/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    },
  ]);
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const)('%s is the level %s', (severity, level) => {
  expect(parsed(report([finding({ severity })]), RULES).runs[0].results[0].level).toBe(level);
});

test.each([
  ['./a b/ü.yaml', { uri: 'a%20b/%C3%BC.yaml', uriBaseId: '%SRCROOT%' }],
  ['/srv/a b.yaml', { uri: 'file:///srv/a%20b.yaml' }],
  ['-', { uri: 'stdin' }],
])('the file %s is an address', (file, location) => {
  const [result] = parsed(report([finding({ file })]), RULES).runs[0].results;
  expect(result.locations[0].physicalLocation.artifactLocation).toEqual(location);
});

test('a secret stands in no report', () => {
  const found = finding({ rule: 'security/secret', line: 1 });
  const rules = [{ ...RULES[0], name: 'security/secret' }];
  const text = sarifReport(report([found], { texts: new Map([['qwen.yaml', 'token: letmein']]) }), rules);
  expect(text).not.toContain('letmein');
  expect(JSON.parse(text).runs[0].results[0].locations[0].physicalLocation.region).toEqual({
    startLine: 1,
    snippet: { text: 'token: •••' },
  });
});

test('a fingerprint stays when lines move, and tells findings apart', () => {
  const fingerprintsOf = (...findings: ReturnType<typeof finding>[]) =>
    parsed(report(findings), RULES).runs[0].results.map(
      (each: { partialFingerprints: object }) => Object.values(each.partialFingerprints)[0],
    );
  const [known] = fingerprintsOf(finding());
  expect(fingerprintsOf(finding({ line: 9 }))).toEqual([known]);
  const others = fingerprintsOf(finding(), finding(), finding({ rule: UNPARSABLE.name }), finding({ objects: [] }));
  expect(others[0]).toBe(known);
  expect(new Set(others).size).toBe(4);
});

test('what has no file, no line or no known text is valid, too', () => {
  const findings = [
    finding({ file: undefined, line: undefined }),
    finding({ line: undefined }),
    finding({ line: 99 }),
    finding({ file: 'unknown.yaml' }),
    finding({ rule: UNPARSABLE.name, objects: [] }),
  ];
  const { results } = parsed(report(findings, { texts: new Map([['qwen.yaml', MONITOR]]) }), RULES).runs[0];
  expect(results.map((each: { ruleIndex: number }) => each.ruleIndex)).toEqual([0, 0, 0, 0, 1]);
  expect(results[0].locations[0]).not.toHaveProperty('physicalLocation');
});

test('without findings there is a run without results', () => {
  expect(parsed(report([]), RULES).runs[0].results).toEqual([]);
});
