// `npm run e2e:soak N [-- JEST ARGUMENTS]`: runs the suite until there are N runs, and says which tests fail sometimes.
// What was done is kept after each run, so that it can be stopped and taken up again; other code begins anew, if it is
// of what the scenarios run.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, PROJECT } from './control-plane/cache';
import { sh } from './control-plane/shell';
import { type FileOutcome, scenarioOf, table } from './suite/outcome';
import { runSuite, say } from './suite/run';

/** A run takes seven minutes; one that takes so long hangs. */
const RUN_SECONDS = 2400;
const FOLDER = join(CACHE, 'soak');
/** What a run depends on. The other half of `src` only reads manifests. */
const RUNS = [
  ...['control-plane', 'scenarios', 'tools', 'world'].map((part) => `e2e/${part}`),
  ...['kubernetes', 'metrics', 'cluster', 'service', 'scaling', 'placement', 'monitoring'].map((part) => `src/${part}`),
  ...['examples', 'imports', 'test/support'],
];

interface SoakRun {
  readonly files: readonly FileOutcome[];
  readonly seconds: number;
  readonly wasKilled: boolean;
}

async function main([times, ...args]: readonly string[]): Promise<number> {
  const wanted = Number(times);
  if (!Number.isInteger(wanted) || wanted < 1) {
    say('how often? npm run e2e:soak 10');
    return 2;
  }
  const state = join(FOLDER, `${keyOf(args)}.json`);
  const runs: SoakRun[] = existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')) : [];
  say(`e2e:soak: ${runs.length} of ${wanted} runs are done (${state})`);
  mkdirSync(FOLDER, { recursive: true });
  while (runs.length < wanted) {
    // The timelines of every run are kept: those of one that failed are looked at later.
    process.env.E2E_TIMELINES = join(FOLDER, 'timelines', `${keyOf(args)}-${runs.length + 1}`);
    runs.push(await runSuite(RUN_SECONDS, args));
    writeFileSync(`${state}.new`, JSON.stringify(runs));
    renameSync(`${state}.new`, state);
    for (const each of summary(runs)) say(each);
  }
  for (const each of summary(runs)) say(each);
  return runs.some(hasFailed) ? 1 : 0;
}

/** The same code and the same tests. */
function keyOf(args: readonly string[]): string {
  const code = sh('git', '-C', PROJECT, 'rev-parse', ...RUNS.map((part) => `HEAD:${part}`));
  const changes = sh('git', '-C', PROJECT, 'diff', 'HEAD', '--', ...RUNS);
  return createHash('sha256')
    .update(JSON.stringify([code, changes, args]))
    .digest('hex')
    .slice(0, 12);
}

function hasFailed({ files, wasKilled }: SoakRun): boolean {
  return wasKilled || files.some(({ counts }) => counts.failed > 0);
}

/** A line for each scenario, and the tests that failed with how often. */
function summary(runs: readonly SoakRun[]): string[] {
  const scenarios = [...new Set(runs.flatMap(({ files }) => files.map(({ file }) => scenarioOf(file))))].sort();
  const rows = scenarios.map((scenario) => {
    const all = runs.flatMap(({ files }) => files.filter(({ file }) => scenarioOf(file) === scenario));
    const failures = all.filter(({ counts }) => counts.failed > 0).length;
    const seconds = all.map((each) => each.seconds);
    const mean = seconds.reduce((total, each) => total + each, 0) / seconds.length;
    return [
      scenario,
      all.length - failures,
      failures,
      ...[Math.min(...seconds), mean, Math.max(...seconds)].map(Math.round),
    ];
  });
  const failed = runs.flatMap(({ files }) => files.flatMap((each) => each.failed));
  return [
    `e2e:soak: ${runs.length} runs, ${runs.filter(hasFailed).length} with a failure, ${runs.filter(({ wasKilled }) => wasKilled).length} killed; ${runs.map(({ seconds }) => Math.round(seconds)).join(', ')} s`,
    ...table(['scenario', 'passed', 'failed', 'least s', 'mean s', 'most s'], rows),
    ...[...new Set(failed)].map((title) => `failed in ${failed.filter((each) => each === title).length}: ${title}`),
  ];
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
