import { Command } from 'commander';
import type { ExitCode, Io } from '../io';

/** `explain RULE`: what a rule demands, why, and where that can be read. */
export function explainCommand(io: Io, end: (code: ExitCode) => void): Command {
  return new Command('explain')
    .description('Explains a rule: what it demands, why it matters, and how to suppress it.')
    .argument('<rule>', 'name of the rule, as it stands in the finding')
    .option('--profile <file>', 'a profile file that names rules of your own')
    .option('--no-profile', 'use no profile file')
    .action((name: string, { profile }: { profile?: string | false }) => {
      // Loaded only now: the help of the other commands need not wait for it.
      const { explain } = require('./rule-pages') as typeof import('./rule-pages');
      end(explain(name, profile, io));
    });
}
