/**
 * How fast the engine is, as it is compiled: `npm run build && npm run bench:engine`. With `-- --week` also a week of
 * 27 million requests, with `-- --trace FILE` what it comes to on the Azure conversation trace of 2023: against the
 * reference that goes iteration by iteration, and against a run that Vidur has published.
 *
 * A machine that does other things makes the figures smaller, which `slowness` (measure.ts) takes into account as far as
 * it can; the best of several runs is nearest to the truth.
 */
import { parseArgs } from 'node:util';
import type { Balancing } from '../src/rehearsal/engine/balancing';
import { Random } from '../src/rehearsal/random';
import { Unreadable } from '../src/rehearsal/reader';
import { openTrace } from '../src/rehearsal/trace/trace-file';
import type { Traffic } from '../src/rehearsal/trace/traffic';
import { iterate, type PlainOutcome, type PlainRequest } from '../test/support/iteration-engine';
import { LLAMA_8B, serve } from '../test/support/replica';
import { conversation } from '../test/support/traffic';
import { slowness } from './measure';

// The compiled code is what users run; compiled on the way it is slower.
const { Fleet } = require('../lib/src/rehearsal/engine/fleet') as typeof import('../src/rehearsal/engine/fleet');
const { parseTraffic } = require('../lib/src/rehearsal/trace/spec') as typeof import('../src/rehearsal/trace/spec');

const TICK_MS = 15_000;
const PER_REPLICA = 2.5;
const RUNS = 9;

const print = (text: string) => process.stdout.write(`${text}\n`);
const millions = (number: number) => `${(number / 1e6).toFixed(2)} M`;

/** Requests that are made beforehand, so that only the engine is measured. */
class Prepared {
  private readonly arrivalMs: Float64Array;
  private readonly promptTokens: Int32Array;
  private readonly outputTokens: Int32Array;

  constructor(
    readonly count: number,
    perSecond: number,
  ) {
    const random = new Random(1);
    this.arrivalMs = new Float64Array(count);
    this.promptTokens = new Int32Array(count);
    this.outputTokens = new Int32Array(count);
    let now = 0;
    for (let place = 0; place < count; place++) {
      now += (random.exponential() * 1000) / perSecond;
      this.arrivalMs[place] = now;
      [this.promptTokens[place], this.outputTokens[place]] = conversation(random);
    }
  }

  open(): Traffic {
    let done = 0;
    return {
      title: 'prepared',
      skipped: 0,
      failure: undefined,
      next: () => {
        const from = done;
        const to = Math.min(this.count, from + 4096);
        if (from === to) return undefined;
        done = to;
        return {
          count: to - from,
          arrivalMs: this.arrivalMs.subarray(from, to),
          promptTokens: this.promptTokens.subarray(from, to),
          outputTokens: this.outputTokens.subarray(from, to),
        };
      },
    };
  }
}

/** Requests per second of CPU time, on a core with nothing else to do. */
function speedOf(prepared: Prepared, replicas: number, balancing: Balancing): number {
  const fleet = new Fleet({ workload: { traffic: prepared.open() }, seed: 1, balancing });
  for (let each = 0; each < replicas; each++) fleet.addReplica(LLAMA_8B);
  const slow = slowness();
  const before = process.cpuUsage();
  for (let now = 0; !fleet.isOver; now += TICK_MS) fleet.advance(now);
  const { user, system } = process.cpuUsage(before);
  return (prepared.count * slow) / ((user + system) / 1e6);
}

function bestAndMedian(run: () => number): string {
  const speeds = Array.from({ length: RUNS }, run).sort((a, b) => b - a);
  return `best ${millions(speeds[0])}, median ${millions(speeds[RUNS >> 1])} requests per second of CPU`;
}

function speeds(): void {
  print(`${PER_REPLICA} requests per second and replica, lengths as of a conversation, one core`);
  for (const kind of ['random', 'leastOutstanding'] as const) {
    for (const replicas of [1, 8, 32, 1000]) {
      const prepared = new Prepared(300_000, PER_REPLICA * replicas);
      print(`  ${kind}, ${replicas} replicas: ${bestAndMedian(() => speedOf(prepared, replicas, { kind }))}`);
    }
  }
}

function growth(): void {
  print('growth with the requests, 8 replicas: microseconds of CPU for each');
  for (const count of [100_000, 200_000, 400_000, 800_000]) {
    const prepared = new Prepared(count, PER_REPLICA * 8);
    const speed = Math.max(...Array.from({ length: 5 }, () => speedOf(prepared, 8, { kind: 'random' })));
    print(`  ${count}: ${(1e6 / speed).toFixed(3)}`);
  }
}

function growthWithReplicas(): void {
  print('growth with the replicas: microseconds of CPU for each request, of which there are as many more');
  for (const replicas of [1, 4, 16, 64, 256, 1024]) {
    const prepared = new Prepared(300_000, PER_REPLICA * replicas);
    const speed = Math.max(...Array.from({ length: 5 }, () => speedOf(prepared, replicas, { kind: 'random' })));
    print(`  ${replicas}: ${(1e6 / speed).toFixed(3)}`);
  }
}

