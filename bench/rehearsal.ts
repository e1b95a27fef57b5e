/**
 * How fast rehearsals are, as they are compiled: `npm run build && npm run bench:rehearsal`: decisions of the HPA, and a
 * hundred policies over a day. With `-- --week` also a week of 27 million requests with every tick of the HPA, with
 * `-- --trace FILE` the example `vllm-hpa` over a trace, also as a whole process.
 *
 * Seconds are those of the CPU, on a core with nothing else to do as far as `slowness` (measure.ts) can tell.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { HpaPod, HpaWorld } from '../src/rehearsal/controllers/hpa/world';
import type { RehearseOptions } from '../src/rehearsal/options/rehearse-options';
import { slowness } from './measure';

// The compiled code is what users run; compiled on the way it is slower. Errors are instances of its classes.
const lib = (path: string) => require(`../lib/src/rehearsal/${path}`);
const { HpaController } = lib(
  'controllers/hpa/controller',
) as typeof import('../src/rehearsal/controllers/hpa/controller');
const { readHpaSpec } = lib(
  'controllers/hpa/read-policy',
) as typeof import('../src/rehearsal/controllers/hpa/read-policy');
const { Unreadable } = lib('reader') as typeof import('../src/rehearsal/reader');
const { rehearse } = lib('rehearse') as typeof import('../src/rehearsal/rehearse');
const { answersOf } = lib('sweep/answers') as typeof import('../src/rehearsal/sweep/answers');
const { manifestsIn } = lib('stack/manifests') as typeof import('../src/rehearsal/stack/manifests');
const { openTrace } = lib('trace/trace-file') as typeof import('../src/rehearsal/trace/trace-file');

const ROOT = join(__dirname, '..');
const VLLM_HPA = join(ROOT, 'test', 'golden', 'vllm-hpa.yaml');
const RESYNC = 15_000;
const RUNS = 5;
const POLICIES = 100;

const print = (text: string) => process.stdout.write(`${text}\n`);

/** CPU seconds of something, the best of some runs. */
function best(runs: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const slow = slowness();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6 / slow);
  }
  return least;
}

/** Ticks of one HPA on a metric that goes up and down, without anything around it. */
function decide(spec: object, pods: number, ticks: number): void {
  const policy = readHpaSpec(spec);
  if (policy instanceof Unreadable) throw new Error(policy.reasons.join());
  const controller = new HpaController(policy);
  const ready: HpaPod[] = Array.from({ length: 64 }, () => ({
    phase: 'Running',
    startTime: -1e9,
    ready: { isTrue: true, since: -1e9 },
  }));
  const samples = ready.map(() => ({ value: 0, at: 0, window: 0 }));
  let total = 0;
  const world = {
    specReplicas: pods,
    statusReplicas: pods,
    pods: ready.slice(0, pods),
    metrics: {
      ofPods: () => samples,
      requestsOfPods: () => [],
      ofObject: () => 0,
      external: () => [total],
    },
  };
  for (let tick = 1; tick <= ticks; tick += 1) {
    total = pods * 4000 + ((tick * 7919) % 4001) - 2000;
    for (let pod = 0; pod < pods; pod += 1) samples[pod].value = Math.trunc(total / pods);
    controller.reconcile(world as HpaWorld, tick * RESYNC);
  }
}

const EXTERNAL = {
  type: 'External',
  external: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '4' } },
};
const PODS = { type: 'Pods', pods: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '4' } } };
const BEHAVIOR = { scaleDown: { stabilizationWindowSeconds: 300 } };

function decisions(): void {
  const ticks = 1_000_000;
  const cases = [
    ['one External metric', { maxReplicas: 64, metrics: [EXTERNAL] }, 8],
    ['the same with a behavior', { maxReplicas: 64, metrics: [EXTERNAL], behavior: BEHAVIOR }, 8],
    ['one Pods metric, 8 pods', { maxReplicas: 64, metrics: [PODS], behavior: BEHAVIOR }, 8],
    ['one Pods metric, 64 pods', { maxReplicas: 64, metrics: [PODS], behavior: BEHAVIOR }, 64],
  ] as const;
  for (const [title, spec, pods] of cases) {
    const seconds = best(RUNS, () => decide(spec, pods, ticks));
    print(`HPA decisions, ${title}: ${(ticks / seconds / 1e6).toFixed(2)} M/s`);
  }
}

function play(manifests: string, options: RehearseOptions) {
  const result = rehearse(manifests, options);
  if (result instanceof Unreadable) throw new Error(result.reasons.join('\n'));
  return result;
}

/** A hundred policies, one after the other in one thread, as each thread of a sweep does it. */
function policies(): void {
  const objects = manifestsIn(readFileSync(VLLM_HPA, 'utf8'));
  if (objects instanceof Unreadable) throw new Error(objects.reasons.join('\n'));
  const seconds = 86_400;
  const answer = answersOf({
    objects: objects.map(({ fields }) => fields),
    sweep: 'target:vllm_num_requests_running=1..10, maxReplicas=3..12',
    traffic: { spec: `diurnal:mean=5.5556,ratio=3,tokens=1155/211,duration=${seconds}s`, seed: 1, durationMs: 0 },
    options: { untilSeconds: seconds },
  });
  let requests = 0;
  let dearest = 0;
  const all = best(1, () => {
    for (let index = 0; index < POLICIES; index += 1) {
      const one = answer(index);
      if ('reasons' in one) throw new Error(one.reasons.join('\n'));
      requests = one.totals.requests;
      dearest = Math.max(dearest, process.memoryUsage().rss);
    }
  });
  print(
    `${POLICIES} policies over a day of ${requests} requests, one thread: ${all.toFixed(1)} s, ${(dearest / 1e6).toFixed(0)} MB`,
  );
}

function overTrace(file: string): void {
  const source = openTrace(file);
  if (source instanceof Unreadable) throw new Error(source.reasons.join('\n'));
  const manifests = readFileSync(VLLM_HPA, 'utf8');
  const seconds = best(RUNS, () => play(manifests, { traffic: source }));
  print(`vllm-hpa over ${source.title}: ${seconds.toFixed(2)} s`);
  const main = join(ROOT, 'lib', 'src', 'cli', 'main.js');
  const started = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, [main, 'rehearse', VLLM_HPA, '--trace', file, '--format', 'json']);
  print(
    `as a whole process: ${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(2)} s by the clock (${status})`,
  );
}

function week(): void {
  const manifests = readFileSync(VLLM_HPA, 'utf8').replace('maxReplicas: 5', 'maxReplicas: 32');
  const traffic = 'diurnal:mean=45,ratio=3,tokens=1155/211,duration=7d';
  let requests = 0;
  let ticks = 0;
  const seconds = best(1, () => {
    const { totals, seconds: length } = play(manifests, { traffic, untilSeconds: 7 * 86_400 });
    requests = totals.requests;
    ticks = length / 15;
  });
  const memory = process.memoryUsage().rss / 1e6;
  print(
    `a week, ${(requests / 1e6).toFixed(1)} M requests, ${ticks} ticks: ${seconds.toFixed(1)} s, ${memory.toFixed(0)} MB`,
  );
}

const { values } = parseArgs({ options: { week: { type: 'boolean' }, trace: { type: 'string' } } });
decisions();
policies();
if (values.trace !== undefined) overTrace(values.trace);
if (values.week) week();
