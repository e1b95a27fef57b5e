import { Command, Option } from 'commander';
import { several } from '../check/check';
import type { ExitCode, Io } from '../io';

/** What the options of the command say. */
export interface GraphOptions {
  /** Form of the picture; `mermaid` where none is asked for. */
  readonly format: 'mermaid' | 'json' | 'svg' | 'html';
  /** `FACT=VALUE`, or an object that exists elsewhere as `KIND/NAMESPACE/NAME`, each as it was given. */
  readonly assume: readonly string[];
  /** The profile file; `false` for none. @default - that in the folder of the first path, or the nearest above */
  readonly profile?: string | false;
  /** Title of the page; the other forms have none. @default - the paths, with commas between */
  readonly title?: string;
}

/** `graph [PATHS]`: shows the stack as a picture. */
export function graphCommand(io: Io, end: (code: ExitCode) => void): Command {
  return new Command('graph')
    .description('Shows what finds what in manifests, with the broken wires: for Markdown, for programs, or as a page.')
    .argument('[paths...]', 'files, folders, or - for standard input; together they are one cluster', ['.'])
    .addOption(
      new Option('--format <format>', 'form of the picture')
        .choices(['mermaid', 'json', 'svg', 'html'])
        .default('mermaid'),
    )
    .addOption(several('--assume <fact>', 'FACT=VALUE, or an object that exists elsewhere: KIND/NAMESPACE/NAME'))
    .option('--title <text>', 'title of the page')
    .option('--profile <file>', 'what is known of the cluster (default: .cdk8s-llm-inference.yaml here or above)')
    .option('--no-profile', 'use no profile file')
    .action((paths: string[], options: GraphOptions) => {
      // Loaded only now: the help of the other commands need not wait for it.
      const { runGraph } = require('./run-graph') as typeof import('./run-graph');
      end(runGraph(paths, options, io));
    });
}
