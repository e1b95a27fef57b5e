// The last part of .ci/run: `ci.ts UNIT_REPORT UNIT_CODE STARTED`. Builds what the end-to-end suite needs, runs it, and ends with
// the counts of all tests. Where it cannot run, it says so loudly and does not fail.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isOnPath, lacking, missingPackages } from './control-plane/requirements';
import { missing, TOOL_NAMES } from './control-plane/tools';
import { TIMELINES } from './scenarios/support/artefact';
import {
  type Counts,
  type FileOutcome,
  fileCounts,
  inJestsWords,
  type JestReport,
  line,
  outcomes,
  reasons,
  scenarioOf,
  sum,
  table,
  withSecondTries,
} from './suite/outcome';
import { runSuite, say, within } from './suite/run';

const MINUTE = 60;
/** On a fresh machine with two cores a build takes 20 minutes. What is not finished by then is skipped. */
const BUILD = 38 * MINUTE;
/** The whole suite takes seven minutes when it has the machine to itself, and several times that when it has not. */
const SUITE = 40 * MINUTE;
/** Those that take minutes: `npm run e2e` runs them. */
const BY_HAND = ['ack-gpu', 'keda-llm', 'engine-text', 'scale-to-zero', 'blindness', 'day-2'];
const ONE_FILE = 8 * MINUTE;
/** When everything is over: whoever runs this gives up at 90 minutes. */
const END = 84 * MINUTE;

interface EndToEnd {
  readonly files: readonly FileOutcome[];
  /** What went wrong beside the tests. */
  readonly failure?: string;
}

async function main([unitReport, unitCode, started]: readonly string[]): Promise<number> {
  const elapsed = () => Date.now() / 1000 - Number(started);
  const unit = outcomes(JSON.parse(readFileSync(unitReport, 'utf8')) as JestReport);
  // It also fails when too little is covered.
  const hasFailed = unitCode !== '0';
  if (hasFailed) loudly('the end-to-end suite is not run: the unit tests have failed');
  const { files, failure } = hasFailed ? { files: [] } : await endToEnd(elapsed);
  if (failure) loudly(failure);
  const all = sum([...unit, ...files].map(({ counts }) => counts));
  const counts: Counts = failure ? { ...all, failed: all.failed + 1 } : all;
  say(`\nTest Suites: ${inJestsWords(fileCounts([...unit, ...files]))}`);
  say(`Tests:       ${inJestsWords(counts)}`);
  say(`Time:        ${Math.round(elapsed())} s`);
  say(line(counts));
  return hasFailed || counts.failed > 0 ? 1 : 0;
}

async function endToEnd(elapsed: () => number): Promise<EndToEnd> {
  await installPackages();
  const reason = lacking();
  if (reason !== undefined) return skipped(`this machine ${reason}`);
  if (isOnPath('go')) await build();
  else loudly('there is no Go on the PATH: nothing is built');
  const absent = TOOL_NAMES.flatMap((name) => missing(name) ?? []);
  if (absent.length === TOOL_NAMES.length) return skipped('nothing is built, and there is no Go to build it');
  for (const each of absent) loudly(`what needs it is skipped: ${each}`);
  return suite(elapsed);
}

function skipped(why: string): EndToEnd {
  loudly(`THE END-TO-END SUITE IS SKIPPED: ${why}`);
  return { files: [] };
}

/** The programs of the operating system, on Debian and when this is root; elsewhere the suite says what it lacks. */
async function installPackages(): Promise<void> {
  const packages = missingPackages();
  if (packages.length === 0 || process.getuid?.() !== 0 || !isOnPath('apt-get')) return;
  say(`=== apt-get install ${packages.join(' ')}`);
  await within(3 * MINUTE, ['apt-get', 'update', '-qq']);
  await within(5 * MINUTE, ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

async function build(): Promise<void> {
  say('=== npm run e2e:build');
  const once = (seconds: number) => within(seconds, ['npm', 'run', '--silent', 'e2e:build']);
  const first = await once(BUILD);
  if (first.code === undefined) return loudly(`the build was stopped after ${BUILD / MINUTE} minutes`);
  // A network that failed for one program may be there again; what a compiler says stays the same.
  const rest = BUILD - first.seconds;
  const hasFailures = TOOL_NAMES.some((name) => missing(name)?.includes(FAILED) ?? false);
  if (hasFailures && rest > MINUTE) await once(rest);
}

const FAILED = 'could not be built';

async function suite(elapsed: () => number): Promise<EndToEnd> {
  say('=== npm run e2e');
  rmSync(TIMELINES, { recursive: true, force: true });
  const left = () => END - elapsed();
  loudly(`not run here but by \`npm run e2e\`: ${BY_HAND.join(', ')}`);
  const run = await runSuite(Math.min(SUITE, left()), [
    `--testPathIgnorePatterns=/(${BY_HAND.join('|')})\\.test`,
    // Without those that only wait, more at a time would be in each other's way.
    '--maxWorkers=3',
  ]);
  if (run.wasKilled) {
    const ended = existsSync(TIMELINES) ? readdirSync(TIMELINES) : [];
    say(`ended before that: ${ended.join(', ') || 'nothing'}`);
    return { files: [], failure: `the end-to-end suite was killed after ${Math.round(run.seconds)} s` };
  }
  const again: FileOutcome[] = [];
  for (const { file, counts } of run.files) {
    if (counts.failed === 0 || left() < 2 * MINUTE) continue;
    loudly(`${scenarioOf(file)} has failed and is run once more, alone`);
    const second = await runSuite(Math.min(ONE_FILE, left()), ['--runTestsByPath', file]);
    again.push(...second.files);
  }
  const files = withSecondTries(run.files, again);
  for (const each of report(files)) say(each);
  return { files };
}

function report(files: readonly FileOutcome[]): string[] {
  const rows = files.map(({ file, counts, seconds, isSecondTry }) => [
    scenarioOf(file),
    counts.passed,
    counts.failed,
    counts.skipped,
    Math.round(seconds),
    isSecondTry ? 'PASSED ONLY ON THE SECOND TRY' : '',
  ]);
  return [
    '',
    ...table(['scenario', 'passed', 'failed', 'skipped', 'seconds', ''], rows),
    ...[...reasons(files)].map(([reason, tests]) => `skipped ${tests} tests: ${reason}`),
    `end to end: ${line(sum(files.map(({ counts }) => counts)))}`,
  ];
}

function loudly(text: string): void {
  say(`\n!!! ${text}\n`);
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
