/**
 * How fast rehearsals are: `node --import tsx bench/rehearsal.ts`. With `--week` also a week of 27 million requests with
 * every tick of the HPA, with `--trace FILE` the example `vllm-hpa` over a trace, also as a whole process where `lib` is
 * built.
 *
 * Seconds are those of the CPU: a machine that does other things does not change them much.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HpaController } from '../src/rehearsal/controllers/hpa/controller';
import { readHpaSpec } from '../src/rehearsal/controllers/hpa/read-policy';
import type { HpaPod, HpaWorld } from '../src/rehearsal/controllers/hpa/world';
import { Unreadable } from '../src/rehearsal/reader';
import { type RehearseOptions, rehearse } from '../src/rehearsal/rehearse';
import { openTrace } from '../src/rehearsal/trace/trace-file';

const ROOT = join(__dirname, '..');
const VLLM_HPA = join(ROOT, 'test', 'golden', 'vllm-hpa.yaml');
const RESYNC = 15_000;
const RUNS = 5;

const print = (text: string) => process.stdout.write(`${text}\n`);

/** CPU seconds of something, the best of some runs. */
function best(runs: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
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

function overTrace(file: string): void {
  const source = openTrace(file);
  if (source instanceof Unreadable) throw new Error(source.reasons.join('\n'));
  const manifests = readFileSync(VLLM_HPA, 'utf8');
  const seconds = best(RUNS, () => play(manifests, { traffic: source }));
  print(`vllm-hpa over ${source.title}: ${seconds.toFixed(2)} s`);
  const main = join(ROOT, 'lib', 'src', 'cli', 'main.js');
  if (!existsSync(main)) {
    print('as a whole process: build first');
    return;
  }
  const before = process.resourceUsage();
  void before;
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
if (values.trace !== undefined) overTrace(values.trace);
if (values.week) week();
