import { Accelerator, Engine, type LlmInferenceServiceProps, Model, Ratio, SecretKey } from '../../src';
import { newChart, newService, only, warningsOf } from '../support/chart';
import { container, errorsWith } from './support';

const HUB = Model.huggingFace('facebook/opt-125m');
const version = '0.11.0';
const gpus = (count: number) => ({ accelerator: Accelerator.gpus(count) });
const vllm = (options: object) => ({ engine: Engine.vllm({ version, ...options }), model: HUB });
const sglang = (options: object) => ({ engine: Engine.sglang({ version: '0.5.4', ...options }), model: HUB });
const custom = (args: string[]) => ({
  engine: Engine.custom({ image: 'mine:1.0', port: 8080, args }),
  model: undefined,
});

const ALL = {
  servedModelName: 'chat',
  tensorParallelSize: 2,
  pipelineParallelSize: 2,
  gpuMemoryUtilization: Ratio.of(0.85),
  maxModelLen: 8192,
  maxRunningRequests: 64,
  quantization: 'awq',
};

test.each<[string, Partial<LlmInferenceServiceProps>, string[]]>([
  [
    'vLLM',
    vllm({ ...ALL, prefixCaching: false, args: ['--dtype=auto'] }),
    [
      '--model=facebook/opt-125m',
      '--served-model-name=chat',
      '--port=8000',
      '--tensor-parallel-size=2',
      '--pipeline-parallel-size=2',
      '--gpu-memory-utilization=0.85',
      '--max-model-len=8192',
      '--max-num-seqs=64',
      '--quantization=awq',
      '--no-enable-prefix-caching',
      '--dtype=auto',
    ],
  ],
  [
    'SGLang',
    sglang({ ...ALL, prefixCaching: false }),
    [
      '--model-path=facebook/opt-125m',
      '--served-model-name=chat',
      '--host=0.0.0.0',
      '--port=30000',
      '--enable-metrics',
      '--tensor-parallel-size=2',
      '--pipeline-parallel-size=2',
      '--mem-fraction-static=0.85',
      '--context-length=8192',
      '--max-running-requests=64',
      '--quantization=awq',
      '--disable-radix-cache',
    ],
  ],
])('%s is given its options by the names that it has for them', (_, props, args) => {
  expect(container({ ...props, ...gpus(4) }).args).toEqual(args);
});

test("KServe's huggingface server is given the options of the vLLM inside", () => {
  const engine = Engine.huggingFaceServer({ ...ALL, prefixCaching: true });
  const chart = newChart();
  newService(chart, 'Qwen', { engine, model: HUB, ...gpus(4) });
  expect(only(chart, 'InferenceService').spec.predictor.model.args).toEqual([
    '--model_name=chat',
    '--model_id=facebook/opt-125m',
    '--tensor-parallel-size=2',
    '--pipeline-parallel-size=2',
    '--gpu-memory-utilization=0.85',
    '--max-model-len=8192',
    '--max-num-seqs=64',
    '--quantization=awq',
    '--enable-prefix-caching',
  ]);
});

test('a NIM takes a claim for its cache, a profile, a name and a length', () => {
  const apiKey = SecretKey.of('ngc', 'key');
  const options = { cacheClaim: 'nim-cache', profile: 'vllm-bf16-tp1', servedModelName: 'chat', maxModelLen: 4096 };
  const engine = Engine.nim({ image: 'nvcr.io/nim/meta/llama3:1.2.0', apiKey, ...options });
  const { env, volumeMounts } = container({ engine, model: undefined });
  expect(env.slice(2)).toEqual([
    { name: 'NIM_MODEL_PROFILE', value: 'vllm-bf16-tp1' },
    { name: 'NIM_SERVED_MODEL_NAME', value: 'chat' },
    { name: 'NIM_MAX_MODEL_LEN', value: '4096' },
  ]);
  expect(volumeMounts).toEqual([{ name: 'claim-nim-cache', mountPath: '/opt/nim/.cache' }]);
});

const FEWER = 'lower the parallelism (service/parallelism)';

