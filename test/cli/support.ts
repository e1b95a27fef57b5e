import { run } from '../../src/cli/program';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a process would, with what is given as standard input. */
export async function cli(args: readonly string[], input = ''): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readInput: () => input,
    hasColors: false,
  });
  return { code, out, err };
}
