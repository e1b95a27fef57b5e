import { Command, Option } from 'commander';
import type { ExitCode, Io } from '../io';
import { FORMATS, type RehearseFlags } from './flags';
import { withRehearsalOptions } from './rehearse';

/** The options of the command. */
export interface SuggestFlags extends RehearseFlags {
  /** Policies to rehearse at most, 2 to 10000. @default 80 */
  readonly tries?: string;
}

/** `suggest MANIFESTS`: looks for a policy that meets the objectives for less. */
export function suggestCommand(io: Io, end: (code: ExitCode) => void): Command {
  const command = new Command('suggest')
    .description('Proposes target, bounds and behaviour for an objective, with a rehearsal as its evidence.')
    .argument('[manifests...]', 'files, folders with all YAML below them, or - for standard input')
    // Not offered; it is known so that the reason can be told.
    .addOption(new Option('--metrics <file>').hideHelp());
  return withRehearsalOptions(command)
    .option('--tries <count>', 'policies to rehearse at most (default: 80)')
    .addOption(new Option('--format <format>', 'form of the report').choices(FORMATS))
    .option('--out <file>', 'write the report to a file')
    .action((manifests: string[], flags: SuggestFlags) => {
      const { runSuggest } = require('./suggest-run') as typeof import('./suggest-run');
      end(runSuggest(manifests, flags, io));
    });
}
