/**
 * Builds random apps beyond what the tests have time for: `npm run fuzz -- COUNT FROM`. The work is done in parts of
 * their own processes, each with the number of the part as its seed, so that a part that hangs is found and ended, and
 * a run that was stopped goes on with the part that it was told last.
 */
import { fork } from 'node:child_process';
import fc from 'fast-check';
import { outcomeOf } from './support/random-outcome';
import { type AppPlan, randomApp, soundApp } from './support/random-plans';
import { changedScene, flawOfChanged } from './support/scene-outcome';

const APPS_PER_PART = 2000;
const READ_BACK = 50;
const SILENCE_MS = 300_000;

interface Result {
  readonly accepted: number;
  readonly failure?: string;
}

/**
 * A part, in turn: apps that are mostly wrong, apps that are mostly sound, and apps in which every option of the API is
 * given and some are left out or replaced.
 */
function runPart(part: number, told: (done: number) => void): Result {
  let accepted = 0;
  let done = 0;
  const tell = () => {
    done += 1;
    if (done % 200 === 0) told(done);
  };
  const ofApps = (apps: fc.Arbitrary<AppPlan>) =>
    fc.property(apps, (plan) => {
      if ('manifests' in outcomeOf(plan, done % READ_BACK === 0)) accepted += 1;
      tell();
    });
  const ofScenes = fc.property(changedScene, (scene) => {
    tell();
    const flaw = flawOfChanged(scene);
    if (flaw !== undefined) throw new Error(flaw);
  });
  const property = [ofApps(randomApp), ofApps(soundApp), ofScenes][part % 3] as fc.IProperty<[unknown]>;
  const { failed, counterexample, errorInstance } = fc.check(property, { numRuns: APPS_PER_PART, seed: part });
  return {
    accepted,
    failure: failed ? `${String(errorInstance)}\n${JSON.stringify(counterexample, undefined, 2)}` : undefined,
  };
}

function runPartApart(part: number): Promise<Result> {
  return new Promise((resolve) => {
    const child = fork(__filename, ['part', String(part)], { execArgv: ['--import', 'tsx'] });
    let result: Result | undefined;
    const ended = (failure: string) => () => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(result ?? { accepted: 0, failure });
    };
    const hangs = ended(`nothing was heard for ${SILENCE_MS / 1000} s: an app hangs`);
    let timer = setTimeout(hangs, SILENCE_MS);
    child.on('message', (message: Result | number) => {
      clearTimeout(timer);
      timer = setTimeout(hangs, SILENCE_MS);
      if (typeof message !== 'number') result = message;
    });
    child.on('exit', ended('the process ended without a result'));
  });
}

async function main(count: number, from: number): Promise<void> {
  const parts = Math.ceil(count / APPS_PER_PART);
  let accepted = 0;
  for (let part = from; part < from + parts; part++) {
    const result = await runPartApart(part);
    accepted += result.accepted;
    const done = (part - from + 1) * APPS_PER_PART;
    if (result.failure !== undefined) {
      process.stdout.write(
        `part ${part} failed after ${done} apps (npm run fuzz -- 1 ${part} repeats it)\n${result.failure}\n`,
      );
      process.exitCode = 1;
      return;
    }
    process.stdout.write(`${done} apps, ${accepted} accepted; goes on with part ${part + 1}\n`);
  }
}

if (process.argv[2] === 'part') {
  process.emitWarning = () => undefined;
  const send = (message: unknown) => process.send?.(message);
  send(runPart(Number(process.argv[3]), send));
  process.disconnect();
} else {
  const [count = 1_000_000, from = 0] = process.argv.slice(2).map(Number);
  void main(count, from);
}
