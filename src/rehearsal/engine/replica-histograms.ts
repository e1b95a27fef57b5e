import type { EngineConcept } from '../../metrics/catalogue/concepts';
import { BucketHistogram } from './histogram';
import type { Requests } from './requests';

/** What an engine counts of every request that it has answered, in the words of the metric catalogue. */
export type MeasuredConcept = Extract<
  EngineConcept,
  | 'time to first token'
  | 'inter-token latency'
  | 'request latency'
  | 'queue time'
  | 'prefill time'
  | 'decode time'
  | 'inference time'
  | 'prompt tokens per request'
  | 'generated tokens per request'
>;

/** Seconds; the bounds of vLLM's histograms (https://docs.vllm.ai/en/latest/usage/metrics.html). */
const FIRST_TOKEN = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
];
const BETWEEN_TOKENS = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];
const WHOLE_REQUEST = [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680];
const TOKENS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

const BOUNDS: Readonly<Record<MeasuredConcept, readonly number[]>> = {
  'time to first token': FIRST_TOKEN,
  'inter-token latency': BETWEEN_TOKENS,
  'request latency': WHOLE_REQUEST,
  'queue time': WHOLE_REQUEST,
  'prefill time': WHOLE_REQUEST,
  'decode time': WHOLE_REQUEST,
  'inference time': WHOLE_REQUEST,
  'prompt tokens per request': TOKENS,
  'generated tokens per request': TOKENS,
};

/** The histograms of one replica: only of what somebody looks at, for each of them takes time. */
export class ReplicaHistograms {
  private readonly histograms = new Map<MeasuredConcept, BucketHistogram>();
  private readonly list: readonly (readonly [MeasuredConcept, BucketHistogram])[];

  constructor(concepts: readonly MeasuredConcept[]) {
    for (const concept of concepts) {
      this.histograms.set(concept, new BucketHistogram(Float64Array.from(BOUNDS[concept])));
    }
    this.list = [...this.histograms];
  }

  /** The histogram of a concept; nothing where nobody looks at it. */
  of(concept: MeasuredConcept): BucketHistogram | undefined {
    return this.histograms.get(concept);
  }

  /** A request was answered. As in vLLM, times are those of the engine, not of the client. */
  answered(requests: Requests, row: number): void {
    for (const [concept, histogram] of this.list) {
      const endMs = requests.answeredMs[row];
      const entered = requests.enteredMs[row];
      const admitted = requests.admittedMs[row];
      const first = requests.firstTokenMs[row];
      const tokens = requests.outputTokens[row];
      switch (concept) {
        case 'time to first token':
          histogram.add((first - entered) / 1000);
          break;
        case 'inter-token latency':
          // Each of its tokens counts, at the mean of the request.
          if (tokens > 1) histogram.add((endMs - first) / (tokens - 1) / 1000, tokens - 1);
          break;
        case 'request latency':
          histogram.add((endMs - entered) / 1000);
          break;
        case 'queue time':
          histogram.add((admitted - entered) / 1000);
          break;
        case 'prefill time':
          histogram.add((first - admitted) / 1000);
          break;
        case 'decode time':
          histogram.add((endMs - first) / 1000);
          break;
        case 'inference time':
          histogram.add((endMs - admitted) / 1000);
          break;
        case 'prompt tokens per request':
          histogram.add(requests.promptTokens[row]);
          break;
        case 'generated tokens per request':
          histogram.add(tokens);
      }
    }
  }
}
