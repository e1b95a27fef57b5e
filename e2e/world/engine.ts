import type { EngineConcept } from '../../src/metrics/catalogue/concepts';
import { type SeriesRow, type SeriesTable, seriesName } from '../../src/metrics/series';
import type { Load } from './load';
import type { Family, Observed } from './pages';

/** The latencies of which engines keep histograms. */
export type Latency = 'time to first token' | 'inter-token latency' | 'request latency' | 'queue time';

/** How long things take, in seconds, and how many tokens a request has, unless the load says otherwise. */
export const USUAL = {
  'time to first token': 0.2,
  'inter-token latency': 0.02,
  'request latency': 2,
  'queue time': 0.05,
  'prompt tokens': 200,
  'generated tokens': 100,
} as const;

/** The bounds of the histograms, in seconds: from a millisecond to an hour. */
export const BOUNDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10, 30, 60, 300, 3600];

/** What a pod has counted since it began. */
interface Counted {
  requests: number;
  readonly observed: Record<Latency, { readonly buckets: number[]; count: number; sum: number }>;
  readonly tokens: Record<'prompt tokens' | 'generated tokens', number>;
}

/**
 * An engine in one pod: so many requests run in it at a time, each takes so long, and its counters and histograms go
 * on with the time that passes.
 */
export class EngineInPod {
  private readonly counted: Counted = {
    requests: 0,
    observed: {
      'time to first token': nothing(),
      'inter-token latency': nothing(),
      'request latency': nothing(),
      'queue time': nothing(),
    },
    tokens: { 'prompt tokens': 0, 'generated tokens': 0 },
  };
  private running = 0;
  private waiting = 0;
  private cache = 0;

  constructor(
    private readonly table: SeriesTable<EngineConcept>,
    private readonly version: string | undefined,
  ) {}

  /** So many seconds with this share of the load. */
  advance(seconds: number, load: Load, share: { readonly running: number; readonly waiting: number }): void {
    this.running = share.running;
    this.waiting = share.waiting;
    this.cache = Math.min(1, share.running * load.cachePerRequest);
    const each = (what: keyof typeof USUAL): number => load.each?.[what] ?? USUAL[what];
    const { requests } = this.counted;
    // Whoever runs for so long at a time ends so often.
    this.counted.requests += (seconds * share.running) / each('request latency');
    // Only whole requests are seen: an engine does not count parts of one.
    const ended = Math.floor(this.counted.requests) - Math.floor(requests);
    const { tokens, observed } = this.counted;
    tokens['prompt tokens'] += ended * each('prompt tokens');
    tokens['generated tokens'] += ended * each('generated tokens');
    for (const latency of ['time to first token', 'request latency', 'queue time'] as const)
      observe(observed[latency], each(latency), ended);
    observe(observed['inter-token latency'], each('inter-token latency'), ended * (each('generated tokens') - 1));
  }

  /** Everything that the catalogue knows of this engine in this version, as it stands. */
  families(): Family[] {
    const labels = { ...(this.table.labels.includes('engine') && { engine: '0' }), model_name: 'model' };
    return this.table.rows.flatMap((row) => {
      const name = seriesName(row, this.version);
      return name === undefined ? [] : [this.family(row, name, labels)];
    });
  }

  private family({ concept, kind }: SeriesRow<EngineConcept>, name: string, labels: Record<string, string>): Family {
    const named = { name, help: `Of the load: ${concept}.` };
    if (kind === 'histogram') {
      const { buckets, count, sum } = this.counted.observed[concept as Latency];
      const samples: Observed[] = [
        { labels, buckets: BOUNDS.map((upTo, index) => ({ upTo, count: buckets[index] })), count, sum },
      ];
      return { ...named, kind, samples };
    }
    return { ...named, kind, samples: [{ labels, value: this.value(concept) }] };
  }

  private value(concept: EngineConcept): number {
    switch (concept) {
      case 'running requests':
        return this.running;
      case 'waiting requests':
        return this.waiting;
      case 'KV-cache usage':
        return this.cache;
      case 'prompt tokens':
      case 'generated tokens':
        return this.counted.tokens[concept];
      default:
        throw new Error(`${concept} is not one number`);
    }
  }
}

function nothing() {
  return { buckets: BOUNDS.map(() => 0), count: 0, sum: 0 };
}

function observe(into: { buckets: number[]; count: number; sum: number }, seconds: number, times: number): void {
  BOUNDS.forEach((upTo, index) => {
    if (seconds <= upTo) into.buckets[index] += times;
  });
  into.count += times;
  into.sum += seconds * times;
}
