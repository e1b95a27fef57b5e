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

  /** Share of the KV cache that is in use, 0–1. */
  static readonly KV_CACHE_USAGE: RatioMetric = RatioMetric._of({ from: 'engine', concept: 'KV-cache usage' });

  /** Prompt tokens per second and pod. */
  static readonly PROMPT_TOKEN_RATE: CountMetric = count('prompt tokens');

  /** Generated tokens per second and pod. */
  static readonly GENERATED_TOKEN_RATE: CountMetric = count('generated tokens');

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

  private constructor() {}
}

function count(concept: EngineConcept): CountMetric {
  return CountMetric._of({ from: 'engine', concept });
}

function latency(concept: EngineConcept, quantile: number): LatencyMetric {
  return LatencyMetric._of({ from: 'engine', concept, quantile });
}
