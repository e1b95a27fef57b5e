import type { ApiObjectMetadata } from 'cdk8s';
import {
  Accelerator,
  Backend,
  Engine,
  EngineFamily,
  EnvValue,
  type LlmInferenceServiceProps,
  Model,
  Monitoring,
  SecretKey,
  Volume,
} from '../../src';
import { errorsOf, newChart, newService, synth } from '../support/chart';

let warnings: string[];

beforeEach(() => {
  warnings = [];
  jest.spyOn(process, 'emitWarning').mockImplementation((text) => {
    warnings.push(String(text));
  });
});

afterEach(() => jest.restoreAllMocks());

/** Every place where a user's text goes into the props of a service. */
const TEXTS: Record<string, (text: string) => Partial<LlmInferenceServiceProps>> = {
  'metadata.name': (name) => ({ metadata: { name } }),
  'metadata.namespace': (namespace) => ({ metadata: { namespace } }),
  'metadata.labels': (text) => ({ metadata: { labels: { label: text } } }),
  'metadata.labels key': (text) => ({ metadata: { labels: { [text]: 'label' } } }),
  'metadata.annotations': (text) => ({ metadata: { annotations: { note: text } } }),
  'metadata.annotations key': (text) => ({ metadata: { annotations: { [text]: 'note' } } }),
  'vllm version': (version) => ({ engine: Engine.vllm({ version }) }),
  'vllm image': (image) => ({ engine: Engine.vllm({ version: '0.11.0', image }) }),
  'vllm servedModelName': (text) => ({ engine: Engine.vllm({ version: '0.11.0', servedModelName: text }) }),
  'vllm args': (text) => ({ engine: Engine.vllm({ version: '0.11.0', args: [text] }) }),
  'sglang version': (version) => ({ engine: Engine.sglang({ version }) }),
  'sglang image': (image) => ({ engine: Engine.sglang({ version: '0.5.4', image }) }),
  'nim image': (image) => ({ model: Model.inImage(), engine: Engine.nim({ image, apiKey: SecretKey.of('a', 'b') }) }),
  'nim apiKey': (text) => ({
    model: Model.inImage(),
    engine: Engine.nim({ image: 'nim:1.1.0', apiKey: SecretKey.of(text, 'b') }),
  }),
  'huggingFaceServer runtime': (runtime) => ({ engine: Engine.huggingFaceServer({ runtime }) }),
  'huggingFaceServer vllmVersion': (vllmVersion) => ({ engine: Engine.huggingFaceServer({ vllmVersion }) }),
  'kserveRuntime modelFormat': (modelFormat) => ({
    model: Model.claim('models'),
    engine: Engine.kserveRuntime({ modelFormat }),
  }),
  'kserveRuntime protocolVersion': (protocolVersion) => ({
    model: Model.claim('models'),
    engine: Engine.kserveRuntime({ modelFormat: 'a', protocolVersion }),
  }),
  'custom command': (text) => custom({ command: [text] }),
  'custom healthPath': (healthPath) => custom({ healthPath }),
  'custom metricsPath': (metricsPath) => custom({ metricsPath }),
  'custom version': (version) => custom({ family: EngineFamily.VLLM, version }),
  'model id': (id) => ({ model: Model.huggingFace(id) }),
  'model revision': (revision) => ({ model: Model.huggingFace('a/b', { revision }) }),
  'model token': (text) => ({ model: Model.huggingFace('a/b', { token: SecretKey.of('secret', text) }) }),
  'model claim': (claim) => ({ model: Model.claim(claim) }),
  'model claim path': (path) => ({ model: Model.claim('models', { path }) }),
  'model claim mountPath': (mountPath) => ({ model: Model.claim('models', { mountPath }) }),
  'model storage': (uri) => ({ model: Model.storage(uri) }),
  'accelerator resource': (name) => ({ accelerator: Accelerator.resource(name, 1) }),
  env: (text) => ({ env: { LEVEL: EnvValue.of(text) } }),
  'env name': (text) => ({ env: { [text]: EnvValue.of('debug') } }),
  'env of a Secret': (text) => ({ env: { LEVEL: EnvValue.fromSecret(SecretKey.of(text, 'key')) } }),
  'env of a ConfigMap': (text) => ({ env: { LEVEL: EnvValue.fromConfigMap('name', text) } }),
  'volume name': (name) => ({ volumes: [Volume.empty(name, { mountPath: '/a' })] }),
  'volume mountPath': (mountPath) => ({ volumes: [Volume.claim('a', { mountPath })] }),
  'volume subPath': (subPath) => ({ volumes: [Volume.claim('a', { mountPath: '/a', subPath })] }),
  nodeSelector: (text) => ({ nodeSelector: { pool: text } }),
  tolerations: (value) => ({ tolerations: [{ key: 'a', operator: 'Equal', value }] }),
  affinity: (text) => ({ affinity: { nodeAffinity: [text] } }),
  serviceAccountName: (serviceAccountName) => ({ serviceAccountName }),
  imagePullSecrets: (text) => ({ imagePullSecrets: [text] }),
  priorityClassName: (priorityClassName) => ({ priorityClassName }),
  podLabels: (text) => ({ podLabels: { tier: text } }),
  podAnnotations: (text) => ({ podAnnotations: { note: text } }),
  'podAnnotations key': (text) => ({ podAnnotations: { [text]: 'note' } }),
  podSpec: (text) => ({ podSpec: { any: { depth: [text] } } }),
  'podSpec key': (text) => ({ podSpec: { [text]: 'any' } }),
  'monitoring labels': (text) => ({ monitoring: Monitoring.serviceMonitor({ labels: { team: text } }) }),
};

function custom(options: object): Partial<LlmInferenceServiceProps> {
  return { engine: Engine.custom({ image: 'mine:1.0', port: 80, ...options }), model: Model.inImage() };
}

