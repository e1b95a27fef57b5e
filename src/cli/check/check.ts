import { Command, Option } from 'commander';
import type { ExitCode, Io } from '../io';

/** What the options of the command say. */
export interface CheckOptions {
  /** Whether each path is a cluster of its own. @default - together they are one */
  readonly each?: boolean;
  /** Form of the report; `human` where none is asked for. */
  readonly format: 'human' | 'json' | 'sarif' | 'github';
  /** The least bad that is shown and makes exit code 1. @default - all is shown, and errors alone make 1 */
  readonly severity?: 'error' | 'warning' | 'info';
  /** Names of the only rules that run; empty for all. */
  readonly rule: readonly string[];
  /** What is suppressed: `RULE: REASON` or `RULE in OBJECT: REASON`, each as it was given. */
  readonly ignore: readonly string[];
  /** `FACT=VALUE`, or an object that exists elsewhere as `KIND/NAMESPACE/NAME`, each as it was given. */
  readonly assume: readonly string[];
  /** The profile file; `false` for none. @default - that in the folder of the first path, or the nearest above */
  readonly profile?: string | false;
  /** Whether the rules are listed, and nothing is checked. @default false */
  readonly listRules?: boolean;
}

const EXIT_CODES = `
Exit codes: 0 nothing found, 1 something found, 2 nothing could be checked.
Without --severity everything is shown and errors alone make 1; with it, what is less bad is not shown
and everything that is shown makes 1.`;

/** `check [PATHS]`: finds the broken wires of manifests. */
export function checkCommand(io: Io, end: (code: ExitCode) => void): Command {
  return new Command('check')
    .description('Finds what does not fit together in manifests: ours, Helm’s, Kustomize’s or hand-written ones.')
    .argument('[paths...]', 'files, folders, or - for standard input; together they are one cluster', ['.'])
    .option('--each', 'make each path a cluster of its own')
    .addOption(
      new Option('--format <format>', 'form of the report')
        .choices(['human', 'json', 'sarif', 'github'])
        .default('human'),
    )
    .addOption(new Option('--severity <least>', 'the least bad that counts').choices(['error', 'warning', 'info']))
    .addOption(several('--rule <name>', 'check by this rule only'))
    .addOption(several('--ignore <rule: reason>', 'suppress the findings of a rule, or "RULE in OBJECT: REASON"'))
    .addOption(several('--assume <fact>', 'FACT=VALUE, or an object that exists elsewhere: KIND/NAMESPACE/NAME'))
    .option('--profile <file>', 'what is known of the cluster (default: .cdk8s-llm-inference.yaml here or above)')
    .option('--no-profile', 'use no profile file')
    .option('--list-rules', 'list the rules and end')
    .addHelpText('after', EXIT_CODES)
    .action((paths: string[], options: CheckOptions) => {
      // Loaded only now: the help of the other commands need not wait for it.
      const { runCheck } = require('./run-check') as typeof import('./run-check');
      end(runCheck(paths, options, io));
    });
}

/** An option that may be given several times. */
export function several(flags: string, description: string): Option {
  return new Option(flags, `${description} (repeatable)`)
    .argParser((value: string, before: readonly string[]) => [...before, value])
    .default([], 'none');
}
