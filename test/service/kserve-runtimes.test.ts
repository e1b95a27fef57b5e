import { Backend, Engine, EnvValue, type LlmInferenceServiceProps, Model, SecretKey, Volume } from '../../src';
import { errorsWith, pod } from './support';

const HUB = Model.huggingFace('google/gemma-3-1b-it', { token: SecretKey.of('hub', 'token'), revision: 'v2' });
const OPEN = Model.huggingFace('facebook/opt-125m');
const CLAIM = Model.claim('models', { path: 'llama/8b', mountPath: '/models' });
const ROOT = Model.claim('models');
const STORAGE = Model.storage('s3://bucket/llama');
const IMAGE = Model.inImage();

const HF_TOKEN = { name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } } };

const http = (port: number) => [{ name: 'http', containerPort: port, protocol: 'TCP' }];

describe('KServe’s huggingface server', () => {
  const engine = Engine.huggingFaceServer({});
  const FORMAT = { modelFormat: { name: 'huggingface' }, ports: http(8080) };
  const modelOf = (props: Partial<LlmInferenceServiceProps>) => {
    const { resources, securityContext, ...model } = pod(props).model;
    expect(resources.limits).toMatchObject({ cpu: '4', memory: '24Gi' });
    expect(securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    return model;
  };

  test.each<[string, Model, object]>([
    [
      'from the hub',
      HUB,
      { args: ['--model_name=qwen', '--model_id=google/gemma-3-1b-it', '--model_revision=v2'], env: [HF_TOKEN] },
    ],
    ['from the open hub', OPEN, { args: ['--model_name=qwen', '--model_id=facebook/opt-125m'] }],
    ['from the root of a claim', ROOT, { args: ['--model_name=qwen'], storageUri: 'pvc://models' }],
    [
      'from a folder of a claim',
      Model.claim('models', { path: '/llama/8b' }),
      { args: ['--model_name=qwen'], storageUri: 'pvc://models/llama/8b' },
    ],
    ['from a storage', STORAGE, { args: ['--model_name=qwen'], storageUri: 's3://bucket/llama' }],
  ])('takes a model %s', (_, model, expected) => {
    expect(modelOf({ engine, model })).toEqual({ ...FORMAT, ...expected });
  });

  test('takes a runtime, a name of the model and further arguments', () => {
    const own = Engine.huggingFaceServer({
      runtime: 'kserve-huggingfaceserver',
      servedModelName: 'chat',
      vllmVersion: '0.8.5',
      args: ['--dtype=float16'],
    });
    expect(modelOf({ engine: own, model: OPEN })).toEqual({
      ...FORMAT,
      runtime: 'kserve-huggingfaceserver',
      args: ['--model_name=chat', '--model_id=facebook/opt-125m', '--dtype=float16'],
    });
  });

  test('has no container beside the runtime’s', () => {
    expect(pod({ engine, model: OPEN }).containers).toBeUndefined();
  });
});

describe('a serving runtime of KServe', () => {
  test('is asked for by its format', () => {
    const engine = Engine.kserveRuntime({ modelFormat: 'sklearn' });
    expect(pod({ engine, model: STORAGE }).model).toMatchObject({
      modelFormat: { name: 'sklearn' },
      storageUri: 's3://bucket/llama',
      ports: http(8080),
    });
    expect(Object.keys(pod({ engine, model: STORAGE }).model).sort()).toEqual(
      ['modelFormat', 'ports', 'resources', 'securityContext', 'storageUri'].sort(),
    );
  });

  test('takes everything that KServe asks for', () => {
    const engine = Engine.kserveRuntime({
      modelFormat: 'sklearn',
      modelFormatVersion: '1',
      runtime: 'kserve-sklearnserver',
      protocolVersion: 'v2',
      port: 9000,
      args: ['--workers=2'],
      metricsPath: '/metrics',
    });
    expect(pod({ engine, model: ROOT }).model).toMatchObject({
      modelFormat: { name: 'sklearn', version: '1' },
      runtime: 'kserve-sklearnserver',
      protocolVersion: 'v2',
      storageUri: 'pvc://models',
      args: ['--workers=2'],
      ports: http(9000),
    });
  });

  test.each([
    ['the hub', OPEN],
    ['the image', IMAGE],
  ])('takes no model from %s', (_, model) => {
    expect(errorsWith({ engine: Engine.kserveRuntime({ modelFormat: 'sklearn' }), model })).toEqual([
      "KServe's runtimes load the model from a storage; give Model.storage('s3://…') or Model.claim(…) (service/model)",
    ]);
  });
});

describe.each([
  ["KServe's huggingface server", Engine.huggingFaceServer({})],
  ["KServe's runtime for sklearn", Engine.kserveRuntime({ modelFormat: 'sklearn' })],
])('%s', (title, engine) => {
  test('exists only in KServe', () => {
    expect(errorsWith({ engine, model: ROOT, backend: Backend.deployment() })).toEqual([
      `${title} exists only in KServe; use Backend.kserve() or another engine (service/engine)`,
    ]);
  });

  test('finds the model where KServe mounts it', () => {
    expect(errorsWith({ engine, model: CLAIM })).toEqual([
      '\'mountPath\' ("/models") must be /mnt/models, where KServe mounts the model for its runtimes; leave it out (service/model)',
    ]);
  });

  test('is given the environment and the volumes of the service and keeps its own probes', () => {
    const volumes = [Volume.configMap('templates', { mountPath: '/templates' })];
    const found = pod({ engine, model: ROOT, volumes, env: { LOG_LEVEL: EnvValue.of('debug') } });
    expect(found.volumes).toEqual([{ name: 'config-templates', configMap: { name: 'templates' } }]);
    expect(found.model).toMatchObject({
      env: [{ name: 'LOG_LEVEL', value: 'debug' }],
      volumeMounts: [{ name: 'config-templates', mountPath: '/templates', readOnly: true }],
    });
    expect(Object.keys(found.model).filter((key) => key.endsWith('Probe'))).toEqual([]);
  });
});
