// `npm run bench`: how fast synthesis is, as ratios of what was measured in turn. Says what each budget is; asserts nothing.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { median, pairs, ratio } from './measure';
import type { FORMS } from './stacks';

const ROOT = join(__dirname, '..');
const PAIRS = 5;
/** Ten thousand stacks take minutes; their growth shows in fewer pairs. */
const LARGE_PAIRS = Number(process.env.BENCH_LARGE_PAIRS ?? 2);

interface Once {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
  readonly hash: string;
}

interface Row {
  readonly what: string;
  readonly measured: number;
  readonly budget: string;
}

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
}

function once(form: keyof typeof FORMS, stacks: number): Once {
  return JSON.parse(node('--import', 'tsx', 'bench/synth-once.ts', form, String(stacks))) as Once;
}

function synth(stacks: number, count: number): (readonly [Once, Once])[] {
  const measured = pairs(
    count,
    () => once('ours', stacks),
    () => once('bare', stacks),
  );
  if (measured.some(([ours, bare]) => ours.hash !== bare.hash)) throw new Error('the two forms give different YAML');
  return measured;
}

/** How many times what cdk8s takes the package adds to it. */
function loading(): number {
  const script = `
    const took = (name) => { const from = process.cpuUsage(); require(name); const { user, system } = process.cpuUsage(from); return user + system; };
    const cdk8s = took('cdk8s');
    process.stdout.write(String(took('${ROOT}/lib/src/index.js') / cdk8s));`;
  return median(Array.from({ length: 2 * PAIRS }, () => Number(node('-e', script))));
}

/** An example as JavaScript that loads the built package, as those do who depend on it. */
function compiled(example: string): string {
  const text = readFileSync(join(ROOT, 'examples', example, 'main.ts'), 'utf8');
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(text.replace("'cdk8s-llm-inference'", "'../src/index.js'"), {
    compilerOptions,
  });
  const file = join(ROOT, 'lib/bench', `${example}.js`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, outputText);
  return file;
}

/** Seconds that one example takes through the CLI, more than the CLI takes to say its version. */
function commandLine(app: string): number {
  const cli = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
  const seconds = (...args: string[]) => {
    const started = process.hrtime.bigint();
    node(cli, ...args);
    return Number(process.hrtime.bigint() - started) / 1e9;
  };
  const measured = pairs(
    PAIRS,
    () => seconds('synth', '--check-upgrade=false', '--stdout', '--app', app),
    () => seconds('--version', '--check-upgrade=false'),
  );
  return median(measured.map(([synthesized, version]) => synthesized - version));
}

function main(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT });
  const small = synth(1_000, PAIRS);
  const large = synth(10_000, LARGE_PAIRS);
  const grown = (of: (one: Once) => number) => ratio(large, of) / ratio(small, of);
  const memory = (which: 0 | 1, measured: typeof small) => median(measured.map((pair) => pair[which].memory));
  const rows: Row[] = [
    {
      what: '1,000 stacks, times bare objects, wall clock',
      measured: ratio(small, ({ wall }) => wall),
      budget: '≤ 1.3',
    },
    { what: '1,000 stacks, times bare objects, processor', measured: ratio(small, ({ cpu }) => cpu), budget: '≤ 1.3' },
    { what: 'growth to 10,000 stacks, times that of bare objects', measured: grown(({ cpu }) => cpu), budget: '≤ 1.3' },
    { what: 'memory at 1,000 stacks, MB', measured: memory(0, small), budget: `bare ${Math.round(memory(1, small))}` },
    { what: 'memory at 10,000 stacks, MB', measured: memory(0, large), budget: `bare ${Math.round(memory(1, large))}` },
    { what: 'loading, times loading cdk8s', measured: loading(), budget: '≤ 1' },
    {
      what: 'an example through the CLI, seconds more',
      measured: commandLine(`node ${compiled('keda-llm')}`),
      budget: '≤ 0.5',
    },
  ];
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, measured, budget } of rows)
    process.stdout.write(`${what.padEnd(width)}  ${measured.toFixed(2).padStart(8)}  ${budget}\n`);
  const file = process.argv[2];
  if (file !== undefined) writeFileSync(file, JSON.stringify({ node: process.version, rows }, null, 2));
}

main();
