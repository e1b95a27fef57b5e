import { finish } from '../control-plane/shell';

/** Asks an oracle: a program that answers each line with a line. */
export async function askOracle<Answer>(
  command: string,
  args: readonly string[],
  questions: readonly unknown[],
): Promise<Answer[]> {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { code, stdout, stderr } = await finish(command, args, { input });
  const answers = stdout.split('\n').filter((line) => line !== '');
  if (code !== 0 || answers.length !== questions.length)
    throw new Error(`${command} ended with ${code} after ${answers.length} answers: ${stderr.slice(0, 4000)}`);
  return answers.map((line) => JSON.parse(line) as Answer);
}
