// `npm run oracle:keda [-- SCENARIOS [SEED [FORMULAS]]]`: plays random ScaledObjects on the real KEDA and the real HPA
// controller in virtual time, and on ours, lets KEDA and us calculate random formulas, and prints where they differ.
import { missing, program } from '../control-plane/tools';
import type { Difference } from './difference';
import { compareFormulas } from './keda-formulas';
import { compareKedaScenarios } from './keda-scenarios';

const SCENARIOS = 200;
const FORMULAS_PER_SCENARIO = 50;
/** Differences that are printed whole. */
const PRINTED = 5;

async function main([scenarios = String(SCENARIOS), seed = '1', formulas]: readonly string[]): Promise<number> {
  const reason = missing('keda-oracle');
  if (reason !== undefined) {
    process.stderr.write(`oracle:keda: ${reason}\n`);
    return 2;
  }
  const command = program('keda-oracle', 'keda-oracle');
  const count = Number(scenarios);
  const asked = formulas === undefined ? count * FORMULAS_PER_SCENARIO : Number(formulas);
  const compared = await compareKedaScenarios(command, count, Number(seed), (done) =>
    process.stderr.write(
      `oracle:keda: ${done.scenarios} scenarios, ${done.ticks} ticks, ${done.differences.length} differ\n`,
    ),
  );
  const calculated = await compareFormulas(command, asked, Number(seed));
  for (const scenario of compared.unsteady) process.stdout.write(`either way: ${JSON.stringify(scenario)}\n`);
  print(compared.differences);
  print(calculated.differences);
  process.stdout.write(
    `${compared.scenarios} scenarios of ${compared.ticks} ticks with ${compared.rescales} changes of size: ` +
      `${compared.differences.length} differ, ${compared.unsteady.length} go either way on the real KEDA\n` +
      `${calculated.formulas} formulas (${calculated.refused} refused): ${calculated.differences.length} differ\n`,
  );
  return compared.differences.length + calculated.differences.length > 0 ? 1 : 0;
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
