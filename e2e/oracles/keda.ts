// `npm run oracle:keda [-- SCENARIOS [SEED]]`: plays random ScaledObjects on the real KEDA and the real HPA controller in
// virtual time, and on ours, and prints where they differ.
import { missing, program } from '../control-plane/tools';
import { compareKedaScenarios } from './keda-scenarios';

const SCENARIOS = 200;
/** Differences that are printed whole. */
const PRINTED = 5;

async function main([scenarios = String(SCENARIOS), seed = '1']: readonly string[]): Promise<number> {
  const reason = missing('keda-oracle');
  if (reason !== undefined) {
    process.stderr.write(`oracle:keda: ${reason}\n`);
    return 2;
  }
  const compared = await compareKedaScenarios(
    program('keda-oracle', 'keda-oracle'),
    Number(scenarios),
    Number(seed),
    (done) =>
      process.stderr.write(
        `oracle:keda: ${done.scenarios} scenarios, ${done.ticks} ticks, ${done.differences.length} differ\n`,
      ),
  );
  for (const scenario of compared.unsteady) process.stdout.write(`either way: ${JSON.stringify(scenario)}\n`);
  for (const { path, theirs, ours, scenario } of compared.differences.slice(0, PRINTED))
    process.stdout.write(
      `${path}: theirs ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}\n  ${JSON.stringify(scenario)}\n`,
    );
  process.stdout.write(
    `${compared.scenarios} scenarios of ${compared.ticks} ticks with ${compared.rescales} changes of size: ` +
      `${compared.differences.length} differ, ${compared.unsteady.length} go either way on the real KEDA\n`,
  );
  return compared.differences.length > 0 ? 1 : 0;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
