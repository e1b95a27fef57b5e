import { takenOptions } from '../kubernetes/taken';
import type { EngineFacts } from './engine-facts';
import { type CustomEngineOptions, customEngine } from './engines/custom';
import { type HuggingFaceServerOptions, huggingFaceServer } from './engines/huggingface-server';
import { type KServeRuntimeOptions, kserveRuntime } from './engines/kserve-runtime';
import { type NimOptions, nim } from './engines/nim';
import { type SglangOptions, sglang } from './engines/sglang';
import { type VllmOptions, vllm } from './engines/vllm';

/**
 * What serves the model. A preset knows its image, its arguments, its probes and its series; a new one is a file in
 * `engines/` and a line here.
 */
export class Engine {
  /** vLLM's OpenAI-compatible server. @see https://docs.vllm.ai/ */
  static vllm(options: VllmOptions): Engine {
    return new Engine(vllm(takenOptions(options)));
  }

  /** SGLang, with its metrics switched on. @see https://docs.sglang.ai/ */
  static sglang(options: SglangOptions): Engine {
    return new Engine(sglang(takenOptions(options)));
  }

  /** An NVIDIA NIM for LLMs. @see https://docs.nvidia.com/nim/large-language-models/latest/ */
  static nim(options: NimOptions): Engine {
    return new Engine(nim(takenOptions(options)));
  }

  /** KServe's huggingface server; needs the KServe backend. */
  static huggingFaceServer(options: HuggingFaceServerOptions): Engine {
    return new Engine(huggingFaceServer(takenOptions(options)));
  }

  /** Any serving runtime of KServe, by model format; needs the KServe backend. */
  static kserveRuntime(options: KServeRuntimeOptions): Engine {
    return new Engine(kserveRuntime(takenOptions(options)));
  }

  /** Any container. */
  static custom(options: CustomEngineOptions): Engine {
    return new Engine(customEngine(takenOptions(options)));
  }

  /** @internal */
  static _facts(engine: Engine): EngineFacts {
    return engine.facts;
  }

  private constructor(private readonly facts: EngineFacts) {}
}
