import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Duration, Size, Yaml } from 'cdk8s';
import {
  Accelerator,
  Backend,
  Engine,
  EnvValue,
  type LlmInferenceServiceProps,
  Model,
  SecretKey,
  Volume,
} from '../../src';
import { newChart, newService, smallestService, synth } from '../support/chart';

const PROPS: LlmInferenceServiceProps = {
  ...smallestService(),
  model: Model.huggingFace('a/b', { token: SecretKey.of('hub', 'token') }),
  engine: Engine.vllm({ version: '0.11.0', args: ['--seed=1'] }),
  accelerator: Accelerator.gpus(2),
  metadata: { labels: { b: '1', a: '2' }, annotations: { d: '3', c: '4' } },
  cpuLimit: 8,
  startupTimeout: Duration.minutes(20),
  env: { IMG: EnvValue.of('i') },
  volumes: [Volume.empty('scratch', { mountPath: '/scratch', sizeLimit: Size.gibibytes(1) })],
  nodeSelector: { b: '1', a: '2' },
  podLabels: { b: '1', a: '2' },
  podAnnotations: { b: '1', a: '2' },
  podSpec: { hostname: 'h', dnsPolicy: 'Default' },
};

/** The same value with the keys of its plain maps the other way round. */
function reversed<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inside]) => [key, reversed(inside)]),
  ) as T;
}

function yaml(props: LlmInferenceServiceProps): string {
  const chart = newChart();
  newService(chart, 'Qwen', props);
  return Yaml.stringify(...synth(chart));
}

test.each([
  ['KServe', Backend.kserve()],
  ['a plain Deployment', Backend.deployment()],
])('the order of the props does not change what is written for %s', (_, backend) => {
  const props = { ...PROPS, backend };
  expect(Object.keys(reversed(props))).not.toEqual(Object.keys(props));
  expect(yaml(reversed(props))).toBe(yaml(props));
});

test('variables keep the order in which they are given, since one may refer to another', () => {
  const env = { Z: EnvValue.of('z'), A: EnvValue.of('$(Z)') };
  const chart = newChart();
  newService(chart, 'Qwen', { env });
  const [{ spec }] = synth(chart);
  expect(spec.predictor.containers[0].env.map(({ name }: { name: string }) => name)).toEqual(['Z', 'A']);
});

test('a second synth gives the same', () => {
  const chart = newChart();
  newService(chart, 'Qwen', PROPS);
  expect(synth(chart)).toEqual(synth(chart));
});

const PROGRAM = `
  const { App, Chart, Duration, Size } = require('cdk8s');
  const { Accelerator, Backend, ClusterProfile, Engine, LlmInferenceService, Model } = require('./src');
  const chart = new Chart(new App(), 'test', { namespace: 'llm' });
  ClusterProfile.kubePrometheusStack({ release: 'prometheus' }).applyTo(chart);
  for (const [id, backend] of [['IstanbulKServe', Backend.kserve()], ['IstanbulPlain', Backend.deployment()]])
    new LlmInferenceService(chart, id, {
      backend, engine: Engine.vllm({ version: '0.11.0' }), model: Model.huggingFace('a/b'),
      cpu: 1234.5, memory: Size.gibibytes(2000), accelerator: Accelerator.gpus(2), startupTimeout: Duration.days(1),
    });
  process.stdout.write(JSON.stringify([new Date(0).getHours(), chart.toJson()]));
`;

async function inLocale(env: Record<string, string>): Promise<[number, unknown]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', '--eval', PROGRAM], {
    cwd: join(__dirname, '../..'),
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout);
}

test('neither time zone nor language changes what is written', async () => {
  const [[hour, here], [otherHour, there]] = await Promise.all([
    inLocale({ TZ: 'UTC', LANG: 'C', LC_ALL: 'C' }),
    inLocale({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }),
  ]);
  expect([hour, otherHour]).toEqual([0, 13]); // the time zone did reach the program
  expect(there).toEqual(here);
}, 60_000);
