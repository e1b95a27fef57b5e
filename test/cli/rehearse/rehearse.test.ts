import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RehearsalResult } from '../../../src/rehearsal/result';
import type { SweepResult } from '../../../src/rehearsal/sweep/result';
import { ROOT } from '../../support/markdown';
import { cli } from '../support';

const MANIFEST = join(ROOT, 'test/golden/vllm-hpa.yaml');
const TRAFFIC = ['--traffic', 'constant:rate=4,duration=5m', '--gpu', 'L4'];
const SLO = ['--slo', 'ttft-p95=500ms,tpot-p95=50ms', '--price', 'GPU=2.5/h'];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const rehearse = (...args: readonly string[]) => cli(['rehearse', ...args]);

test('shows a rehearsal in the terminal', async () => {
  const { code, out, err } = await rehearse(MANIFEST, ...TRAFFIC, ...SLO);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Rehearsal of gemma\nconstant:rate=4,duration=5m · [\d,]+ requests · /);
  expect(out).toContain('vllm-example/gemma · Deployment gemma · vLLM 0.11.0 · 1 GPU a pod');
  expect(out).toMatch(/ttft-p95=500ms +[\d.]+ % +[✓✗] of 95 % demanded/);
});

test('JSON is the result, the same every time, and whatever the order of the manifests', async () => {
  const documents = readFileSync(MANIFEST, 'utf8').split(/^---\n/m);
  const files = documents.map((text, index) => {
    const file = join(folder, `${index}.yaml`);
    writeFileSync(file, text);
    return file;
  });
  const args = [...TRAFFIC, ...SLO, '--format', 'json'];
  const { out } = await rehearse(MANIFEST, ...args);
  const result = JSON.parse(out) as RehearsalResult;
  expect(result.format).toBe('cdk8s-llm-inference/rehearsal/v1');
  expect(result.inputs.objectives.map(({ name }) => name)).toEqual(['ttft-p95=500ms', 'tpot-p95=50ms']);
  expect((await rehearse(...files.reverse(), ...args)).out).toBe(out);
  expect((await rehearse(folder, ...args)).out).toBe(out);
});

test('the name of the file says the form', async () => {
  const file = join(folder, 'report.html');
  expect(await rehearse(MANIFEST, ...TRAFFIC, '--out', file)).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
});

test('Markdown in a file has its picture beside it', async () => {
  const file = join(folder, 'comment.md');
  await rehearse(MANIFEST, ...TRAFFIC, '--out', file);
  expect(readFileSync(file, 'utf8')).toContain('![Rehearsal of gemma](comment.svg)');
  expect(readFileSync(join(folder, 'comment.svg'), 'utf8')).toMatch(/^<svg /);
});

test('assertions that hold are no fuss', async () => {
  const { code, out } = await rehearse(MANIFEST, ...TRAFFIC, ...SLO, '--assert', 'max-replicas<=5, gpu-hours<=40');
  expect(code).toBe(0);
  expect(out).toMatch(/\nAssertions\n {2}✓ max-replicas<=5: max-replicas is \d\n {2}✓ gpu-hours<=40: /);
});

test('an assertion that fails ends with 1, and says by how much', async () => {
  const args = [...TRAFFIC, ...SLO, '--assert', 'gpu-hours<=0'];
  const { code, out } = await rehearse(MANIFEST, ...args);
  expect(code).toBe(1);
  expect(out).toMatch(/ {2}✗ gpu-hours<=0: gpu-hours is ([\d.]+) h, \1 h too high\n$/);
  const json = await rehearse(MANIFEST, ...args, '--format', 'json');
  expect(json.code).toBe(1);
  expect(json.err).toMatch(/^failed: gpu-hours<=0: gpu-hours is ([\d.]+) h, \1 h too high\n$/);
  expect(JSON.parse(json.out)).toHaveProperty('totals');
});

test('compares two policies', async () => {
  const changed = join(folder, 'changed', 'hpa.yaml');
  const before = readFileSync(MANIFEST, 'utf8');
  mkdirSync(join(folder, 'changed'));
  writeFileSync(changed, before.replace('maxReplicas: 5', 'maxReplicas: 2'));
  const { code, out, err } = await rehearse('--before', MANIFEST, changed, ...TRAFFIC, ...SLO, '--format', 'markdown');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`### Rehearsal: ${changed} beside ${MANIFEST}`.replaceAll('_', '\\_'));
  expect(out).toMatch(/\| most replicas \| 5 \| \*\*2\*\* \| −3 \|/);
  expect(out).toMatch(/\| GPU-hours of nodes \| .* ✅ \|/);
});

