import { Draw } from '../../test/support/draw';
import {
  answerHpaQuestion,
  drawHpaQuestion,
  type HpaAnswer,
  type HpaQuestion,
} from '../../test/support/random-hpa-questions';
import { type Difference, differenceOf } from './difference';
import { askOracle } from './oracle';

/** How many questions go into a line, and how many lines to the program at a time. */
const LINE = 500;
const LINES = 20;

export interface ComparedQuestions {
  readonly questions: number;
  /** How many of them are answered with an error. */
  readonly errors: number;
  readonly differences: readonly (Difference & { readonly question: HpaQuestion })[];
}

/** Puts random questions to the real calculator of replicas and to ours. */
export async function compareHpaQuestions(
  command: string,
  count: number,
  seed: number,
  say: (done: ComparedQuestions) => void = () => {},
): Promise<ComparedQuestions> {
  const draw = new Draw(seed);
  const differences: (Difference & { question: HpaQuestion })[] = [];
  let done: ComparedQuestions = { questions: 0, errors: 0, differences };
  while (done.questions < count) {
    const lines = draw.list(Math.ceil(Math.min(LINES, (count - done.questions) / LINE)), () =>
      draw.list(LINE, () => drawHpaQuestion(draw)),
    );
    const answers = (await askOracle<HpaAnswer[]>(command, ['-calculator'], lines)).flat();
    let { errors } = done;
    for (const [index, question] of lines.flat().entries()) {
      const theirs = withoutDivisionByZero(answers[index], question);
      const difference = differenceOf(theirs, withoutDivisionByZero(answerHpaQuestion(question), question));
      if (difference !== undefined) differences.push({ ...difference, question });
      if (theirs.error !== undefined) errors += 1;
    }
    done = { ...done, questions: done.questions + answers.length, errors };
    say(done);
  }
  return done;
}

/** What is measured per pod where there are none is only shown, and is another number on each kind of processor. */
function withoutDivisionByZero(answer: HpaAnswer, { status, target, type }: HpaQuestion): HpaAnswer {
  const isPerPod = target === 'AverageValue' && (type === 'Object' || type === 'External');
  return isPerPod && status === 0 ? { ...answer, usage: 0 } : answer;
}
