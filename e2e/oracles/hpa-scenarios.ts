import type { HpaScenario } from '../../src/rehearsal/scenarios/scenario';
import { Draw } from '../../test/support/draw';
import { type DetailedOutcome, ours } from '../../test/support/hpa-detail';
import { drawHpaScenario } from '../../test/support/random-hpa-scenarios';
import { type Difference, differenceOf } from './difference';
import { askOracle } from './oracle';

/** How many scenarios are asked at a time, and how long the longest of them are. */
const BATCH = 250;
const MOST_TICKS = 200;

export interface Compared {
  readonly scenarios: number;
  readonly ticks: number;
  /** Ticks by what they came to, to see that the scenarios reach everything. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly differences: readonly (Difference & { readonly scenario: HpaScenario })[];
}

/** Plays random scenarios on the real controller and on ours. */
export async function compareHpaScenarios(
  command: string,
  count: number,
  seed: number,
  say: (done: Compared) => void = () => {},
): Promise<Compared> {
  const draw = new Draw(seed);
  const reasons = new Map<string, number>();
  const differences: (Difference & { scenario: HpaScenario })[] = [];
  let compared: Compared = { scenarios: 0, ticks: 0, reasons, differences };
  while (compared.scenarios < count) {
    const drawn = draw.list(Math.min(BATCH, count - compared.scenarios), (index) =>
      drawHpaScenario(draw, compared.scenarios + index, MOST_TICKS),
    );
    const answers = await askOracle<DetailedOutcome>(command, ['-full'], drawn);
    for (const [index, scenario] of drawn.entries()) {
      const difference = differenceOf(answers[index], ours(scenario));
      if (difference !== undefined) differences.push({ ...difference, scenario });
      for (const reason of answers[index].reasons.flat()) reasons.set(`${reason}`, (reasons.get(`${reason}`) ?? 0) + 1);
    }
    const ticks = drawn.reduce((sum, scenario) => sum + scenario.ticks.length, compared.ticks);
    compared = { ...compared, scenarios: compared.scenarios + drawn.length, ticks };
    say(compared);
  }
  return compared;
}
