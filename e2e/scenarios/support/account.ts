import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { memoryOf } from '../../control-plane/processes';
import { processesOfRunsOf } from '../../control-plane/run';
import { table } from '../../suite/outcome';
import { type Artefact, TIMELINES } from './artefact';

const EVERY_MILLISECONDS = 2000;

/** What is measured of a whole run of the suite, between its set-up and its teardown. */
interface Account {
  readonly began: number;
  peak: number;
}

const shared = globalThis as { e2eAccount?: Account };

/** Begins to measure how much memory all control planes of this run have together. */
export function beginAccount(): void {
  const account: Account = { began: Date.now(), peak: 0 };
  shared.e2eAccount = account;
  setInterval(() => {
    const now = processesOfRunsOf(process.pid).reduce((sum, pid) => sum + memoryOf(pid), 0);
    account.peak = Math.max(account.peak, now);
  }, EVERY_MILLISECONDS).unref();
}

/** Says, when everything has run, what it took. */
export default function account(): void {
  const { began, peak } = shared.e2eAccount ?? { began: 0, peak: 0 };
  const files = existsSync(TIMELINES) ? readdirSync(TIMELINES).filter((file) => file.endsWith('.json')) : [];
  const groups = files
    .map((file) => join(TIMELINES, file))
    .filter((path) => statSync(path).mtimeMs >= began)
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as Artefact);
  if (groups.length === 0) return;
  const rows = groups.map(({ startSeconds, seconds, peakMegabytes, scenario, group }) => [
    Math.round(startSeconds),
    Math.round(seconds),
    peakMegabytes,
    `${scenario}: ${group}`.slice(0, 100),
  ]);
  const lines = [
    ...table(['start s', 'all s', 'MB', 'control plane'], rows),
    `at most ${Math.round(peak / 1e6)} MB at a time, ${Math.round((Date.now() - began) / 1000)} s in all; timelines: ${TIMELINES}`,
  ];
  process.stdout.write(`\n${lines.map((line) => `e2e: ${line}\n`).join('')}`);
}
