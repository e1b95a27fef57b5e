import { coldStartDefaults } from '../../../src/rehearsal/engine/cold-start';
import { FITTED } from '../../../src/rehearsal/engine/fitted';
import { findGpu, GPUS } from '../../../src/rehearsal/engine/gpus';
import { findLanguageModel, LANGUAGE_MODELS } from '../../../src/rehearsal/engine/language-models';
import { serviceParameters } from '../../../src/rehearsal/engine/parameters';

describe('names', () => {
  test.each(LANGUAGE_MODELS)('a model is found by its own name: $name', (model) => {
    expect(findLanguageModel(model.name)?.name).toBe(model.name);
    expect(
      findLanguageModel(model.source.replace('https://huggingface.co/', '').replace('/blob/main/config.json', ''))
        ?.name,
    ).toBeDefined();
  });

  test.each([
    ['meta-llama/Meta-Llama-3-8B-Instruct', 'Llama-3-8B'],
    ['meta/llama3-8b-instruct', 'Llama-3-8B'],
    ['meta-llama/Llama-3.1-8B-Instruct', 'Llama-3.1-8B'],
    ['meta-llama/Llama-3.3-70B-Instruct', 'Llama-3-70B'],
    ['Qwen-7B-Chat-Int8', 'Qwen-7B'],
    ['/models/Qwen1.5-7B-Chat', 'Qwen-7B'],
    ['Qwen/Qwen2.5-7B-Instruct-AWQ', 'Qwen2.5-7B'],
    ['deepseek-ai/DeepSeek-R1-Distill-Qwen-32B', 'Qwen2.5-32B'],
    ['google/gemma-3-1b-it', 'Gemma-3-1B'],
    ['google/gemma-3-12b-it', 'Gemma-3-12B'],
    ['mistralai/Mistral-7B-Instruct-v0.3', 'Mistral-7B'],
    ['facebook/opt-125m', 'opt-125m'],
    ['gpt2', undefined],
  ])('%s is %s', (name, found) => {
    expect(findLanguageModel(name)?.name).toBe(found);
  });

  test.each(GPUS)('a GPU is found by its own name: $name', ({ name }) => {
    expect(findGpu(name)?.name).toBe(name);
  });

  test.each([
    ['NVIDIA-A100-SXM4-80GB', 'A100-80GB'],
    ['NVIDIA-A100-SXM4-40GB', 'A100-40GB'],
    ['nvidia-a100-80gb', 'A100-80GB'],
    ['NVIDIA-H100-80GB-HBM3', 'H100'],
    ['NVIDIA H100 PCIe', 'H100-PCIe'],
    ['NVIDIA-H200', 'H200'],
    ['NVIDIA-H20', 'H20'],
    ['nvidia-l4', 'L4'],
    ['NVIDIA-L40S', 'L40S'],
    ['NVIDIA-A10', 'A10'],
    ['NVIDIA-A10G', 'A10G'],
    ['Tesla-V100-SXM2-16GB', 'V100-16GB'],
    ['nvidia-tesla-v100', 'V100-32GB'],
    ['Tesla-T4', 'T4'],
    ['MI300X', undefined],
  ])('%s is %s', (name, found) => {
    expect(findGpu(name)?.name).toBe(found);
  });

  test('what was fitted is of models and GPUs that are in the tables', () => {
    for (const { models, gpu } of FITTED) {
      for (const model of models) expect(LANGUAGE_MODELS.map(({ name }) => name)).toContain(model);
      expect([...GPUS.map(({ name }) => name), 'CPU']).toContain(gpu);
    }
  });
});