test.each<[string, Partial<LlmInferenceServiceProps>, string]>([
  [
    'more tensor parallelism than GPUs',
    { ...vllm({ tensorParallelSize: 4 }), ...gpus(1) },
    `the engine wants 4 GPUs (tensor 4 × pipeline 1), and a pod has 1; raise accelerator to Accelerator.gpus(4), or ${FEWER}`,
  ],
  [
    'the same as a raw argument in two words',
    { ...vllm({ args: ['-tp', '4'] }), ...gpus(2) },
    `the engine wants 4 GPUs (tensor 4 × pipeline 1), and a pod has 2; raise accelerator to Accelerator.gpus(4), or ${FEWER}`,
  ],
  [
    'tensor, pipeline and data parallelism together',
    { ...sglang({ tensorParallelSize: 2, args: ['--pp-size=2', '--dp=2'] }), ...gpus(4) },
    `the engine wants 8 GPUs (tensor 2 × pipeline 2 × data 2), and a pod has 4; raise accelerator to Accelerator.gpus(8), or ${FEWER}`,
  ],
  [
    'a tensor parallelism of half',
    vllm({ tensorParallelSize: 0.5 }),
    "'tensorParallelSize' (0.5) must be a whole number of at least 1; give such a number (value/number)",
  ],
  [
    'a memory share of 95',
    vllm({ gpuMemoryUtilization: Ratio.of(95) }),
    "'gpuMemoryUtilization' (95) must be a Ratio above 0 and at most 1; write Ratio.of(0.9) for nine tenths (service/engine)",
  ],
  [
    'the same as a raw argument',
    vllm({ args: ['--gpu_memory_utilization', '95'] }),
    '\'args --gpu-memory-utilization\' ("95") must be above 0 and at most 1; write 0.9 (service/engine)',
  ],
  [
    'a method of quantization with a blank',
    vllm({ quantization: 'fp 8' }),
    "'quantization' (\"fp 8\") must be the name of a method; write it like 'awq' (service/engine)",
  ],
  [
    'another port among the arguments',
    vllm({ args: ['--port', '9000'] }),
    '\'args\' has --port "9000", and the props say "8000"; leave it out and set the prop (service/arguments)',
  ],
  [
    'another model among the arguments',
    vllm({ args: ['--model=other'] }),
    '\'args\' has --model "other", and the props say "facebook/opt-125m"; leave it out and set the prop (service/arguments)',
  ],
  [
    'an option given twice',
    vllm({ maxModelLen: 4096, args: ['--max-model-len=8192'] }),
    '\'args\' has --max-model-len "8192", and the props say "4096"; leave it out and set the prop (service/arguments)',
  ],
  [
    'the opposite of an option',
    sglang({ prefixCaching: true, args: ['--disable-radix-cache'] }),
    "'args' has --disable-radix-cache, and 'prefixCaching' is true; leave it out and set the prop (service/arguments)",
  ],
  [
    'two words in one item',
    vllm({ args: ['--dtype auto'] }),
    '\'args\' ("--dtype auto") must hold one word per item; split it, or write --name=value (service/arguments)',
  ],
])('refuses %s', (_, props, message) => {
  expect(errorsWith(props)).toEqual([message]);
});

test.each<[string, Partial<LlmInferenceServiceProps>]>([
  ['a port that is the same', vllm({ args: ['--port=8000'] })],
  ['further names of the model', vllm({ args: ['--served-model-name', 'a', 'b'] })],
  ['a length with a unit', vllm({ args: ['--max-model-len=32k'] })],
  [
    'copies that share the GPUs',
    { ...sglang({ tensorParallelSize: 2, args: ['--dp=2', '--enable-dp-attention'] }), ...gpus(2) },
  ],
  ['any parallelism without a GPU', { ...vllm({ tensorParallelSize: 2 }), accelerator: undefined }],
])('takes %s', (_, props) => {
  const chart = newChart();
  newService(chart, 'Qwen', props);
  expect(errorsWith(props)).toEqual([]);
  expect(warningsOf(chart)).toEqual([]);
});

test.each<[string, Partial<LlmInferenceServiceProps>, string]>([
  [
    'GPUs that lie idle',
    { ...vllm({}), ...gpus(2) },
    'the engine uses 1 of the 2 GPUs of a pod (tensor 1 × pipeline 1); set tensorParallelSize to 2, or ask for fewer GPUs (service/parallelism)',
  ],
  [
    'a port that is not the one that is served, in a container of one’s own',
    custom(['--port', '8000']),
    '\'args\' has the port "8000", and the container is probed and served at 8080; make them one (service/arguments)',
  ],
])('warns of %s', (_, props, message) => {
  const chart = newChart();
  newService(chart, 'Qwen', props);
  expect(warningsOf(chart)).toEqual([`[test/Qwen] ${message}`]);
});
