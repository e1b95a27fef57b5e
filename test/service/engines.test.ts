import { Backend, Engine, EngineFamily, type LlmInferenceServiceProps, Model, SecretKey } from '../../src';
import { type Manifest, newChart, newService, only } from '../support/chart';
import { container, errorsWith, mainObject } from './support';

const HUB = Model.huggingFace('google/gemma-3-1b-it', { token: SecretKey.of('hub', 'token'), revision: 'v2' });
const OPEN = Model.huggingFace('facebook/opt-125m');
const CLAIM = Model.claim('models', { path: 'llama/8b', mountPath: '/models' });
const ROOT = Model.claim('models');
const STORAGE = Model.storage('s3://bucket/llama');
const IMAGE = Model.inImage();

const HF_TOKEN = { name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } } };
const MOUNT = { name: 'claim-models', mountPath: '/models', subPath: 'llama/8b', readOnly: true };
const ROOT_MOUNT = { name: 'claim-models', mountPath: '/mnt/models', readOnly: true };

/** What an engine decides on in its container. */
function rendered(props: Partial<LlmInferenceServiceProps>) {
  const { image, command, args, env, ports, volumeMounts } = container(props);
  return { image, command, args, env, ports, volumeMounts };
}

function http(port: number, metrics?: number): Manifest[] {
  const serving = { name: 'http', containerPort: port, protocol: 'TCP' };
  return metrics === undefined ? [serving] : [serving, { name: 'metrics', containerPort: metrics, protocol: 'TCP' }];
}

describe('vLLM', () => {
  const engine = Engine.vllm({ version: '0.11.0' });
  const base = {
    image: 'vllm/vllm-openai:v0.11.0',
    command: ['python3', '-m', 'vllm.entrypoints.openai.api_server'],
    ports: http(8000),
  };

  test.each<[string, Model, object]>([
    [
      'from the hub',
      HUB,
      {
        args: [
          '--model=google/gemma-3-1b-it',
          '--revision=v2',
          '--served-model-name=google/gemma-3-1b-it',
          '--port=8000',
        ],
        env: [HF_TOKEN],
      },
    ],
    [
      'from the open hub',
      OPEN,
      { args: ['--model=facebook/opt-125m', '--served-model-name=facebook/opt-125m', '--port=8000'] },
    ],
    [
      'from a folder of a claim',
      CLAIM,
      { args: ['--model=/models', '--served-model-name=qwen', '--port=8000'], volumeMounts: [MOUNT] },
    ],
    [
      'from the root of a claim',
      ROOT,
      { args: ['--model=/mnt/models', '--served-model-name=qwen', '--port=8000'], volumeMounts: [ROOT_MOUNT] },
    ],
    [
      'from a storage, which KServe fetches',
      STORAGE,
      {
        args: ['--model=/mnt/models', '--served-model-name=qwen', '--port=8000'],
        env: [{ name: 'STORAGE_URI', value: 's3://bucket/llama' }],
      },
    ],
  ])('takes a model %s', (_, model, expected) => {
    expect(rendered({ engine, model })).toEqual({ ...base, ...expected });
  });

  test('takes an image, a port, a name of the model and further arguments', () => {
    const own = Engine.vllm({
      version: '0.11.0',
      image: 'registry.example.com/vllm:mine',
      port: 9000,
      servedModelName: 'chat',
      args: ['--max-model-len=4096'],
    });
    expect(rendered({ engine: own, model: OPEN })).toEqual({
      image: 'registry.example.com/vllm:mine',
      command: base.command,
      args: ['--model=facebook/opt-125m', '--served-model-name=chat', '--port=9000', '--max-model-len=4096'],
      ports: http(9000),
    });
  });

  test('serves nothing without a model', () => {
    expect(errorsWith({ engine, model: IMAGE })).toEqual([
      'vLLM needs a model; give one: Model.huggingFace(…), Model.claim(…) or Model.storage(…) (service/model)',
    ]);
  });
});

