import type { EngineConcept } from '../../src/metrics/catalogue/concepts';
import { type SeriesRow, type SeriesTable, seriesName } from '../../src/metrics/series';
import type { Load } from './load';
import type { Family, Labels } from './pages';

/** How long the parts of a request take, in seconds, and how much of what it has, unless the load says otherwise. */
export const USUAL = {
  'time to first token': 0.2,
  'inter-token latency': 0.02,
  'request latency': 2,
  'queue time': 0.05,
  'prefill time': 0.15,
  'decode time': 1.8,
  'inference time': 1.95,
  'prompt tokens': 200,
  'generated tokens': 100,
  'prompt tokens per request': 200,
  'generated tokens per request': 100,
  'longest answer of a request': 100,
  'token limit of a request': 1000,
  'answers per request': 1,
  'tokens per step': 64,
} as const;
export type Usual = keyof typeof USUAL;

/** The bounds of the histograms: from a millisecond to an hour, and from one to thousands of tokens. */
export const BOUNDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10, 30, 60, 300, 3600];

/** What runs in one pod at a moment, and what a request is like. */
export interface State {
  readonly running: number;
  readonly waiting: number;
  /** Share of the KV cache. */
  readonly cache: number;
  /** Share of the GPUs' time. */
  readonly gpu: number;
  readonly each: (what: Usual) => number;
}

/** What gauges show. */
export const GAUGES: Partial<Record<EngineConcept, (state: State) => number>> = {
  'running requests': ({ running }) => running,
  'waiting requests': ({ waiting }) => waiting,
  'swapped requests': ({ waiting }) => waiting / 2,
  'request limit': () => 256,
  'KV-cache usage': ({ cache }) => cache,
  'CPU-cache usage': ({ cache }) => cache / 2,
  utilization: ({ cache }) => cache,
  'GPU utilization of the engine': ({ gpu }) => gpu,
  'prefix-cache hit rate': () => 0.25,
  'generation throughput': (state) => requestRate(state) * state.each('generated tokens'),
};

/** By how much counters grow in a second. */
export const COUNTERS: Partial<Record<EngineConcept, (state: State) => number>> = {
  // Time is counted up, once for every request that is there.
  'requests in the engine': ({ running, waiting }) => running + waiting,
  'requests in the queue': ({ waiting }) => waiting,
  'received requests': (state) => requestRate(state),
  'finished requests': (state) => requestRate(state),
  preemptions: (state) => requestRate(state) / 10,
  'prompt tokens': (state) => requestRate(state) * state.each('prompt tokens'),
  'generated tokens': (state) => requestRate(state) * state.each('generated tokens'),
  'prefix-cache queries': (state) => requestRate(state) * state.each('prompt tokens'),
  'prefix-cache hits': (state) => (requestRate(state) * state.each('prompt tokens')) / 4,
};

/** Whoever runs for so long at a time ends so often. */
function requestRate({ running, each }: State): number {
  return running / each('request latency');
}

interface Observed {
  readonly buckets: number[];
  count: number;
  sum: number;
}

/**
 * An engine in one pod: gauges are as it stands, counters and histograms go on with the time that passes. All observations
 * of a moment are alike.
 */
export class EngineInPod {
  private readonly counters = new Map<EngineConcept, number>();
  private readonly histograms = new Map<EngineConcept, Observed>();
  private state: State = { running: 0, waiting: 0, cache: 0, gpu: 0, each: (what) => USUAL[what] };

  constructor(
    private readonly table: SeriesTable<EngineConcept>,
    private readonly version: string | undefined,
  ) {}

  /** Lets so many seconds pass with this share of the load. */
  advance(seconds: number, load: Load, share: { readonly running: number; readonly waiting: number }): void {
    const cache = Math.min(1, share.running * load.cachePerRequest);
    const each = (what: Usual) => load.each?.[what] ?? USUAL[what];
    this.state = { ...share, cache, gpu: load.gpuPercent / 100, each };
    for (const { concept, kind } of this.table.rows) {
      if (kind === 'counter')
        this.counters.set(concept, (this.counters.get(concept) ?? 0) + seconds * number(COUNTERS, concept, this.state));
      if (kind === 'histogram') this.observe(concept as Usual, seconds * requestRate(this.state));
    }
  }

  private observe(concept: Usual, requests: number): void {
    if (!(concept in USUAL)) throw new Error(`the fake engines do not know what ${concept} is`);
    const times = concept === 'inter-token latency' ? requests * this.state.each('generated tokens') : requests;
    const value = this.state.each(concept);
    const observed = this.histograms.get(concept) ?? { buckets: BOUNDS.map(() => 0), count: 0, sum: 0 };
    BOUNDS.forEach((upTo, index) => {
      if (value <= upTo) observed.buckets[index] += times;
    });
    observed.count += times;
    observed.sum += value * times;
    this.histograms.set(concept, observed);
  }

  /** Everything that the catalogue knows of this engine in this version. */
  families(): Family[] {
    return this.table.rows.flatMap((row) => {
      const name = seriesName(row, this.version);
      return name === undefined ? [] : [this.family(row, name)];
    });
  }

  private family(row: SeriesRow<EngineConcept>, name: string): Family {
    const { concept, kind, divisor = 1, where = {} } = row;
    const named = { name, help: `Of the load: ${concept}.` };
    const labels = { ...this.labels(), ...where };
    if (kind === 'histogram') {
      const { buckets, count, sum } = this.histograms.get(concept) ?? {
        buckets: BOUNDS.map(() => 0),
        count: 0,
        sum: 0,
      };
      const bounded = BOUNDS.map((upTo, index) => ({ upTo: upTo * divisor, count: whole(buckets[index]) }));
      return { ...named, kind, samples: [{ labels, buckets: bounded, count: whole(count), sum: sum * divisor }] };
    }
    const value =
      kind === 'counter' ? whole((this.counters.get(concept) ?? 0) * divisor) : number(GAUGES, concept, this.state);
    // Where labels tell a series from others under its name, there are others.
    const others = Object.keys(where).map((label) => ({ labels: { ...labels, [label]: 'other' }, value: 12_345 }));
    return { ...named, kind, samples: [{ labels, value }, ...others] };
  }

  private labels(): Labels {
    return Object.fromEntries(this.table.labels.map((label) => [label, label === 'engine' ? '0' : 'e2e']));
  }
}

/** Counts are whole: nobody saw a part of a request. */
function whole(count: number): number {
  // What lies below the next whole number by no more than the last digits is that number.
  return Math.floor(count + 1e-6);
}

function number(of: Partial<Record<EngineConcept, (state: State) => number>>, concept: EngineConcept, state: State) {
  const value = of[concept];
  if (value === undefined) throw new Error(`the fake engines do not know what ${concept} is`);
  return value(state);
}
