/**
 * Measures what `check` on one example costs as a process, from start to end, beside a Node that does nothing. On a
 * machine with other work the ratio says more than the milliseconds.
 *
 * npm run bench:process [-- RUNS]
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from '../test/support/installed';
import { ROOT } from '../test/support/markdown';

const RUNS = Number(process.argv[2] ?? 7);
const EXAMPLE = join(ROOT, 'test', 'golden', 'vllm-hpa.yaml');

/** Writes, at the end of a process, the processor time that it took, and how it went into loading modules. */
const METER = `
const Module = require('node:module');
const { load } = Module.prototype;
const now = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const own = {};
let inner = 0;
const groupOf = (file) => /node_modules[/](yaml|commander|@prometheus-io|@lezer|cdk8s|constructs)[/](?!.*lib[/]src)/.exec(file)?.[1] ?? /lib[/]src[/](\\w+)[/]/.exec(file)?.[1] ?? 'other';
Module.prototype.load = function (file) {
  const outer = inner;
  inner = 0;
  const before = now();
  load.call(this, file);
  const took = now() - before;
  const group = groupOf(file);
  own[group] ??= { modules: 0, ms: 0 };
  own[group].modules += 1;
  own[group].ms += took - inner;
  inner = outer + took;
};
process.on('exit', () => require('node:fs').writeSync(2, JSON.stringify({ cpu: now(), own })));
`;

interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly own: Readonly<Record<string, { readonly modules: number; readonly ms: number }>>;
}

const { root, installed } = appFolder();
const meter = join(root, 'meter.js');
writeFileSync(meter, METER);
const main = join(installed, 'lib', 'src', 'cli', 'main.js');

function measure(args: readonly string[]): Measured {
  const before = process.hrtime.bigint();
  const { stderr } = spawnSync(process.execPath, ['--require', meter, ...args], { encoding: 'utf8' });
  const wall = Number(process.hrtime.bigint() - before) / 1e6;
  return { wall, ...JSON.parse(stderr) };
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const say = (text: string) => process.stdout.write(`${text}\n`);

const nothing: Measured[] = [];
const check: Measured[] = [];
for (let run = 0; run < RUNS; run += 1) {
  nothing.push(measure(['--eval', '0']));
  check.push(measure([main, 'check', EXAMPLE, '--no-profile']));
}
rmSync(root, { recursive: true });

say(`${RUNS} alternated runs of check ${EXAMPLE.slice(ROOT.length + 1)} and of a Node that does nothing; medians`);
for (const key of ['wall', 'cpu'] as const) {
  const [bare, full] = [nothing, check].map((runs) => median(runs.map((each) => each[key])));
  say(`${key.padEnd(5)} node ${bare.toFixed(0)} ms, check ${full.toFixed(0)} ms: ${(full / bare).toFixed(2)} ×`);
}
say('processor time of check by what it loads (modules, ms); the check itself is in that of cli:');
const groups = Object.keys(check[0].own);
const times = groups.map((group) => ({ group, ms: median(check.map(({ own }) => own[group]?.ms ?? 0)) }));
for (const { group, ms } of times.sort((a, b) => b.ms - a.ms))
  say(`  ${group.padEnd(14)} ${String(check[0].own[group].modules).padStart(4)} ${ms.toFixed(1).padStart(7)}`);
say(
  JSON.stringify({
    runs: RUNS,
    node: { wall: median(nothing.map(({ wall }) => wall)), cpu: median(nothing.map(({ cpu }) => cpu)) },
    check: { wall: median(check.map(({ wall }) => wall)), cpu: median(check.map(({ cpu }) => cpu)) },
    loading: Object.fromEntries(times.map(({ group, ms }) => [group, ms])),
  }),
);
