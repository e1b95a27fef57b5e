import { Command, CommanderError } from 'commander';
import { ExitCode, type Io } from './io';

/** A command of the program; what it resolves to is the exit code of the process. */
export type CommandMaker = (io: Io, end: (code: ExitCode) => void) => Command;

/** All commands, in the order in which the help lists them. Each is loaded when it is called: so it starts sooner. */
const COMMANDS: Readonly<Record<string, () => CommandMaker>> = {
  check: () => (require('./check/check') as typeof import('./check/check')).checkCommand,
  explain: () => (require('./check/explain') as typeof import('./check/explain')).explainCommand,
  graph: () => (require('./graph/graph') as typeof import('./graph/graph')).graphCommand,
  rehearse: () => (require('./rehearse/rehearse') as typeof import('./rehearse/rehearse')).rehearseCommand,
  suggest: () => (require('./rehearse/suggest') as typeof import('./rehearse/suggest')).suggestCommand,
};

/** Runs the command line and gives the exit code of the process. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code = ExitCode.OK;
  const program = new Command('cdk8s-llm-inference')
    .description('Checks and rehearses autoscaled LLM inference on Kubernetes, from the manifests themselves.')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  // Without the name of a command there is help to give, or a name to suggest, and so all are needed.
  const called = Object.hasOwn(COMMANDS, args[0] ?? '') ? [COMMANDS[args[0]]] : Object.values(COMMANDS);
  for (const load of called) {
    const command = load()(io, (ended) => {
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
