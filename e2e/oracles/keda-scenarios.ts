import { Unreadable } from '../../src/rehearsal/reader';
import { type KedaOutcome, playKedaScenario } from '../../src/rehearsal/scenarios/keda-scenario';
import type { KedaScenario } from '../../src/rehearsal/scenarios/scenario';
import { Draw } from '../../test/support/draw';
import { drawKedaScenario } from '../../test/support/random-keda-scenarios';
import { type Difference, differenceOf } from './difference';
import { askOracle } from './oracle';

const BATCH = 25;
const MOST_TICKS = 50;
/** How often a scenario that differs is played again. */
const TRIES = 25;

export interface ComparedKeda {
  readonly scenarios: number;
  readonly ticks: number;
  readonly rescales: number;
  /** Scenarios that go one way and the other on the real KEDA, whose goroutines race now and then. */
  readonly unsteady: readonly KedaScenario[];
  readonly differences: readonly (Difference & { readonly scenario: KedaScenario })[];
}

/** Plays random ScaledObjects on the real KEDA with the real HPA controller, and on ours. */
export async function compareKedaScenarios(
  command: string,
  count: number,
  seed: number,
  say: (done: ComparedKeda) => void = () => {},
): Promise<ComparedKeda> {
  const draw = new Draw(seed);
  const differences: (Difference & { scenario: KedaScenario })[] = [];
  const unsteady: KedaScenario[] = [];
  let done: ComparedKeda = { scenarios: 0, ticks: 0, rescales: 0, unsteady, differences };
  while (done.scenarios < count) {
    const drawn = draw.list(Math.min(BATCH, count - done.scenarios), (index) =>
      drawKedaScenario(draw, done.scenarios + index, MOST_TICKS),
    );
    const answers = await askOracle<KedaOutcome & { refused?: string }>(command, [], drawn);
    let { ticks, rescales } = done;
    for (const [index, scenario] of drawn.entries()) {
      const played = playKedaScenario(scenario);
      const ours = played instanceof Unreadable ? { refused: played.reasons.join('; ') } : played;
      const difference = differenceOf(answers[index], ours);
      if (difference !== undefined) {
        const again = await askOracle<KedaOutcome>(command, [], Array(TRIES).fill(scenario));
        if (again.some((answer) => differenceOf(answer, ours) === undefined)) unsteady.push(scenario);
        else differences.push({ ...difference, scenario });
      }
      ticks += scenario.ticks.length;
      rescales += answers[index].replicas.filter((size, place, all) => place > 0 && size !== all[place - 1]).length;
    }
    done = { ...done, scenarios: done.scenarios + drawn.length, ticks, rescales };
    say(done);
  }
  return done;
}