describe('a sweep', () => {
  const sweep = ['--sweep', 'target:vllm_num_requests_running=4|8,maxReplicas=1..2', ...TRAFFIC, ...SLO];

  test('gives the same for any number of workers', async () => {
    const alone = await rehearse(MANIFEST, ...sweep, '--workers', '1', '--format', 'json');
    const together = await rehearse(MANIFEST, ...sweep, '--workers', '3', '--format', 'json');
    expect(together).toEqual(alone);
    const result = JSON.parse(alone.out) as SweepResult;
    expect(result.policies.map(({ name }) => name)).toEqual([
      'target:vllm_num_requests_running=4, maxReplicas=1',
      'target:vllm_num_requests_running=4, maxReplicas=2',
      'target:vllm_num_requests_running=8, maxReplicas=1',
      'target:vllm_num_requests_running=8, maxReplicas=2',
    ]);
    expect(result.policies.some(({ isBest }) => isBest)).toBe(true);
    expect(result.policies.map(({ totals }) => totals.replicas.max)).toEqual([1, 2, 1, 2]);
  }, 120_000);

  test('fails where no policy keeps what is asserted', async () => {
    const { code, err } = await rehearse(MANIFEST, ...sweep, '--assert', 'gpu-hours<=0', '--workers', '1');
    expect([code, err]).toEqual([1, 'failed: none of the 4 policies keeps gpu-hours<=0\n']);
  });

  test('has a page, a picture and Markdown', async () => {
    for (const [name, start] of [
      ['s.html', '<!doctype'],
      ['s.svg', '<svg'],
      ['s.md', '### Rehearsal: 4 policies'],
    ]) {
      await rehearse(MANIFEST, ...sweep, '--workers', '1', '--out', join(folder, name));
      expect(readFileSync(join(folder, name), 'utf8').startsWith(start)).toBe(true);
    }
    expect(existsSync(join(folder, 's.svg'))).toBe(true);
  });
});

test('suggests a policy, with its evidence', async () => {
  const { code, out } = await cli(['suggest', MANIFEST, ...TRAFFIC, ...SLO, '--tries', '30']);
  expect(code).toBe(0);
  expect(out).toMatch(/^(Change .+|Keep it as it is: .+)\.\n/);
  expect(out).toContain('Neighbours that were rejected\n');
  expect(out).toContain('Rehearsal: proposed beside current\n');
});

test('shows findings, and ends with 1 where one is an error', async () => {
  const keda = readFileSync(join(ROOT, 'test/golden/keda-llm.yaml'), 'utf8');
  const file = join(folder, 'zero.yaml');
  writeFileSync(
    file,
    keda.replace('minReplicaCount: 1', 'minReplicaCount: 0').replace(/ {2}fallback:\n( {4}.*\n)+/, ''),
  );
  const { code, out } = await rehearse(file, '--findings');
  expect(code).toBe(1);
  expect(out).toContain("error: 'minReplicaCount' (0) must be at least 1 while every trigger is measured at the pods");
  expect(out).toContain('  traffic: users:count=20,duration=30m\n');
  expect((await rehearse(MANIFEST, '--findings')).out).toBe('No rehearsal shows a mistake.\n');
});

test('feeds a policy with what somebody measured', async () => {
  const file = join(folder, 'measured.jsonl');
  const tick = (value: number) =>
    `${JSON.stringify({ values: { vllm_num_requests_running: [value], DCGM_FI_DEV_GPU_UTIL: [10_000] } })}\n`;
  writeFileSync(file, tick(2000).repeat(4) + tick(12_000).repeat(20));
  const { code, out } = await rehearse(MANIFEST, '--metrics', file, '--format', 'json');
  expect(code).toBe(0);
  expect((JSON.parse(out) as RehearsalResult).totals.replicas.max).toBe(5);
});

test('sweeps a policy over what somebody measured', async () => {
  const file = join(folder, 'load.jsonl');
  writeFileSync(
    file,
    `${JSON.stringify({ values: { vllm_num_requests_running: [12_000], DCGM_FI_DEV_GPU_UTIL: [10_000] } })}\n`.repeat(
      24,
    ),
  );
  const args = ['--sweep', 'maxReplicas=2..3', '--workers', '1', '--format', 'json'];
  const { code, out, err } = await rehearse(MANIFEST, '--metrics', file, ...args);
  expect([code, err]).toEqual([0, '']);
  expect((JSON.parse(out) as SweepResult).policies.map(({ totals }) => totals.replicas.max)).toEqual([2, 3]);
});

describe('on a terminal', () => {
  /** What is told of how far it is. */
  async function told(...args: readonly string[]): Promise<string[]> {
    const { run } = require('../../../src/cli/program') as typeof import('../../../src/cli/program');
    const texts: string[] = [];
    const progress = (text: string) => texts.push(text);
    const code = await run(args, { out: () => {}, err: () => {}, readInput: () => '', hasColors: false, progress });
    expect(code).toBe(0);
    return texts;
  }

  test('tells how far generated traffic is', async () => {
    const traffic = 'constant:rate=100,duration=20m,tokens=10/2,spread=0/0';
    const texts = await told('rehearse', MANIFEST, '--traffic', traffic, '--gpu', 'H100');
    expect(texts[0]).toMatch(/^rehearsing: \d+ %, [\d,]+ requests$/);
    expect(texts.at(-1)).toBe('');
  });

  test('tells how many requests of a trace there were, since nobody knows how many there will be', async () => {
    const trace = join(folder, 'trace.csv');
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index * 10},8,1\n`);
    writeFileSync(trace, `ts,in,out\n${rows.join('')}`);
    const texts = await told(
      'rehearse',
      MANIFEST,
      ...['--trace', trace, '--columns', 'time=ts:ms,prompt=in,output=out', '--gpu', 'H100'],
    );
    expect(texts[0]).toMatch(/^rehearsing: 5\d,\d{3} requests$/);
    expect(texts.at(-1)).toBe('');
  });

  test('tells how many policies of a sweep are done', async () => {
    const args = ['--sweep', 'maxReplicas=1..3', '--workers', '1', '--traffic', 'constant:rate=1,duration=1m'];
    expect(await told('rehearse', MANIFEST, '--gpu', 'L4', ...args)).toEqual([
      'sweep: 1 of 3 policies',
      'sweep: 2 of 3 policies',
      '',
    ]);
  });
});
