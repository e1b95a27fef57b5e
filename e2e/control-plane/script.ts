import { basename } from 'node:path';
import { buildSync } from 'esbuild';
import type { Run } from './run';

/**
 * The beginning of a command that runs a TypeScript file of this suite in a process of its own. It is bundled into the
 * folder of the run: to translate it while it loads takes each of many processes nearly a second.
 */
export function nodeScript(run: Run, file: string): [string, string] {
  const outfile = run.path(basename(file).replace(/\.ts$/, '.js'));
  buildSync({ entryPoints: [file], outfile, bundle: true, platform: 'node' });
  return [process.execPath, outfile];
}
