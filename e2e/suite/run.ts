import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../control-plane/cache';
import { type FileOutcome, type JestReport, outcomes } from './outcome';

export interface Ended {
  /** The code, or nothing when the time was up and the command was killed. */
  readonly code?: number;
  readonly seconds: number;
}

/** Runs a command with its output shown, and kills it and what it started when the time is up. */
export function within(seconds: number, command: readonly [string, ...string[]]): Promise<Ended> {
  const started = Date.now();
  const [program, ...args] = command;
  // A group of its own, so that all of it can be killed.
  const child = spawn(program, args, { cwd: PROJECT, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  let isKilled = false;
  const timer = setTimeout(() => {
    isKilled = true;
    killGroup(child.pid);
  }, seconds * 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: isKilled ? undefined : (code ?? 1), seconds: (Date.now() - started) / 1000 });
    });
  });
}

export interface SuiteRun {
  readonly files: readonly FileOutcome[];
  readonly seconds: number;
  /** That it had to be killed, so that nothing is known of its files. */
  readonly wasKilled: boolean;
}

/** Runs the suite, or some files of it, and gives what became of each file. */
export async function runSuite(seconds: number, args: readonly string[] = []): Promise<SuiteRun> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  const file = join(folder, 'report.json');
  const jest = join(PROJECT, 'node_modules', 'jest', 'bin', 'jest.js');
  try {
    const ended = await within(seconds, [
      ...([process.execPath, jest, '-c', join(PROJECT, 'e2e', 'jest.config.js')] as const),
      ...['--ci', '--json', `--outputFile=${file}`, ...args],
    ]);
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JestReport) : undefined;
    return { files: report ? outcomes(report) : [], seconds: ended.seconds, wasKilled: report === undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself at this moment.
  }
}
