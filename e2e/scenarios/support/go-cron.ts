import { join } from 'node:path';
import { finish } from '../../control-plane/shell';
import { program } from '../../control-plane/tools';

/** What e2e/tools/go-cron and our own computation are asked. */
export interface Question {
  readonly schedule: string;
  readonly zone: string;
  /** Seconds since 1970. */
  readonly after: number;
  readonly count: number;
}

export interface Answer {
  readonly refused?: string;
  readonly fires?: readonly number[];
}

/** Asks the cron library of the CronHPA controller. */
export function goCron(questions: readonly Question[]): Promise<Answer[]> {
  return ask(program('go-cron', 'go-cron'), [], questions);
}

/** Computes it as the library does. */
export function ours(questions: readonly Question[]): Promise<Answer[]> {
  return ask(process.execPath, ['--import', require.resolve('tsx'), join(__dirname, 'fires.ts')], questions);
}

async function ask(command: string, args: readonly string[], questions: readonly Question[]): Promise<Answer[]> {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { code, stdout, stderr } = await finish(command, args, { input });
  if (code !== 0) throw new Error(`${command}: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}