describe('times', () => {
  const of = (model: string, gpu: string, more = {}) => serviceParameters({ model, gpu, ...more });

  test('are those that were fitted where there are some, and say so', () => {
    const { origin, model, parameters } = of('Llama-3-8B', 'A100-80GB');
    expect(origin).toBe('fitted');
    expect(model).toMatchObject({ baseMs: 13.5, memoryMs: 0.027, computeMs: 0.084, kvMs: 1.1e-4, attentionMs: 6e-6 });
    expect(parameters[0].note).toBe(
      'fitted to published measurements, ± 15 % (https://github.com/microsoft/vidur#readme)',
    );
  });

  test('are near to them where they are calculated instead', () => {
    for (const { models, gpu, tensorParallelism, baseMs, computeMs } of FITTED) {
      if (gpu === 'CPU') continue;
      // Another precision was not measured, so that the data sheet has to do; with twice the bytes and half of them again.
      const sheet = of(models[0], gpu, { tensorParallelism, precision: 'fp32' });
      expect(sheet.origin).toBe('roofline');
      expect(Math.abs(((sheet.model.baseMs - 2.7) / 2 + 2.7) / baseMs - 1)).toBeLessThan(0.35);
      expect(Math.abs(sheet.model.computeMs / computeMs - 1)).toBeLessThan(0.3);
    }
  });

  test.each([
    // What others were seen to serve at: milliseconds between tokens of a batch that is neither empty nor full.
    ['H100', 10, 15],
    ['A100-80GB', 15, 25],
    ['L40S', 25, 35],
  ])('of an 8B model on %s are within what is published', (gpu, least, most) => {
    const { model } = of('Llama-3.1-8B', gpu);
    const at = (answers: number) => model.baseMs + model.memoryMs * answers + model.kvMs * answers * 1000;
    expect([at(1) < most, at(64) > least, at(8) < most]).toEqual([true, true, true]);
  });

  test('are a guess where the GPU is not known, which is said', () => {
    const { origin, assumptions } = serviceParameters({ model: 'my/own-model' });
    expect([origin, assumptions]).toEqual([
      'default',
      [
        'the model "my/own-model" is not in the table; the shape of Llama-3.1-8B was taken',
        'the GPU is not known; A100-80GB was taken',
      ],
    ]);
  });
});

describe('memory', () => {
  test('holds what the GPUs have beside the weights', () => {
    const kv = (facts: object) => serviceParameters({ model: 'Llama-3-8B', gpu: 'A100-80GB', ...facts }).model.kvTokens;
    // 80 GB · 0.9 less 2 GB of overhead and 16.06 GB of weights, 128 KiB a token.
    expect(kv({})).toBe(Math.floor((72e9 - 2e9 - 16.06e9) / 131_072));
    expect(kv({ kvPrecision: 'fp8' })).toBe(Math.floor((72e9 - 2e9 - 16.06e9) / 65_536));
    expect(kv({ tensorParallelism: 2 })).toBe(Math.floor((144e9 - 4e9 - 16.06e9) / 131_072));
    expect(kv({ memoryUtilization: 0.5 })).toBe(Math.floor((40e9 - 2e9 - 16.06e9) / 131_072));
  });

  test('of quantized models holds more, as their names say', () => {
    const weights = (model: string) => serviceParameters({ model, gpu: 'A10' }).weightBytes / 7.62e9;
    expect(['Qwen2.5-7B', 'Qwen2.5-7B-AWQ', 'Qwen2.5-7B-GPTQ-Int8', 'Qwen2.5-7B-FP8'].map(weights)).toEqual([
      2, 0.5, 1, 1,
    ]);
  });

  test('that does not hold the model is said', () => {
    const { assumptions, model } = serviceParameters({ model: 'Qwen2.5-72B', gpu: 'A100-80GB' });
    expect(assumptions).toEqual([
      'Qwen2.5-72B with fp16 weights does not fit 1 × A100-80GB; room for 2048 tokens of context was taken',
    ]);
    expect([model.kvTokens, model.maxModelTokens]).toEqual([2048, 2048]);
  });
});

describe('limits', () => {
  test("are vLLM's where nothing is given, and what is given otherwise", () => {
    const limits = (gpu: string, facts = {}) => {
      const { maxRequests, maxBatchedTokens, maxModelTokens } = serviceParameters({
        model: 'Llama-3-8B',
        gpu,
        ...facts,
      }).model;
      return [maxRequests, maxBatchedTokens, maxModelTokens];
    };
    expect(limits('A100-80GB')).toEqual([256, 2048, 8192]);
    expect(limits('H100')).toEqual([1024, 8192, 8192]);
    expect(limits('L4', { maxRequests: 64, maxBatchedTokens: 512, maxModelTokens: 4096 })).toEqual([64, 512, 4096]);
    // Fewer tokens than requests would leave some of them without any.
    expect(limits('L4', { maxRequests: 512, maxBatchedTokens: 256 })).toEqual([512, 512, 8192]);
  });
});

test('a cold start takes longer the more there is to load', () => {
  expect(coldStartDefaults(16.06e9)).toEqual({
    node: { p50: 180, p90: 300 },
    instantNode: { p50: 45, p90: 75 },
    gpuDevice: 30,
    image: { p50: 300, p90: 480 },
    cachedImage: 0,
    modelLoad: 41,
    warmUp: 10,
  });
  expect(coldStartDefaults(141e9).modelLoad).toBe(166);
});