function week(): void {
  const source = parseTraffic('diurnal:mean=45,ratio=3,duration=7d,seed=1', { seed: 1, durationMs: 0 });
  if ('reasons' in source) return;
  const fleet = new Fleet({ workload: source.open(), seed: 1 });
  for (let each = 0; each < 32; each++) fleet.addReplica(LLAMA_8B);
  const started = performance.now();
  const before = process.cpuUsage();
  for (let now = 0; !fleet.isOver; now += TICK_MS) {
    fleet.advance(now);
    for (let id = 0; id < 32; id++) fleet.look(id);
  }
  const { user, system } = process.cpuUsage(before);
  const { arrived, ttft, e2e } = fleet.measurements.total();
  const megabytes = process.resourceUsage().maxRSS / 1024;
  print(`a week, generated and served by 32 replicas, each of which is looked at every ${TICK_MS / 1000} s:`);
  print(
    `  ${millions(arrived)} requests, ${((user + system) / 1e6).toFixed(1)} s of CPU, ${((performance.now() - started) / 1000).toFixed(1)} s, at most ${megabytes.toFixed(0)} MB`,
  );
  print(`  first token p50 ${ttft.p50?.toFixed(0)} ms, whole answer p90 ${e2e.p90?.toFixed(0)} ms`);
}

function percentile(list: readonly number[], share: number): number {
  return list.toSorted((a, b) => a - b)[Math.floor(share * (list.length - 1))];
}

/** How far two lists of latencies are apart at a percentile. */
function difference(got: readonly number[], wanted: readonly number[], share: number): string {
  return `${(Math.abs(percentile(got, share) / percentile(wanted, share) - 1) * 100).toExponential(1)} %`;
}

function latenciesOf(outcomes: readonly (PlainOutcome | undefined)[], requests: readonly PlainRequest[]) {
  const answered = outcomes.flatMap((each, place) => (each === undefined ? [] : [{ ...each, ...requests[place] }]));
  return {
    ttft: answered.map(({ firstMs, arrivalMs }) => firstMs - arrivalMs),
    tpot: answered
      .filter(({ output }) => output > 1)
      .map(({ firstMs, endMs, output }) => (endMs - firstMs) / (output - 1)),
    e2e: answered.map(({ endMs, arrivalMs }) => endMs - arrivalMs),
  };
}

function compare(file: string): void {
  const source = openTrace(file);
  if (source instanceof Unreadable) {
    print(source.reasons.join('\n'));
    return;
  }
  const all: PlainRequest[] = [];
  const { traffic } = source.open();
  for (let batch = traffic?.next(); batch !== undefined; batch = traffic?.next()) {
    for (let place = 0; place < batch.count; place++) {
      const [prompt, output] = [batch.promptTokens[place], batch.outputTokens[place]];
      all.push({ arrivalMs: batch.arrivalMs[place], prompt, output });
    }
  }
  print(`${source.title}: the engine against iteration by iteration, one replica that gets every n-th request`);
  for (const every of [8, 4, 2]) {
    const requests = all.filter((_, place) => place % every === 0);
    const started = performance.now();
    const { outcomes, replica } = serve(LLAMA_8B, requests);
    const between = performance.now();
    const reference = iterate(LLAMA_8B, requests);
    const ended = performance.now();
    const [got, wanted] = [latenciesOf(outcomes, requests), latenciesOf(reference, requests)];
    const busy = replica.busyMs / (requests[requests.length - 1].arrivalMs || 1);
    print(
      `  n = ${every}, ${requests.length} requests, busy ${(busy * 100).toFixed(0)} %, ${((ended - between) / (between - started)).toFixed(0)} times as fast`,
    );
    for (const measure of ['ttft', 'tpot', 'e2e'] as const) {
      const [p50, p90] = [0.5, 0.9].map((share) => difference(got[measure], wanted[measure], share));
      print(`    ${measure}: off by ${p50} at p50, ${p90} at p90`);
    }
  }
  comparePublished(all);
}

/**
 * Llama-3-8B on an A100, 512 requests of the lengths of the trace, 6.45 a second, pieces of 512 tokens. Which arrivals
 * Vidur drew is not known, so that the median of several draws stands for ours.
 *
 * @see https://github.com/microsoft/vidur#readme
 */
const PUBLISHED = {
  'ttft p50': 750,
  'ttft p90': 1670,
  'tpot p50': 46,
  'tpot p90': 52,
  'e2e p50': 7300,
  'e2e p90': 21_000,
};

function comparePublished(all: readonly PlainRequest[]): void {
  const draws = Array.from({ length: 101 }, (_, seed) => {
    const random = new Random(seed + 1);
    let now = 0;
    const requests = Array.from({ length: 512 }, () => {
      now += (random.exponential() * 1000) / 6.45;
      return { ...all[random.below(all.length)], arrivalMs: now };
    });
    const model = { ...LLAMA_8B, maxBatchedTokens: 512, maxRequests: 128, maxModelTokens: 16_384 };
    const { ttft, tpot, e2e } = latenciesOf(serve(model, requests).outcomes, requests);
    return [ttft, tpot, e2e].flatMap((list) => [percentile(list, 0.5), percentile(list, 0.9)]);
  });
  print('a run that Vidur has published, and the median of 101 draws of ours');
  Object.entries(PUBLISHED).forEach(([name, published], place) => {
    const ours = percentile(
      draws.map((draw) => draw[place]),
      0.5,
    );
    const off = (ours / published - 1) * 100;
    print(`  ${name}: ${published} ms, ours ${ours.toFixed(0)} ms, ${off > 0 ? '+' : ''}${off.toFixed(0)} %`);
  });
}

const { values } = parseArgs({ options: { week: { type: 'boolean' }, trace: { type: 'string' } } });
if (values.trace !== undefined) compare(values.trace);
else {
  speeds();
  growth();
  growthWithReplicas();
  if (values.week) week();
}
