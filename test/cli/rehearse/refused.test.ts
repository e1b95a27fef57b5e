import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../support/markdown';
import { cli } from '../support';

const MANIFEST = join(ROOT, 'test/golden/vllm-hpa.yaml');
const TRAFFIC = ['--traffic', 'constant:rate=1,duration=1m'];
const LONELY = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n';
const NO_SCALER =
  'nothing here can be rehearsed: there is no HorizontalPodAutoscaler, ScaledObject or CronHorizontalPodAutoscaler';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refused-'));
  mkdirSync(join(folder, 'settings', 'below'), { recursive: true });
  writeFileSync(join(folder, 'settings', 'tool.yaml'), 'rules: []\n');
  writeFileSync(join(folder, 'settings', 'below', 'notes.txt'), 'apiVersion kind');
  writeFileSync(join(folder, 'lonely.yaml'), LONELY);
  writeFileSync(join(folder, 'alias.yaml'), 'kind: Service\nmetadata: { name: *nowhere }\n');
  const levels = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, k, all) =>
    k === 0 ? 'a: &a [1, 1, 1, 1]' : `${name}: &${name} [${`*${all[k - 1]},`.repeat(10)}]`,
  );
  writeFileSync(join(folder, 'laughs.yaml'), levels.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a command says that it cannot do. */
async function refused(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await cli(args.map((arg) => arg.replace('FOLDER', folder)));
  expect([code, out]).toEqual([2, '']);
  return err.replaceAll(folder, 'FOLDER');
}

test.each([
  [
    'an alias of what is nowhere',
    ['rehearse', 'FOLDER/alias.yaml', ...TRAFFIC],
    'FOLDER/alias.yaml:2: the alias *nowhere names no anchor above it',
  ],
  [
    'aliases that stand for more than anybody writes',
    ['rehearse', 'FOLDER/laughs.yaml', ...TRAFFIC],
    'FOLDER/laughs.yaml:6: the aliases of the document stand for too many values',
  ],
  [
    'a folder without manifests',
    ['rehearse', 'FOLDER/settings', ...TRAFFIC],
    "there is no manifest in 'FOLDER/settings' (*.yaml, *.yml and *.json with an apiVersion and a kind)",
  ],
  ['a path below a file', ['rehearse', `${MANIFEST}/x`, ...TRAFFIC], `'${MANIFEST}/x' cannot be read (ENOTDIR)`],
  [
    'a report that is a folder',
    ['rehearse', MANIFEST, ...TRAFFIC, '--out', 'FOLDER', '--format', 'json'],
    "--out: 'FOLDER' cannot be written (EISDIR)",
  ],
  [
    'a policy before without a scaler',
    ['rehearse', MANIFEST, ...TRAFFIC, '--before', 'FOLDER/lonely.yaml'],
    `--before: ${NO_SCALER}`,
  ],
  ['a policy after without a scaler', ['rehearse', 'FOLDER/lonely.yaml', ...TRAFFIC, '--before', MANIFEST], NO_SCALER],
  [
    'a sweep without a scaler',
    ['rehearse', 'FOLDER/lonely.yaml', ...TRAFFIC, '--sweep', 'maxReplicas=2'],
    "'maxReplicas=2' has no place here; it is a field of HorizontalPodAutoscaler, ScaledObject, InferenceService, and there is none",
  ],
  [
    'findings as a page',
    ['rehearse', MANIFEST, '--findings', '--format', 'html'],
    "--format: findings have no form 'html'; use terminal, markdown or json",
  ],
  [
    'findings as a picture',
    ['rehearse', MANIFEST, '--findings', '--out', 'FOLDER/x.svg'],
    "--format: findings have no form 'svg'; use terminal, markdown or json",
  ],
  [
    'a suggestion with options that are wrong',
    ['suggest', MANIFEST, ...TRAFFIC, '--seed', 'x'],
    "--seed: 'x' must be a whole number from 0 to 4294967295",
  ],
  [
    'a suggestion without traffic',
    ['suggest', MANIFEST],
    'nothing is asked of the service; give --trace FILE or --traffic SPEC (such as constant:rate=4,duration=1h)',
  ],
  [
    'a suggestion from what somebody measured',
    ['suggest', MANIFEST, '--metrics', 'measured.json'],
    '--metrics: a suggestion goes by latencies, and metrics that were measured have none; give --trace FILE or --traffic SPEC (such as constant:rate=4,duration=1h)',
  ],
  [
    'a suggestion with too few tries',
    ['suggest', MANIFEST, ...TRAFFIC, '--tries', '1'],
    "--tries: '1' must be a whole number from 2 to 10000",
  ],
  [
    'a suggestion with a benchmark that is not there',
    ['suggest', MANIFEST, ...TRAFFIC, '--slo', 'ttft-p95=2s', '--calibrate', 'nowhere.json'],
    "--calibrate: 'nowhere.json' is not there",
  ],
  [
    'a suggestion without a scaler',
    ['suggest', 'FOLDER/lonely.yaml', ...TRAFFIC, '--slo', 'ttft-p95=2s'],
    'there is nothing to suggest: no HorizontalPodAutoscaler and no ScaledObject is among the manifests',
  ],
  [
    'scenarios that are not there',
    ['rehearse', '--scenarios', 'nowhere.jsonl'],
    "'nowhere.jsonl' of --scenarios is not there, or no file",
  ],
  [
    'scenarios that are a folder',
    ['rehearse', '--scenarios', 'FOLDER'],
    "'FOLDER' of --scenarios is not there, or no file",
  ],
  [
    'a time that no calendar has',
    ['rehearse', MANIFEST, ...TRAFFIC, '--start', '2026-13-45'],
    "--start: '2026-13-45' must be a time, such as 2026-01-05T08:00:00Z or 2026-01-05",
  ],
  [
    'a factor that is no number',
    ['rehearse', MANIFEST, ...TRAFFIC, '--scale-rate', 'twice'],
    "--scale-rate: 'twice' must be a number above zero, such as 1.5",
  ],
])('%s', async (_, args, reason) => expect(await refused(...args)).toBe(`error: ${reason}\n`));

test('all that is wrong with a suggestion is told at once', async () => {
  expect(await refused('suggest', 'nowhere.yaml', '--traffic', 'constant:rate=x', '--tries', 'many')).toBe(
    [
      "error: --tries: 'many' must be a whole number from 2 to 10000\n",
      "error: --traffic: 'rate' (\"x\") in 'constant' must be requests per second, such as 4, or 240/m\n",
      "error: 'nowhere.yaml' is not there\n",
    ].join(''),
  );
});

test('hidden folders and those of packages are passed over', async () => {
  const stack = join(folder, 'stack');
  for (const [name, text] of [
    ['.git', '['],
    ['node_modules', '['],
    ['llm', readFileSync(MANIFEST, 'utf8')],
  ]) {
    mkdirSync(join(stack, name), { recursive: true });
    writeFileSync(join(stack, name, 'a.yaml'), `# apiVersion kind\n${text}`);
  }
  const { code, out, err } = await cli(['rehearse', stack, ...TRAFFIC, '--gpu', 'L4']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Rehearsal of gemma\n/);
});

test('a start, a scale and versions are taken', async () => {
  const args = ['--start', '2026-01-05T08:00+01:00', '--scale-rate', '2', '--until', '2m'];
  const versions = ['--kubernetes', '1.33', '--keda', '2.17'];
  const form = ['--gpu', 'L4', '--format', 'json'];
  const { code, out, err } = await cli(['rehearse', MANIFEST, ...TRAFFIC, ...args, ...versions, ...form]);
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({
    startsAt: '2026-01-05T07:00:00.000Z',
    inputs: { versions: { kubernetes: '1.33', keda: '2.17' } },
  });
});

test('a profile and options are taken together', async () => {
  const profile = join(folder, 'profile.yaml');
  writeFileSync(profile, 'replica: { maxRequests: 4 }\n');
  const args = ['--profile', profile, '--gpu', 'L4', '--format', 'json'];
  const { code, err } = await cli(['rehearse', MANIFEST, ...TRAFFIC, ...args]);
  expect([code, err]).toEqual([0, '']);
});
