import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GPUS } from '../../../src/rehearsal/engine/gpus';
import { ROOT } from '../../support/markdown';
import { cli } from '../support';

const MANIFEST = join(ROOT, 'test/golden/vllm-hpa.yaml');
const TRAFFIC = ['--traffic', 'constant:rate=1,duration=1m'];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
  writeFileSync(join(folder, 'empty.csv'), '');
  writeFileSync(join(folder, 'broken.yaml'), 'apiVersion: v1\nkind: [\n');
  writeFileSync(join(folder, 'profile.yaml'), 'replica: { gpus: A100 }\nclients: { retries: -1 }\npool: []\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command says that it cannot do, one line each. */
async function refused(args: readonly string[], input = ''): Promise<string[]> {
  const { code, out, err } = await cli(['rehearse', ...args.map((arg) => arg.replace('FOLDER', folder))], input);
  expect([code, out]).toEqual([2, '']);
  return err.replaceAll(folder, 'FOLDER').trimEnd().split('\n');
}

const DURATION = 'must be a duration with its unit, such as 80ms, 2s, 1m30s, 12h or 7d';

test.each<[readonly string[], readonly string[]]>([
  [
    [MANIFEST],
    [
      'nothing is asked of the service; give --trace FILE, --traffic SPEC (such as constant:rate=4,duration=1h) or --metrics FILE',
    ],
  ],
  [[MANIFEST, ...TRAFFIC, '--trace', 'x.csv'], ['--trace and --traffic exclude each other; give one of them']],
  [TRAFFIC, ['no manifests are named; give files, folders such as dist/, or - for standard input']],
  [['nowhere.yaml', ...TRAFFIC], ["'nowhere.yaml' is not there"]],
  [['-', ...TRAFFIC], ['standard input is empty']],
  [
    ['FOLDER', ...TRAFFIC],
    [
      'FOLDER/broken.yaml:3: the YAML cannot be read: flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  ],
  [[MANIFEST, '--trace', 'nowhere.csv'], ["--trace: 'nowhere.csv' is not there"]],
  [[MANIFEST, '--trace', 'FOLDER/empty.csv'], ['--trace: FOLDER/empty.csv: is empty']],
  [[MANIFEST, '--metrics', 'nowhere.json'], ["--metrics: 'nowhere.json' is not there"]],
  [[MANIFEST, '--metrics', 'FOLDER/empty.csv'], ['--metrics: FOLDER/empty.csv: the file is empty']],
  [
    [MANIFEST, '--traffic', 'constant:rate=x'],
    ["--traffic: 'rate' (\"x\") in 'constant' must be requests per second, such as 4, or 240/m"],
  ],
  [[MANIFEST, ...TRAFFIC, '--slo', 'ttft-p95=2'], [`--slo: '2' in 'ttft-p95=2' ${DURATION}`]],
  [
    [MANIFEST, ...TRAFFIC, '--slo', 'tfft-p95=2s'],
    ["--slo: 'tfft' in 'tfft-p95=2s' must be one of ttft, tpot, e2e; did you mean ttft?"],
  ],
  [
    [MANIFEST, ...TRAFFIC, '--price', 'GPU=2.5'],
    ["--price: 'GPU=2.5' must be NAME=AMOUNT/h, such as GPU=2.5/h for all GPUs or POOL=1.2/h for those of a pool"],
  ],
  [[MANIFEST, ...TRAFFIC, '--until', '5'], [`--until: '5' ${DURATION}`]],
  [[MANIFEST, ...TRAFFIC, '--until', '0s'], [`--until: '0s' ${DURATION}`]],
  [
    [MANIFEST, ...TRAFFIC, '--start', 'monday'],
    ["--start: 'monday' must be a time, such as 2026-01-05T08:00:00Z or 2026-01-05"],
  ],
  [[MANIFEST, ...TRAFFIC, '--seed', '-1'], ["--seed: '-1' must be a whole number from 0 to 4294967295"]],
  [[MANIFEST, ...TRAFFIC, '--replicas', '1.5'], ["--replicas: '1.5' must be a whole number from 0 to 10000"]],
  [[MANIFEST, ...TRAFFIC, '--scale-rate', '0'], ["--scale-rate: '0' must be a number above zero, such as 1.5"]],
  [
    [MANIFEST, ...TRAFFIC, '--gpu', 'potato'],
    [`--gpu: 'potato' is not known; use CPU or one of ${GPUS.map(({ name }) => name).join(', ')}`],
  ],
  [
    [MANIFEST, ...TRAFFIC, '--kubernetes', '1.20'],
    ["--kubernetes: '1.20' must be a version from 1.27 to 1.36, such as 1.35"],
  ],
  [[MANIFEST, ...TRAFFIC, '--keda', '2.21'], ["--keda: '2.21' must be a version from 2.14 to 2.20, such as 2.17"]],
  [[MANIFEST, ...TRAFFIC, '--calibrate', 'nowhere.json'], ["--calibrate: 'nowhere.json' is not there"]],
  [[MANIFEST, ...TRAFFIC, '--profile', 'nowhere.yaml'], ["--profile: 'nowhere.yaml' is not there"]],
  [
    [MANIFEST, ...TRAFFIC, '--profile', 'FOLDER/profile.yaml'],
    [
      "--profile: FOLDER/profile.yaml: 'pool' must be one of replica, coldStart, clients, signals, pools; did you mean pools?",
      "--profile: FOLDER/profile.yaml: 'replica.gpus' is not known; model, gpu, tensorParallelism, precision, kvPrecision, memoryUtilization, maxRequests, maxBatchedTokens, maxModelTokens, cpuSecondsPerRequest are; did you mean gpu?",
      "--profile: FOLDER/profile.yaml: 'clients.retries' (-1) must be a whole number of at least 0",
    ],
  ],
  [
    [MANIFEST, ...TRAFFIC, '--assert', 'slo>=99%'],
    [
      '--assert: slo is the share of requests within the objectives, and there are none; give --slo, such as --slo ttft-p95=2s',
    ],
  ],
  [
    [MANIFEST, ...TRAFFIC, '--assert', 'cost<=4'],
    ['--assert: there is no cost without a price; give --price, such as --price GPU=2.5/h'],
  ],
  [
    [MANIFEST, ...TRAFFIC, '--sweep', 'target=4', '--before', 'x'],
    ['--before and --sweep exclude each other; compare two policies, or sweep one'],
  ],
  [
    [MANIFEST, ...TRAFFIC, '--columns', 'time=a', '--broken-lines', 'stop', '--workers', '2'],
    [
      '--columns is of use with --trace only',
      '--broken-lines is of use with --trace only',
      '--workers is of use with --sweep only',
    ],
  ],
  [
    [MANIFEST, '--metrics', 'x.json', '--scale-rate', '2', '--scale-time', '2', '--calibrate', 'x.json'],
    [
      '--scale-rate is of use with --trace or --traffic only',
      '--scale-time is of use with --trace or --traffic only',
      '--calibrate is of use with --trace or --traffic only',
    ],
  ],
  [
    [MANIFEST, ...TRAFFIC, '--sweep', 'target=2..4'],
    [
      "'target=2' has no place here; there are several metrics (vllm_num_requests_running, DCGM_FI_DEV_GPU_UTIL): say which by target:METRIC=VALUES",
    ],
  ],
  [[MANIFEST, ...TRAFFIC, '--findings'], ['--findings brings rehearsals of its own; leave --traffic out']],
  [
    [
      ...[MANIFEST, '--findings', '--trace', 'x.csv', '--traffic', 'x', '--metrics', 'x.json', '--columns', 'x'],
      ...[
        '--broken-lines',
        'stop',
        '--scale-rate',
        '2',
        '--scale-time',
        '2',
        '--service',
        'gemma',
        '--calibrate',
        'x.json',
      ],
      ...['--slo', 'ttft-p95=2s', '--price', 'GPU=2/h', '--until', '1h', '--start', '2026-01-05', '--replicas', '1'],
      ...['--seed', '2', '--before', 'x', '--sweep', 'maxReplicas=2', '--workers', '2', '--assert', 'slo>=99%'],
    ],
    [
      '--findings brings rehearsals of its own; leave --trace, --traffic, --metrics, --columns, --broken-lines, --scale-rate, --scale-time, --service, --calibrate, --slo, --price, --until, --start, --replicas, --seed, --before, --sweep, --workers, --assert out',
    ],
  ],
  [[MANIFEST, ...TRAFFIC, '--service', 'llama'], ["'service' (llama) must be one of vllm-example/gemma"]],
  [
    [MANIFEST, ...TRAFFIC, '--format', 'markdown', '--out', 'FOLDER/report.svg'],
    [
      "--out: 'FOLDER/report.svg' is where the picture of the Markdown goes; give the text another name, such as report.md",
    ],
  ],
  [
    [MANIFEST, ...TRAFFIC, '--out', 'FOLDER/no/report.html'],
    ["--out: 'FOLDER/no/report.html' cannot be written (its folder is not there)"],
  ],
])('%j is refused', async (args, reasons) => {
  expect(await refused(args)).toEqual(reasons.map((reason) => `error: ${reason}`));
});

test('says everything that is wrong at once', async () => {
  expect(await refused([MANIFEST, '--slo', 'x', '--until', '5', '--seed', 'a'])).toHaveLength(4);
});

test('a stack that nothing scales cannot be rehearsed', async () => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n';
  expect(await refused(['-', ...TRAFFIC], deployment)).toEqual([
    'error: nothing here can be rehearsed: there is no HorizontalPodAutoscaler, ScaledObject or CronHorizontalPodAutoscaler',
  ]);
});

test('a scaler without its target is named', async () => {
  const hpa = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: a, namespace: b }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: c }
  maxReplicas: 3
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }]
`;
  expect(await refused(['-', ...TRAFFIC], hpa)).toEqual([
    'error: HorizontalPodAutoscaler b/a cannot be rehearsed: it scales Deployment c, which is not among the manifests of namespace b',
  ]);
});

test('an option that is not known is answered with the nearest', async () => {
  const { code, err } = await cli(['rehearse', MANIFEST, '--trafic', 'x']);
  expect([code, err]).toEqual([2, "error: unknown option '--trafic'\n(Did you mean --traffic?)\n"]);
});
