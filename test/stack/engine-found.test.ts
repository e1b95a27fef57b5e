import { splitImage } from '../../src/stack/engine-found';
import { graphOf } from './support';

/** The engine of a Deployment with one container. */
function engineOf(container: object) {
  const manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'qwen', namespace: 'llm' },
    spec: { template: { spec: { containers: [{ name: 'engine', ...container }] } } },
  };
  const { engine } = graphOf(JSON.stringify(manifest)).workloads[0];
  return (
    engine && [engine.table.title, engine.version, engine.metricsPort, engine.metricsPath, engine.place.path.at(-1)]
  );
}

const NIM = 'nvcr.io/nim/meta/llama-3.1-8b-instruct';
const TRITON = 'nvcr.io/nvidia/tritonserver';

describe('the engine of a container', () => {
  test.each([
    ['vLLM', { image: 'vllm/vllm-openai:v0.11.0' }, ['vLLM', '0.11.0', 8000, '/metrics', 'image']],
    [
      'vLLM by a port of its own',
      { image: 'vllm/vllm-openai:v0.11.0', args: ['--port', '9000'] },
      ['vLLM', '0.11.0', 9000, '/metrics', 'image'],
    ],
    [
      'vLLM by a port in one word',
      { image: 'vllm/vllm-openai', args: ['--port=9000'] },
      ['vLLM', undefined, 9000, '/metrics', 'image'],
    ],
    [
      'vLLM by a port that is no number',
      { image: 'vllm/vllm-openai', args: ['--port', '$(PORT)'] },
      ['vLLM', undefined, 8000, '/metrics', 'image'],
    ],
    [
      'vLLM by a port that is missing',
      { image: 'vllm/vllm-openai', args: ['--port'] },
      ['vLLM', undefined, 8000, '/metrics', 'image'],
    ],
    [
      'vLLM, whatever the environment says',
      { image: 'vllm/vllm-openai', env: [{ name: 'PORT', value: '9000' }] },
      ['vLLM', undefined, 8000, '/metrics', 'image'],
    ],
    ['vLLM on AMD GPUs', { image: 'vllm/vllm-openai-rocm:v0.11.0' }, ['vLLM', '0.11.0', 8000, '/metrics', 'image']],
    [
      'vLLM on CPUs',
      { image: 'public.ecr.aws/q9t5s3a7/vllm-cpu-release-repo:v0.11.0' },
      ['vLLM', '0.11.0', 8000, '/metrics', 'image'],
    ],
    [
      'vLLM of a distribution',
      { image: 'registry.example/rhaiis/vllm:3.2' },
      ['vLLM', undefined, 8000, '/metrics', 'image'],
    ],
    [
      'vLLM in a build by others',
      { image: 'lmcache/vllm-openai:v0.3.1' },
      ['vLLM', undefined, 8000, '/metrics', 'image'],
    ],
    ['vLLM by its digest', { image: 'vllm/vllm-openai@sha256:00' }, ['vLLM', undefined, 8000, '/metrics', 'image']],
    [
      'vLLM by its command',
      { image: 'python:3.12', command: ['vllm', 'serve'] },
      ['vLLM', undefined, 8000, '/metrics', 'command'],
    ],
    [
      'vLLM by its arguments, without an image',
      { args: ['vllm', 'serve'] },
      ['vLLM', undefined, 8000, '/metrics', 'args'],
    ],
    ['SGLang', { image: 'lmsysorg/sglang:latest' }, ['SGLang', undefined, 30000, '/metrics', 'image']],
    ['NIM', { image: `${NIM}:1.8.3` }, ['NVIDIA NIM', '1.8.3', 8000, '/v1/metrics', 'image']],
    ['NIM of before 1.1', { image: `${NIM}:1.0.3` }, ['NVIDIA NIM', '1.0.3', 8000, '/metrics', 'image']],
    [
      'NIM by its environment',
      { image: NIM, env: [{ name: 'NIM_SERVER_PORT', value: '9000' }] },
      ['NVIDIA NIM', undefined, 9000, '/v1/metrics', 'image'],
    ],
    [
      'NIM by an environment without a number',
      { image: NIM, env: [{ value: '1' }, { name: 'NIM_SERVER_PORT', value: '0' }] },
      ['NVIDIA NIM', undefined, 8000, '/v1/metrics', 'image'],
    ],
    ['Triton', { image: `${TRITON}:24.01-py3` }, ['NVIDIA Triton', '2.42', 8002, '/metrics', 'image']],
    [
      'Triton by a port of its metrics',
      { image: `${TRITON}:latest`, args: ['--http-port=9000', '--metrics-port=9002'] },
      ['NVIDIA Triton', undefined, 9002, '/metrics', 'image'],
    ],
    ['Triton of long ago', { image: `${TRITON}:20.01-py3` }, ['NVIDIA Triton', undefined, 8002, '/metrics', 'image']],
    [
      'the server of Hugging Face',
      { image: 'kserve/huggingfaceserver:v0.15.0' },
      ["KServe's huggingface server", undefined, 8080, '/metrics', 'image'],
    ],
    ['none', { image: 'nginx:1' }, undefined],
    ['none, without an image', {}, undefined],
  ])('is %s', (_, container, expected) => expect(engineOf(container)).toEqual(expected));
});

describe('the engine that KServe chooses', () => {
  const engineOfModel = (model: object) => {
    const manifest = {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'qwen', annotations: { 'serving.kserve.io/deploymentMode': 'RawDeployment' } },
      spec: { predictor: model },
    };
    const { engine } = graphOf(JSON.stringify(manifest)).workloads[0];
    return engine && [engine.table.title, engine.metricsPort];
  };
  const model = (name: string, more = {}) => ({ model: { modelFormat: { name }, ...more } });

  test.each([
    ['of Hugging Face', model('huggingface'), ["KServe's huggingface server", 8080]],
    [
      'of Hugging Face, by a port',
      model('huggingface', { args: ['--http_port=9000'] }),
      ["KServe's huggingface server", 9000],
    ],
    ['of vLLM', model('vLLM'), ['vLLM', 8080]],
    ['of Triton', model('triton'), ['NVIDIA Triton', 8002]],
    ['of Triton, as it was written before', { triton: {} }, ['NVIDIA Triton', 8002]],
    ['of no language model', model('sklearn'), undefined],
    ['of what every object has', model('constructor'), undefined],
    ['of no format', { model: {} }, undefined],
    ['of a container', { containers: [{ image: 'vllm/vllm-openai:v0.11.0' }] }, ['vLLM', 8000]],
  ])('%s', (_, predictor, expected) => expect(engineOfModel(predictor)).toEqual(expected));
});

test.each([
  ['vllm/vllm-openai:v0.11.0', { repository: 'vllm/vllm-openai', tag: 'v0.11.0' }],
  ['registry.example:5000/vllm', { repository: 'registry.example:5000/vllm' }],
  ['vllm:v1@sha256:00', { repository: 'vllm', tag: 'v1' }],
])('the image %s', (image, expected) => expect(splitImage(image)).toEqual(expected));
