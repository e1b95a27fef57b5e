import { ExitCode, type Io } from './io';

/** Says why a command cannot do its work. */
export function refuse(problems: readonly string[], io: Io): ExitCode {
  for (const problem of problems) io.err(`error: ${problem}\n`);
  return ExitCode.UNUSABLE;
}
