import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RehearsalResult } from '../../../src/rehearsal/result';
import { ROOT } from '../../support/markdown';
import { cli } from '../support';

const MANIFEST = join(ROOT, 'test/golden/vllm-hpa.yaml');
const ARGS = ['--traffic', 'constant:rate=1,duration=1m', '--gpu', 'L4', '--format', 'json'];
const BENCHMARK = {
  date: '20260101-120000',
  backend: 'vllm',
  model_id: 'm',
  num_prompts: 160,
  request_rate: 'inf',
  max_concurrency: 16,
  duration: 50,
  completed: 160,
  total_input_tokens: 160 * 512,
  total_output_tokens: 160 * 128,
  request_throughput: 3.2,
  mean_ttft_ms: 95.5,
  median_ttft_ms: 80,
  mean_tpot_ms: 40,
  mean_itl_ms: 40,
};
let folder: string;
let benchmark: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'calibrate-'));
  benchmark = join(folder, 'benchmark.json');
  writeFileSync(benchmark, JSON.stringify(BENCHMARK));
  writeFileSync(join(folder, 'broken.json'), '{');
});
afterAll(() => rmSync(folder, { recursive: true }));

const rehearse = (args: readonly string[], input = '') => cli(['rehearse', ...ARGS, ...args], input);

test.each([[[]], [['--service', 'gemma']], [['--service', 'vllm-example/gemma']]])(
  'the times of the engine are fitted to a benchmark with %j',
  async (service) => {
    const { code, out, err } = await rehearse([MANIFEST, '--calibrate', benchmark, ...service]);
    expect([code, err]).toEqual([0, '']);
    const { parameters } = (JSON.parse(out) as RehearsalResult).inputs;
    expect(parameters.filter(({ note }) => note.includes('benchmark.json')).length).toBeGreaterThan(0);
  },
);

test.each(['huggingface-fbopt', 'huggingface-fbopt-predictor', 'default/huggingface-fbopt-predictor'])(
  'what KServe makes a Deployment of is meant by %s',
  async (service) => {
    const stack = join(ROOT, 'test/golden/keda-llm.yaml');
    const { code, out, err } = await rehearse([stack, '--calibrate', benchmark, '--service', service]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('benchmark.json');
  },
);

test('a benchmark is about one service, which has to be named', async () => {
  expect(await rehearse([MANIFEST, '--calibrate', benchmark, '--service', 'other'])).toEqual({
    code: 2,
    out: '',
    err: 'error: --calibrate: a benchmark is about one service, and there are 0; say which by --service\n',
  });
});

test('a file that is no benchmark is refused', async () => {
  const { code, out, err } = await rehearse([MANIFEST, '--calibrate', join(folder, 'broken.json')]);
  expect([code, out]).toEqual([2, '']);
  expect(err.replaceAll(folder, 'FOLDER')).toMatch(/^error: --calibrate: FOLDER\/broken.json: is not JSON: .+\n$/);
});

test('manifests that cannot be rehearsed are refused before', async () => {
  const { code, err } = await rehearse(['-', '--calibrate', benchmark], 'kind: Deployment\n');
  expect([code, err]).toEqual([
    2,
    'error: nothing here can be rehearsed: there is no HorizontalPodAutoscaler, ScaledObject or CronHorizontalPodAutoscaler\n',
  ]);
});