describe('SGLang', () => {
  const engine = Engine.sglang({ version: '0.5.4' });
  const command = ['python3', '-m', 'sglang.launch_server'];
  const image = 'lmsysorg/sglang:v0.5.4';
  const SERVES = ['--host=0.0.0.0', '--port=30000', '--enable-metrics'];

  test.each<[string, Model, object]>([
    [
      'from the hub',
      HUB,
      {
        args: [
          '--model-path=google/gemma-3-1b-it',
          '--revision=v2',
          '--served-model-name=google/gemma-3-1b-it',
          ...SERVES,
        ],
        env: [HF_TOKEN],
      },
    ],
    [
      'from a claim',
      CLAIM,
      { args: ['--model-path=/models', '--served-model-name=qwen', ...SERVES], volumeMounts: [MOUNT] },
    ],
    [
      'from a storage',
      STORAGE,
      {
        args: ['--model-path=/mnt/models', '--served-model-name=qwen', ...SERVES],
        env: [{ name: 'STORAGE_URI', value: 's3://bucket/llama' }],
      },
    ],
  ])('takes a model %s', (_, model, expected) => {
    expect(rendered({ engine, model })).toEqual({ image, command, ports: http(30000), ...expected });
  });

  test('takes an image, a port, a name of the model and further arguments', () => {
    const own = Engine.sglang({
      version: '0.5.4',
      image: 'sgl:1',
      port: 9000,
      servedModelName: 'chat',
      args: ['--dtype=auto'],
    });
    expect(rendered({ engine: own, model: OPEN })).toEqual({
      image: 'sgl:1',
      command,
      args: [
        '--model-path=facebook/opt-125m',
        '--served-model-name=chat',
        '--host=0.0.0.0',
        '--port=9000',
        '--enable-metrics',
        '--dtype=auto',
      ],
      ports: http(9000),
    });
  });

  test('serves nothing without a model', () => {
    expect(errorsWith({ engine, model: IMAGE })).toEqual([
      'SGLang needs a model; give one: Model.huggingFace(…), Model.claim(…) or Model.storage(…) (service/model)',
    ]);
  });
});

describe('a NIM', () => {
  const apiKey = SecretKey.of('ngc', 'key');
  const image = 'nvcr.io/nim/meta/llama3-8b-instruct:1.1.0';
  const CACHE = [{ name: 'empty-cache', mountPath: '/opt/nim/.cache' }];
  const NGC = { name: 'NGC_API_KEY', valueFrom: { secretKeyRef: { name: 'ngc', key: 'key' } } };
  const CACHE_PATH = { name: 'NIM_CACHE_PATH', value: '/opt/nim/.cache' };

  test('holds its model, and loads it with the API key', () => {
    expect(rendered({ engine: Engine.nim({ image, apiKey }), model: IMAGE })).toEqual({
      image,
      env: [NGC, CACHE_PATH],
      ports: http(8000),
      volumeMounts: CACHE,
    });
  });

  test('is told its port, where that is another', () => {
    expect(rendered({ engine: Engine.nim({ image, apiKey, port: 9000 }), model: IMAGE })).toEqual({
      image,
      env: [NGC, CACHE_PATH, { name: 'NIM_SERVER_PORT', value: '9000' }],
      ports: http(9000),
      volumeMounts: CACHE,
    });
  });

  test('is asked whether it is ready and whether it lives', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container({
      engine: Engine.nim({ image, apiKey }),
      model: IMAGE,
    });
    expect([startupProbe.httpGet.path, readinessProbe.httpGet.path, livenessProbe.httpGet.path]).toEqual([
      '/v1/health/ready',
      '/v1/health/ready',
      '/v1/health/live',
    ]);
  });

  test.each([
    ['nvcr.io/nim/meta/llama3-8b-instruct:1.0.3', undefined, '/metrics'],
    ['nvcr.io/nim/meta/llama3-8b-instruct:1.1.0', undefined, '/v1/metrics'],
    ['nvcr.io/nim/meta/llama3-8b-instruct:1.10', undefined, '/v1/metrics'],
    ['registry.example.com/nim@sha256:0123456789abcdef', undefined, '/v1/metrics'],
    ['registry.example.com/nim:mine', '1.0.0', '/metrics'],
  ])('of the image %s and the version %s serves its metrics at %s', (of, version, path) => {
    const chart = newChart();
    newService(chart, 'Qwen', { engine: Engine.nim({ image: of, apiKey, version }), model: IMAGE });
    expect(only(chart, 'ServiceMonitor').spec.endpoints[0].path).toBe(path);
  });

  test.each([
    ['the hub', OPEN],
    ['a claim', CLAIM],
    ['a storage', STORAGE],
  ])('takes no model from %s', (_, model) => {
    expect(errorsWith({ engine: Engine.nim({ image, apiKey }), model })).toEqual([
      'a NIM loads the model of its image; leave out model, or choose another engine (service/model)',
    ]);
  });
});

