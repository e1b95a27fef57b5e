// `npm run oracle:hpa [-- SCENARIOS [SEED [QUESTIONS]]]`: plays random scenarios on the real HPA controller in virtual
// time and on ours, puts random questions to both calculators of replicas, and prints where they differ.
import { missing, program } from '../control-plane/tools';
import type { Difference } from './difference';
import { compareHpaQuestions } from './hpa-questions';
import { compareHpaScenarios } from './hpa-scenarios';

const SCENARIOS = 1000;
const QUESTIONS_PER_SCENARIO = 50;
/** Differences that are printed whole. */
const PRINTED = 5;

async function main([scenarios = String(SCENARIOS), seed = '1', questions]: readonly string[]): Promise<number> {
  const reason = missing('hpa-oracle');
  if (reason !== undefined) {
    process.stderr.write(`oracle:hpa: ${reason}\n`);
    return 2;
  }
  const command = program('hpa-oracle', 'hpa-oracle');
  const count = Number(scenarios);
  const asked = questions === undefined ? count * QUESTIONS_PER_SCENARIO : Number(questions);
  const played = await compareHpaScenarios(command, count, Number(seed), (done) =>
    progress(`${done.scenarios} scenarios, ${done.ticks} ticks, ${done.differences.length} differ`),
  );
  const answered = await compareHpaQuestions(command, asked, Number(seed), (done) =>
    progress(`${done.questions} questions, ${done.differences.length} differ`),
  );
  print(played.differences);
  print(answered.differences);
  const reasons = [...played.reasons].sort().map(([reason, ticks]) => `${reason} ${ticks}`);
  process.stdout.write(`reasons of all ticks: ${reasons.join(', ')}\n`);
  process.stdout.write(
    `${played.scenarios} scenarios of ${played.ticks} ticks: ${played.differences.length} differ in replicas, reasons, ` +
      'messages, events, measured values, recommendations or scale events\n' +
      `${answered.questions} questions (${answered.errors} answered with an error): ${answered.differences.length} differ\n`,
  );
  return played.differences.length + answered.differences.length > 0 ? 1 : 0;
}

function progress(text: string): void {
  process.stderr.write(`oracle:hpa: ${text}\n`);
}

function print(differences: readonly Difference[]): void {
  for (const { path, theirs, ours, ...asked } of differences.slice(0, PRINTED))
    process.stdout.write(
      `${path}: theirs ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}\n  ${JSON.stringify(asked)}\n`,
    );
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
