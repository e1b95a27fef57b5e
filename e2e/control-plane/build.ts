// `npm run e2e:build [NAME …]`: builds the programs that are missing, from the Go modules in e2e/tools.
// What cannot be had is named with the reason and the rest goes on; the scenarios that need it are skipped.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PROGRAMS } from './cache';
import { builtOf, failureOf, sourceOf, TOOL_NAMES, type ToolName, toolOf } from './tools';

/** How often a build that takes long says that it still runs. */
const HEARTBEAT_SECONDS = 60;
/** A network that hangs must not keep the other programs from being built. */
const LONGEST_BUILD_MINUTES = 20;
/** What is kept of the compiler's output as the reason of a failure. */
const REASON_LENGTH = 400;

interface Outcome {
  readonly name: ToolName;
  readonly state: 'there' | 'built' | 'failed';
}

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => !TOOL_NAMES.includes(arg as ToolName));
  if (unknown.length > 0) {
    say(`unknown: ${unknown.join(', ')}; there are ${TOOL_NAMES.join(', ')}`);
    return 2;
  }
  const wanted = args.length > 0 ? TOOL_NAMES.filter((name) => args.includes(name)) : TOOL_NAMES;
  mkdirSync(PROGRAMS, { recursive: true });
  removeUnfinished();
  const started = Date.now();
  const outcomes: Outcome[] = [];
  for (const name of wanted) outcomes.push(await build(name));
  const count = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  say(`${count('built')} built, ${count('there')} were there, ${count('failed')} failed, ${since(started)} in all`);
  return count('failed') > 0 ? 1 : 0;
}

/** Takes away what builds left that were killed. */
function removeUnfinished(): void {
  for (const folder of readdirSync(PROGRAMS)) {
    const [, pid] = /\.building-(\d+)$/.exec(folder) ?? [];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(PROGRAMS, folder), { recursive: true, force: true });
  }
}

async function build(name: ToolName): Promise<Outcome> {
  const target = builtOf(name);
  if (existsSync(target)) {
    say(`${name}: there`);
    return { name, state: 'there' };
  }
  const started = Date.now();
  say(`${name}: building ${Object.keys(toolOf(name).programs).join(', ')}`);
  const heartbeat = setInterval(() => say(`${name}: still building, ${since(started)}`), HEARTBEAT_SECONDS * 1000);
  // Built aside and renamed when complete, so that a killed build leaves nothing that looks finished.
  const aside = `${target}.building-${process.pid}`;
  try {
    await compile(name, aside);
    keepManifests(name, aside);
    if (!existsSync(target)) renameSync(aside, target);
    rmSync(failureOf(name), { force: true });
    say(`${name}: built in ${since(started)}`);
    return { name, state: 'built' };
  } catch (error) {
    const reason = (error as Error).message.trim().replace(/\s+/g, ' ').slice(-REASON_LENGTH);
    writeFileSync(failureOf(name), reason);
    say(`${name}: failed after ${since(started)}: ${reason}`);
    return { name, state: 'failed' };
  } finally {
    clearInterval(heartbeat);
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Builds all programs of a tool with one go command, which overlaps their linking, under the names of ours. */
async function compile(name: ToolName, into: string): Promise<void> {
  const { module, programs, stamps = {}, tags = [] } = toolOf(name);
  const ldflags = ['-s', '-w', ...Object.entries(stamps).map(([variable, value]) => `-X ${variable}=${value}`)];
  const flags = ['-trimpath', '-mod=readonly', `-ldflags=${ldflags.join(' ')}`, `-tags=${tags.join(',')}`];
  const packages = Object.values(programs).map((path) => (path.startsWith('.') ? path : `${module}/${path}`));
  mkdirSync(into, { recursive: true });
  await go(sourceOf(name), ['build', ...flags, '-o', `${into}/`, ...packages]);
  for (const [program, path] of Object.entries(programs)) {
    // Go names a program after its package, and one in our own module after the module: that is the tool's name.
    renameSync(join(into, path === '.' ? name : basename(path)), join(into, program));
  }
}

/** Copies the CRDs and manifests out of the module cache: a start then needs no Go. */
function keepManifests(name: ToolName, into: string): void {
  const { module, manifests = [] } = toolOf(name);
  if (manifests.length === 0) return;
  const list = spawnSync('go', ['list', '-m', '-f', '{{.Dir}}', module], { cwd: sourceOf(name), encoding: 'utf8' });
  if (list.status !== 0) throw new Error(list.error?.message ?? list.stderr);
  for (const path of manifests) {
    const copy = join(into, 'manifests', path);
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(list.stdout.trim(), path), copy, { recursive: true });
  }
}

function go(cwd: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  const timeout = LONGEST_BUILD_MINUTES * 60_000;
  const child = spawn('go', args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'], timeout });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-10 * REASON_LENGTH);
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`go: ${error.message}`)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(errors || `go ended with ${code}`))));
  });
}

function since(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function say(line: string): void {
  process.stdout.write(`e2e:build: ${line}\n`);
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
