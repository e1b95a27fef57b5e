import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as api from '../src';
import { PROFILE_FACTS } from '../src/checks/settings/facts';
import { loadSettings } from '../src/checks/settings/load-settings';
import { checkCommand } from '../src/cli/check/check';
import { cli } from './cli/support';
import { anchorsOf, blocksIn, localLinksOf, ROOT, readText } from './support/markdown';
import { run, typeErrorsOf } from './support/snippet';

const PAGE = 'docs/checking.md';
const TEXT = readText(PAGE);
const code = (name: string) => blocksIn(TEXT, 'ts').find(({ says }) => says.ts === name)?.text ?? '';
const yaml = (key: string, name: string) => blocksIn(TEXT, 'yaml').find(({ says }) => says[key] === name)?.text ?? '';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('its links lead somewhere', () => {
  const targets = localLinksOf(TEXT);
  expect(targets.length).toBeGreaterThan(1);
  for (const target of targets) {
    const [file, anchor] = target.split('#');
    expect([target, existsSync(join(ROOT, 'docs', file))]).toEqual([target, true]);
    if (anchor) expect(anchorsOf(readText(join('docs', file)))).toContain(anchor);
  }
});

test('the table of options has every option of the command', () => {
  const io = { out: () => undefined, err: () => undefined, readInput: () => '', hasColors: false };
  const flags = checkCommand(io, () => undefined).options.map(({ long }) => long);
  const rows = TEXT.split('\n').filter((line) => line.startsWith('| `--'));
  const documented = rows.flatMap((row) => [...row.split(' | ')[0].matchAll(/--[a-z-]+/g)].map(([flag]) => flag));
  expect([...new Set(documented)].sort()).toEqual([...flags].sort());
});

test('the JSON is what the command writes', async () => {
  const file = join(folder, 'service.yaml');
  writeFileSync(file, 'apiVersion: v1\nkind: Service\nkind: Service\n');
  const { out } = await cli(['check', file, '--format', 'json', '--rule', 'yaml/unparsable']);
  expect(blocksIn(TEXT, 'json')[0].text).toBe(out.replace(file, 'service.yaml'));
});

test('the JSON of a picture has the fields that are documented', async () => {
  const { out } = await cli(['graph', join(ROOT, 'test', 'readme', 'gemma.yaml'), '--no-profile', '--format', 'json']);
  const { nodes, wires } = JSON.parse(out);
  const found = nodes.flatMap((node: { findings: object[] }) => node.findings);
  const keys = [...nodes, ...wires, ...found].flatMap((each) => Object.keys(each));
  const [, documented] = /^(The JSON holds .*)$/m.exec(TEXT) ?? [];
  expect(found).toHaveLength(2);
  for (const key of new Set(keys)) expect(documented).toContain(`\`${key}\``);
  for (const { layer } of nodes) expect(documented).toContain(`\`${layer}\``);
});

test('the profile file is accepted, and says everything that can be said', () => {
  const file = join(folder, 'profile.yaml');
  const text = yaml('profile', 'all');
  writeFileSync(
    join(folder, 'house-rules.js'),
    "exports.rule = { name: 'house/rule', severity: 'info', demands: 'x', why: 'x', link: 'x', check: () => [] };",
  );
  writeFileSync(file, text);
  expect(loadSettings({ profile: file })).toMatchObject({ profile: { kserveVersion: '0.15', scrapeInterval: 30 } });
  expect(Object.keys(parse(text)).sort()).toEqual([...PROFILE_FACTS, 'rules', 'ignore', 'ownRules'].sort());
});

test('the plugin is the class that the package exports', () => {
  const [validation] = parse(yaml('cdk8s', 'plugin')).validations;
  expect(validation.version).toBe(JSON.parse(readText('package.json')).version);
  expect(Object.keys(api)).toContain(validation.class);
});

test('what pipelines run are commands that there are', () => {
  const pipelines = ['github', 'gitlab', 'pre-commit', 'argo-cd'].map((name) => yaml('ci', name));
  for (const pipeline of pipelines) {
    expect(parse(pipeline)).toEqual(expect.any(Object));
    expect(pipeline).toMatch(/cdk8s-llm-inference check (?:--format sarif )?[\w/.]+/);
  }
});

test('the code is type-checked', () => {
  expect(typeErrorsOf({ synth: code('synth'), jest: code('jest') })).toEqual([]);
}, 300_000);

test('the program synthesizes', () => {
  expect(run(code('synth'), require)).toEqual(['']);
});

describe('the test of the page', () => {
  run(code('jest'), require);
});
