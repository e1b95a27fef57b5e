import { Draw } from '../../test/support/draw';
import { answerCalculation, type Calculation, drawCalculation } from '../../test/support/random-formulas';
import { type Difference, differenceOf } from './difference';
import { askOracle } from './oracle';

/** How many formulas go into a line, and how many lines to the program at a time. */
const LINE = 500;
const LINES = 20;

export interface ComparedFormulas {
  readonly formulas: number;
  /** How many of them KEDA does not take. */
  readonly refused: number;
  readonly differences: readonly (Difference & { readonly calculation: Calculation })[];
}

/** Lets KEDA and us calculate random formulas of scaling modifiers. */
export async function compareFormulas(command: string, count: number, seed: number): Promise<ComparedFormulas> {
  const draw = new Draw(seed);
  const differences: (Difference & { calculation: Calculation })[] = [];
  let [formulas, refused] = [0, 0];
  while (formulas < count) {
    const lines = draw.list(Math.ceil(Math.min(LINES, (count - formulas) / LINE)), () =>
      draw.list(LINE, () => drawCalculation(draw)),
    );
    type Theirs = { readonly value: number | null; readonly refused?: string; readonly fails?: string };
    const answers = (await askOracle<Theirs[]>(command, ['-formulas'], lines)).flat();
    for (const [index, calculation] of lines.flat().entries()) {
      const { value, refused: why, fails } = answers[index];
      const theirs = { value, isRefused: why !== undefined, fails: fails !== undefined };
      const difference = differenceOf(theirs, answerCalculation(calculation));
      if (difference !== undefined && !isLastDigit(difference)) differences.push({ ...difference, calculation });
      if (theirs.isRefused) refused += 1;
    }
    formulas += answers.length;
  }
  return { formulas, refused, differences };
}

/** Powers are not the same to the last digit in Go and here. */
function isLastDigit({ theirs, ours }: Difference): boolean {
  return (
    typeof theirs === 'number' && typeof ours === 'number' && Math.abs(theirs - ours) <= 1e-12 * Math.abs(theirs) + 1
  );
}
