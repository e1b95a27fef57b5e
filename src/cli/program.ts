import { Command, CommanderError } from 'commander';
import { ExitCode, type Io } from './io';
import { rehearseCommand } from './rehearse';
import { suggestCommand } from './suggest';

/** A command of the program; what it resolves to is the exit code of the process. */
export type CommandMaker = (io: Io, end: (code: ExitCode) => void) => Command;

/** All commands, in the order in which the help lists them. */
const COMMANDS: readonly CommandMaker[] = [rehearseCommand, suggestCommand];

/** Runs the command line and gives the exit code of the process. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code = ExitCode.OK;
  const program = new Command('cdk8s-llm-inference')
    .description('Checks and rehearses autoscaled LLM inference on Kubernetes, from the manifests themselves.')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  for (const make of COMMANDS) {
    const command = make(io, (ended) => {
      code = ended;
    });
    program.addCommand(command.copyInheritedSettings(program));
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return Promise.reject(error);
    return error.exitCode === 0 ? ExitCode.OK : ExitCode.UNUSABLE;
  }
  return code;
}
