import { Fleet } from '../engine/fleet';
import type { ServiceModel } from '../engine/service-model';
import { GeneratedTraffic } from '../trace/generated';
import type { TokenSource, Workload } from '../trace/traffic';
import type { Measurement } from './measurement';

const LONGEST_MS = 86_400_000;
const MOST_REQUESTS = 1000;
const TIMES_CONCURRENCY = 8;

/** What the engine would have measured in the place of a benchmark: mean times in milliseconds. */
export function play(
  model: ServiceModel,
  measurement: Measurement,
): { readonly ttftMs: number; readonly itlMs: number } {
  const workload = workloadOf(measurement);
  const fleet = new Fleet({ workload, seed: 1, histograms: ['time to first token', 'inter-token latency'] });
  const id = fleet.addReplica({ ...model, maxModelTokens: model.kvTokens });
  for (let now = 0; now < LONGEST_MS && !fleet.isOver; now += 60_000) fleet.advance(now);
  const mean = (concept: 'time to first token' | 'inter-token latency') => {
    const seen = fleet.histogram(id, concept);
    return seen?.count ? (seen.sum / seen.count) * 1000 : Number.POSITIVE_INFINITY;
  };
  return { ttftMs: mean('time to first token'), itlMs: mean('inter-token latency') };
}

function workloadOf({ concurrency, requestsPerSecond, requests, promptTokens, outputTokens }: Measurement): Workload {
  const prompts = always(promptTokens);
  const answers = always(outputTokens);
  if (concurrency !== undefined) {
    const count = Math.max(1, Math.round(concurrency));
    const most = Math.max(MOST_REQUESTS, TIMES_CONCURRENCY * count);
    return {
      users: [
        {
          title: 'benchmark',
          count,
          startMs: 0,
          endMs: LONGEST_MS,
          requests: Math.max(count, Math.min(requests, most)),
          promptTokens: prompts,
          outputTokens: answers,
        },
      ],
    };
  }
  const lengthMs = (Math.min(requests, MOST_REQUESTS) / requestsPerSecond) * 1000;
  const lines = [{ lengthMs, from: requestsPerSecond, to: requestsPerSecond }];
  const traffic = new GeneratedTraffic({
    title: 'benchmark',
    lines: lines[Symbol.iterator](),
    variation: 1,
    promptTokens: prompts,
    outputTokens: answers,
    seed: 1,
  });
  return { traffic };
}

function always(tokens: number): TokenSource {
  const length = Math.max(1, Math.round(tokens));
  return { next: () => length };
}
