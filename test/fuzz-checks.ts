/**
 * Checks manifests and queries that nobody should write, beyond what the tests have time for:
 * `npm run fuzz:checks -- COUNT FROM`. The work is done in parts of their own processes, so that one that hangs is found
 * and ended.
 */
import { fork } from 'node:child_process';
import { checkHostile, type HostileRun } from './support/hostile-run';

const PER_PART = 5000;
/** A part takes well below a minute. */
const LONGEST_PART_MS = 600_000;
const LONGEST_MS = 1000;

function runApart(from: number): Promise<HostileRun> {
  return new Promise((resolve) => {
    const child = fork(__filename, ['part', String(from)], { execArgv: ['--import', 'tsx'] });
    const failed = (error: string) => ({ failure: { seed: from, error }, slowest: { seed: from, ms: 0 } });
    let result: HostileRun | undefined;
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(failed(`a part did not end within ${LONGEST_PART_MS / 1000} s`));
    }, LONGEST_PART_MS);
    child.on('message', (message: HostileRun) => {
      result = message;
    });
    child.on('exit', () => {
      clearTimeout(timer);
      resolve(result ?? failed('the process ended without a result'));
    });
  });
}

async function main(count: number, first: number): Promise<void> {
  let slowest = { seed: first, ms: 0 };
  for (let from = first; from < first + count; from += PER_PART) {
    const run = await runApart(from);
    if (run.slowest.ms > slowest.ms) slowest = run.slowest;
    if (run.failure !== undefined || slowest.ms > LONGEST_MS) {
      const { seed, error } = run.failure ?? { seed: slowest.seed, error: `it took ${slowest.ms} ms` };
      process.stdout.write(`number ${seed} failed (npm run fuzz:checks -- 1 ${seed} repeats it)\n${error}\n`);
      process.exitCode = 1;
      return;
    }
    process.stdout.write(
      `${from + PER_PART - first} checked; the slowest, ${slowest.seed}, took ${slowest.ms.toFixed(0)} ms\n`,
    );
  }
}

if (process.argv[2] === 'part') {
  process.send?.(checkHostile(PER_PART, Number(process.argv[3])));
  process.disconnect();
} else {
  const [count = 1_000_000, first = 0] = process.argv.slice(2).map(Number);
  void main(count, first);
}
