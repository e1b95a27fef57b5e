import type { EngineConcept } from './catalogue/concepts';
import { CountMetric, LatencyMetric, RatioMetric } from './metric';

/**
 * What an inference engine tells of its load. The concepts mean the same for every engine; bound to a service they
 * become the series of its engine and version.
 *
 * Errors: a scaler whose engine lacks a concept says which engines have it.
 */
export class EngineMetric {
  /** Requests that are being computed in a pod right now. */
  static readonly RUNNING_REQUESTS: CountMetric = count('running requests');

  /** Requests that wait in a pod's queue. */
  static readonly WAITING_REQUESTS: CountMetric = count('waiting requests');

  /** Requests whose KV cache was swapped to the memory of the CPU; vLLM before 0.8. */
  static readonly SWAPPED_REQUESTS: CountMetric = count('swapped requests');

  /** Requests that are in the engine, waiting or computed, on average over the rate window. */
  static readonly REQUESTS_IN_ENGINE: CountMetric = count('requests in the engine');

  /** Requests that are in the queue, on average over the rate window. */
  static readonly REQUESTS_IN_QUEUE: CountMetric = count('requests in the queue');

  /** Share of the KV cache that is in use, 0–1. */
  static readonly KV_CACHE_USAGE: RatioMetric = ratio('KV-cache usage');

  /** Share of the KV cache in the memory of the CPU that is in use, 0–1; vLLM before 0.8. */
  static readonly CPU_CACHE_USAGE: RatioMetric = ratio('CPU-cache usage');

  /** Share of prompt tokens that were found in the prefix cache, 0–1; says what requests cost, not how many there are. */
  static readonly PREFIX_CACHE_HIT_RATE: RatioMetric = ratio('prefix-cache hit rate');

  /** What the engine itself holds for its utilization, 0–1. */
  static readonly UTILIZATION: RatioMetric = ratio('utilization');

  /** Utilization of the GPUs as the engine exports it, 0–1; `GpuMetric.UTILIZATION` asks the GPU exporter. */
  static readonly GPU_UTILIZATION: RatioMetric = ratio('GPU utilization of the engine');

  /** Prompt tokens per second and pod. */
  static readonly PROMPT_TOKEN_RATE: CountMetric = count('prompt tokens');

  /** Generated tokens per second and pod. */
  static readonly GENERATED_TOKEN_RATE: CountMetric = count('generated tokens');

  /** Generated tokens per second and pod, as the engine itself counts them. */
  static readonly GENERATION_THROUGHPUT: CountMetric = count('generation throughput');

  /** Requests that come in, per second and pod. */
  static readonly RECEIVED_REQUEST_RATE: CountMetric = count('received requests');

  /** Requests that are finished, per second and pod. */
  static readonly FINISHED_REQUEST_RATE: CountMetric = count('finished requests');

  /** Running requests that are put back for want of KV cache, per second and pod. */
  static readonly PREEMPTION_RATE: CountMetric = count('preemptions');

  /** Prompt tokens that are looked up in the prefix cache, per second and pod. */
  static readonly PREFIX_CACHE_QUERY_RATE: CountMetric = count('prefix-cache queries');

  /** Prompt tokens that are found in the prefix cache, per second and pod. */
  static readonly PREFIX_CACHE_HITS_RATE: CountMetric = count('prefix-cache hits');

  /** Seconds until the first token of an answer. @param percentile between 0 and 1 @default 0.95 */
  static timeToFirstToken(percentile = 0.95): LatencyMetric {
    return latency('time to first token', percentile);
  }

  /** Seconds between two tokens of an answer. @param percentile between 0 and 1 @default 0.95 */
  static interTokenLatency(percentile = 0.95): LatencyMetric {
    return latency('inter-token latency', percentile);
  }

  /** Seconds from the arrival of a request to its last token. @param percentile between 0 and 1 @default 0.95 */
  static requestLatency(percentile = 0.95): LatencyMetric {
    return latency('request latency', percentile);
  }

  /** Seconds that a request waits before it is computed. @param percentile between 0 and 1 @default 0.95 */
  static queueTime(percentile = 0.95): LatencyMetric {
    return latency('queue time', percentile);
  }

  /** Seconds that the prompt of a request takes. @param percentile between 0 and 1 @default 0.95 */
  static prefillTime(percentile = 0.95): LatencyMetric {
    return latency('prefill time', percentile);
  }

  /** Seconds from the first token of an answer to its last. @param percentile between 0 and 1 @default 0.95 */
  static decodeTime(percentile = 0.95): LatencyMetric {
    return latency('decode time', percentile);
  }

  /** Seconds that a request is computed, prompt and answer. @param percentile between 0 and 1 @default 0.95 */
  static inferenceTime(percentile = 0.95): LatencyMetric {
    return latency('inference time', percentile);
  }

  /**
   * Tokens of the prompt of a request: what requests cost, not how many there are, so that more pods do not lower it.
   * @param percentile between 0 and 1 @default 0.95
   */
  static promptTokensPerRequest(percentile = 0.95): CountMetric {
    return count('prompt tokens per request', percentile);
  }

  /**
   * Tokens that were generated for a request: what requests cost, not how many there are, so that more pods do not
   * lower it. @param percentile between 0 and 1 @default 0.95
   */
  static generatedTokensPerRequest(percentile = 0.95): CountMetric {
    return count('generated tokens per request', percentile);
  }

  /**
   * Tokens that a request lets the engine generate at most (`max_tokens`): what requests may cost, not how many there
   * are, so that more pods do not lower it. @param percentile between 0 and 1 @default 0.95
   */
  static tokenLimitPerRequest(percentile = 0.95): CountMetric {
    return count('token limit of a request', percentile);
  }

  /** Tokens that the engine computes in one step: how full its batches are. @param percentile between 0 and 1 @default 0.95 */
  static tokensPerStep(percentile = 0.95): CountMetric {
    return count('tokens per step', percentile);
  }

  private constructor() {}
}

function count(concept: EngineConcept, quantile?: number): CountMetric {
  return CountMetric._of({ from: 'engine', concept, quantile });
}

function ratio(concept: EngineConcept): RatioMetric {
  return RatioMetric._of({ from: 'engine', concept });
}

function latency(concept: EngineConcept, quantile: number): LatencyMetric {
  return LatencyMetric._of({ from: 'engine', concept, quantile });
}
