/** The shape of a language model, as its `config.json` says it. */
export interface LanguageModel {
  /** What this table and reports call it, for example `Llama-3.1-8B`. */
  readonly name: string;
  /** What it is called; lower case, without the organization and without what separates words. */
  readonly pattern: RegExp;
  /** Parameters in 10⁹. */
  readonly parametersB: number;
  /** Parameters that one token is multiplied with, in 10⁹: without the table of the vocabulary and idle experts. */
  readonly activeB: number;
  /** Layers with attention, each of which has keys and values of its own. */
  readonly layers: number;
  /** Heads that queries have. */
  readonly heads: number;
  /** Heads of which keys and values are kept. */
  readonly kvHeads: number;
  /** Numbers of which a key, or a value, of one head consists. */
  readonly headSize: number;
  /** Tokens of the longest context. */
  readonly contextTokens: number;
  /** Address of its `config.json`. */
  readonly source: string;
}

/** Where several fit, the first. */
export const LANGUAGE_MODELS: readonly LanguageModel[] = [
  model('Llama-3.2-1B', /llama32?1b/, 1.24, 1.24, 16, 32, 8, 64, 131_072, 'meta-llama/Llama-3.2-1B'),
  model('Llama-3.2-3B', /llama32?3b/, 3.21, 3.21, 28, 24, 8, 128, 131_072, 'meta-llama/Llama-3.2-3B'),
  model(
    'Llama-3.1-8B',
    /llama318b|deepseekr1distillllama8b/,
    8.03,
    7.5,
    32,
    32,
    8,
    128,
    131_072,
    'meta-llama/Llama-3.1-8B',
  ),
  model('Llama-3-8B', /llama38b/, 8.03, 7.5, 32, 32, 8, 128, 8192, 'meta-llama/Meta-Llama-3-8B'),
  model(
    'Llama-3-70B',
    /llama3[13]70b|llama370b|distillllama70b/,
    70.55,
    69.5,
    80,
    64,
    8,
    128,
    131_072,
    'meta-llama/Llama-3.1-70B',
  ),
  model('Llama-2-7B', /llama27b|vicuna7b/, 6.74, 6.61, 32, 32, 32, 128, 4096, 'meta-llama/Llama-2-7b-hf'),
  model('Llama-2-13B', /llama213b|vicuna13b/, 13.02, 12.85, 40, 40, 40, 128, 4096, 'meta-llama/Llama-2-13b-hf'),
  model('Llama-2-70B', /llama270b/, 68.98, 68.71, 80, 64, 8, 128, 4096, 'meta-llama/Llama-2-70b-hf'),
  model('Qwen2.5-0.5B', /qwen2505b|qwen205b/, 0.49, 0.49, 24, 14, 2, 64, 32_768, 'Qwen/Qwen2.5-0.5B'),
  model('Qwen2.5-1.5B', /qwen2?515b|qwen215b/, 1.54, 1.54, 28, 12, 2, 128, 131_072, 'Qwen/Qwen2.5-1.5B'),
  model('Qwen2.5-3B', /qwen253b/, 3.09, 3.09, 36, 16, 2, 128, 32_768, 'Qwen/Qwen2.5-3B'),
  model('Qwen2.5-7B', /qwen257b|qwen27b|distillqwen7b/, 7.62, 7.07, 28, 28, 4, 128, 131_072, 'Qwen/Qwen2.5-7B'),
  model('Qwen2.5-14B', /qwen2514b|distillqwen14b/, 14.77, 13.99, 48, 40, 8, 128, 131_072, 'Qwen/Qwen2.5-14B'),
  model('Qwen2.5-32B', /qwen2532b|qwq32b|distillqwen32b/, 32.76, 31.98, 64, 40, 8, 128, 131_072, 'Qwen/Qwen2.5-32B'),
  model('Qwen2.5-72B', /qwen2572b|qwen272b/, 72.71, 71.46, 80, 64, 8, 128, 131_072, 'Qwen/Qwen2.5-72B'),
  model('Qwen3-0.6B', /qwen306b/, 0.6, 0.6, 28, 16, 8, 128, 40_960, 'Qwen/Qwen3-0.6B'),
  model('Qwen3-1.7B', /qwen317b/, 1.72, 1.72, 28, 16, 8, 128, 40_960, 'Qwen/Qwen3-1.7B'),
  model('Qwen3-4B', /qwen34b/, 4.02, 4.02, 36, 32, 8, 128, 40_960, 'Qwen/Qwen3-4B'),
  model('Qwen3-8B', /qwen38b/, 8.19, 7.57, 36, 32, 8, 128, 40_960, 'Qwen/Qwen3-8B'),
  model('Qwen3-14B', /qwen314b/, 14.77, 13.99, 40, 40, 8, 128, 40_960, 'Qwen/Qwen3-14B'),
  model('Qwen3-30B-A3B', /qwen330ba3b/, 30.53, 3.0, 48, 32, 4, 128, 40_960, 'Qwen/Qwen3-30B-A3B'),
  model('Qwen3-32B', /qwen332b/, 32.76, 31.98, 64, 64, 8, 128, 40_960, 'Qwen/Qwen3-32B'),
  model('Qwen-7B', /qwen(15)?7b/, 7.72, 7.1, 32, 32, 32, 128, 8192, 'Qwen/Qwen-7B'),
  model('Qwen-14B', /qwen(15)?14b/, 14.17, 13.39, 40, 40, 40, 128, 8192, 'Qwen/Qwen-14B'),
  model('Qwen-72B', /qwen(15)?72b/, 72.29, 71.05, 80, 64, 64, 128, 32_768, 'Qwen/Qwen-72B'),
  model('Gemma-3-1B', /gemma31b/, 1.0, 1.0, 26, 4, 1, 256, 32_768, 'google/gemma-3-1b-it'),
  model('Gemma-3-4B', /gemma34b/, 4.3, 3.88, 34, 8, 4, 256, 131_072, 'google/gemma-3-4b-it'),
  model('Gemma-3-12B', /gemma312b/, 12.19, 11.77, 48, 16, 8, 256, 131_072, 'google/gemma-3-12b-it'),
  model('Gemma-3-27B', /gemma327b/, 27.43, 27.01, 62, 32, 16, 128, 131_072, 'google/gemma-3-27b-it'),
  model('Gemma-2-2B', /gemma22b/, 2.61, 2.61, 26, 8, 4, 256, 8192, 'google/gemma-2-2b-it'),
  model('Gemma-2-9B', /gemma29b/, 9.24, 9.24, 42, 16, 8, 256, 8192, 'google/gemma-2-9b-it'),
  model('Gemma-2-27B', /gemma227b/, 27.23, 27.23, 46, 32, 16, 128, 8192, 'google/gemma-2-27b-it'),
  model('Mistral-7B', /mistral7b|zephyr7b/, 7.24, 7.11, 32, 32, 8, 128, 32_768, 'mistralai/Mistral-7B-v0.3'),
  model(
    'Mistral-Small-24B',
    /mistralsmall/,
    23.57,
    22.9,
    40,
    32,
    8,
    128,
    32_768,
    'mistralai/Mistral-Small-24B-Instruct-2501',
  ),
  model('Mixtral-8x7B', /mixtral8x7b/, 46.7, 12.75, 32, 32, 8, 128, 32_768, 'mistralai/Mixtral-8x7B-v0.1'),
  model('Phi-3-mini', /phi3(5)?mini/, 3.82, 3.72, 32, 32, 32, 96, 131_072, 'microsoft/Phi-3-mini-128k-instruct'),
  model('Phi-4', /phi4(?!mini)/, 14.66, 14.15, 40, 40, 10, 128, 16_384, 'microsoft/phi-4'),
  model('opt-125m', /opt125m|fbopt/, 0.125, 0.125, 12, 12, 12, 64, 2048, 'facebook/opt-125m'),
];

/** The model of a name such as `meta-llama/Llama-3.1-8B-Instruct` or `qwen2.5-7b`; nothing when it is none of these. */
export function findLanguageModel(name: string): LanguageModel | undefined {
  const plain = (name.split('/').pop() ?? '')
    .toLowerCase()
    .replace(/^meta-?/, '')
    .replace(/[\s._:-]/g, '');
  return LANGUAGE_MODELS.find(({ pattern }) => pattern.test(plain));
}

function model(
  name: string,
  pattern: RegExp,
  parametersB: number,
  activeB: number,
  layers: number,
  heads: number,
  kvHeads: number,
  headSize: number,
  contextTokens: number,
  page: string,
): LanguageModel {
  const source = `https://huggingface.co/${page}/blob/main/config.json`;
  return { name, pattern, parametersB, activeB, layers, heads, kvHeads, headSize, contextTokens, source };
}