describe('a container of one’s own', () => {
  const image = 'registry.example.com/mine:1.0';

  test('is rendered from what is said of it, and its port is tried', () => {
    const engine = Engine.custom({ image, command: ['serve'], args: ['--fast'], port: 8080 });
    expect(rendered({ engine, model: IMAGE })).toEqual({
      image,
      command: ['serve'],
      args: ['--fast'],
      ports: http(8080),
    });
    const { startupProbe, readinessProbe, livenessProbe } = container({ engine, model: IMAGE });
    expect(startupProbe.tcpSocket).toEqual({ port: 'http' });
    expect(readinessProbe.tcpSocket).toEqual({ port: 'http' });
    expect(livenessProbe).toBeUndefined();
  });

  test('is asked at its health path', () => {
    const engine = Engine.custom({ image, port: 8080, healthPath: '/healthz' });
    const { startupProbe, readinessProbe, livenessProbe } = container({ engine, model: IMAGE });
    for (const probe of [startupProbe, readinessProbe, livenessProbe])
      expect(probe.httpGet).toEqual({ path: '/healthz', port: 'http' });
  });

  test('has its serving port first and the port of its metrics second', () => {
    const engine = Engine.custom({ image, port: 8080, metricsPort: 9400, family: EngineFamily.VLLM });
    expect(container({ engine, model: IMAGE }).ports).toEqual(http(8080, 9400));
  });

  test('mounts a claim and has KServe fetch from a storage', () => {
    const engine = Engine.custom({ image, port: 8080 });
    expect(container({ engine, model: CLAIM }).volumeMounts).toEqual([MOUNT]);
    expect(container({ engine, model: STORAGE }).env).toEqual([{ name: 'STORAGE_URI', value: 's3://bucket/llama' }]);
  });

  test('is not told of a model on the hub', () => {
    expect(errorsWith({ engine: Engine.custom({ image, port: 8080 }), model: HUB })).toEqual([
      'a custom engine is not told of a model on the hub; leave out model and name it in args and env, or use Model.claim(…) or Model.storage(…) (service/model)',
    ]);
  });
});

test('a container is the same on both backends but for its name', () => {
  const props = { engine: Engine.vllm({ version: '0.11.0' }), model: CLAIM };
  const { name, ...onKServe } = mainObject(props).spec.predictor.containers[0];
  const { name: other, ...plain } = mainObject({ ...props, backend: Backend.deployment() }).spec.template.spec
    .containers[0];
  expect([name, other]).toEqual(['kserve-container', 'inference-server']);
  expect(plain).toEqual(onKServe);
});

test('the Service of a plain Deployment has each port of the container, by name', () => {
  const chart = newChart();
  const engine = Engine.custom({ image: 'mine:1.0', port: 8080, metricsPort: 9400, metricsPath: '/metrics' });
  newService(chart, 'Qwen', { engine, model: IMAGE, backend: Backend.deployment() });
  expect(only(chart, 'Service').spec.ports).toEqual([
    { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' },
    { name: 'metrics', port: 9400, targetPort: 'metrics', protocol: 'TCP' },
  ]);
});

test('a plain Deployment does not fetch from a storage', () => {
  expect(errorsWith({ model: STORAGE, backend: Backend.deployment() })).toEqual([
    'a model from a storage is fetched by KServe, and this is a plain Deployment; use Backend.kserve(), Model.claim(…) or Model.huggingFace(…) (service/model)',
  ]);
});