function errorsFor(props: Partial<LlmInferenceServiceProps>): string[] {
  const chart = newChart();
  newService(chart, 'Qwen', props);
  return errorsOf(chart);
}

/** Text that YAML readers fail at or change. */
const BROKEN = ['a\u0000b', 'a\u0007b', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\u2029b', 'a\ud800b'];
/** Written bare by cdk8s and read as 15 by kubectl, unless it is a part of a longer text. */
const OCTAL = '0o17';
const SECRETS = [
  'hf_abcdefghijklmnopqrstuvwxyzABCD',
  'nvapi-0123456789abcdef',
  'https://user:password@host/model',
  '-----BEGIN PRIVATE KEY-----',
  'AKIA0123456789ABCDEF',
  'sk-abcdefghijklmnop0123',
  'eyJhbGciOi.eyJzdWIi.c2ln',
];
/** Places whose value becomes a part of an argument: a number is a text there. */
const WITHIN_TEXT = ['vllm servedModelName', 'model revision'];

describe.each(Object.entries(TEXTS))('as %s', (place, props) => {
  const isKey = place.endsWith(' key') || place === 'env name';

  test.each(BROKEN)('the text %j is refused in a message that can be printed', (text) => {
    const errors = errorsFor(props(text));
    expect(errors).not.toEqual([]);
    for (const message of errors) expect(message).toMatch(/^\[test\/Qwen\] [\x20-\x7e…]+ \([a-z]+\/[a-z-]+\)$/);
  });

  test('what looks like an octal number is refused, or only a part of a text', () => {
    if (errorsFor(props(OCTAL)).length === 0) expect(emittedTexts(props(OCTAL))).not.toContain(OCTAL);
  });

  const nan = Number.NaN as unknown as string;
  if (!isKey && !WITHIN_TEXT.includes(place))
    test('NaN is refused', () => {
      expect(errorsFor(props(nan))).not.toEqual([]);
    });

  test.each(SECRETS)('the secret %s is never shown', (secret) => {
    const errors = errorsFor(props(secret));
    expect([...errors, ...warnings].join('\n')).not.toContain(secret);
  });
});

function emittedTexts(props: Partial<LlmInferenceServiceProps>): string[] {
  const chart = newChart();
  newService(chart, 'Qwen', props);
  const found: string[] = [];
  JSON.stringify(synth(chart), (_, value) => {
    if (typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}

test('the value of a secret in the environment stands in no message', () => {
  const secret = 'correct horse battery staple';
  const [message] = errorsFor({ env: { HF_TOKEN: EnvValue.of(secret) } });
  expect(message).toContain("'env.HF_TOKEN' looks like a secret");
  expect(message).not.toContain(secret);
});

describe('what is not plain data is refused', () => {
  test.each<[string, Partial<LlmInferenceServiceProps>, string]>([
    [
      'a label that is a number',
      { metadata: { labels: { version: 1.1 } } as unknown as ApiObjectMetadata },
      `'metadata.labels.version' (1.1) must be a string; write it in quotes (label/syntax)`,
    ],
    [
      'a pod label that is a number',
      { podLabels: { version: 1.1 as unknown as string } },
      `'podLabels.version' (1.1) must be a string; write it in quotes (label/syntax)`,
    ],
    [
      'a pod annotation that is a number',
      { podAnnotations: { version: 1.1 as unknown as string } },
      `'podAnnotations.version' (1.1) must be a string; write it in quotes (label/syntax)`,
    ],
    [
      'a node selector that is true',
      { nodeSelector: { gpu: true as unknown as string } },
      `'nodeSelector.gpu' (true) must be a string; write it in quotes (label/syntax)`,
    ],
    [
      'a pod label with the id of a model',
      { podLabels: { model: 'Qwen/Qwen2.5-7B' } },
      `'podLabels.model' ("Qwen/Qwen2.5-7B") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)`,
    ],
    [
      'an argument that is not there',
      { engine: Engine.vllm({ version: '0.11.0', args: [undefined as unknown as string] }) },
      `'spec.predictor.containers[0].args[3]' (undefined) must have a value; drop it or give one (value/plain-data)`,
    ],
    [
      'a function',
      { podSpec: { hostname: { resolve: () => 'pwned' } } },
      `'spec.predictor.hostname.resolve' (a function) must be plain data; pass a value, not code (value/plain-data)`,
    ],
    [
      'a Map',
      { affinity: { nodeAffinity: new Map() } },
      `'spec.predictor.affinity.nodeAffinity' (an instance of Map) must be a plain object or list; convert it (value/plain-data)`,
    ],
    [
      'a reserved key',
      { podSpec: JSON.parse('{"a": {"constructor": 1}}') },
      `'spec.predictor.a' ("constructor") must not be used as a key; rename the key (value/plain-data)`,
    ],
    [
      'NaN at any depth',
      { podSpec: { a: [{ b: Number.NaN }] } },
      `'spec.predictor.a[0].b' (NaN) must be a finite number; give a number (value/number)`,
    ],
  ])('%s', (_, props, message) => {
    expect(errorsFor(props)).toEqual([`[test/Qwen] ${message}`]);
  });

  test('a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(errorsFor({ podSpec: { cycle }, backend: Backend.deployment() })).toEqual([
      "[test/Qwen] 'spec.template.spec.cycle.self' (an object) must not contain itself; cut the cycle (value/plain-data)",
    ]);
  });
});

test('labels without a prototype are taken', () => {
  const labels = Object.assign(Object.create(null), { team: 'nlp' });
  expect(errorsFor({ metadata: { labels, annotations: labels }, podLabels: labels, podAnnotations: labels })).toEqual(
    [],
  );
});
