import { checkManifests } from '../../checks/check-manifests';
import { loadSettings } from '../../checks/settings/load-settings';
import { readManifests } from '../../stack/read';
import { ExitCode, type Io } from '../io';
import { collect } from '../manifest-files';
import { refuse } from '../refuse';
import { draw } from './draw';
import type { GraphOptions } from './graph';
import { mermaid } from './mermaid';
import { page } from './page';
import { svg } from './picture';

/** Draws what the paths name. What is broken is shown as such and is no failure of the command. */
export function runGraph(paths: readonly string[], options: GraphOptions, io: Io): ExitCode {
  const settings = loadSettings(options, paths[0]);
  if ('problems' in settings) return refuse(settings.problems, io);
  const { sources, problems, notes } = collect(paths, io);
  if (problems.length > 0) return refuse(problems, io);
  for (const note of notes) io.err(`note: ${note}\n`);
  const { graph, findings } = checkManifests(readManifests(sources), settings);
  if (graph.manifests.length === 0) return refuse(['there is no manifest in what was given'], io);
  const drawing = draw(graph, findings);
  if (options.format === 'json') io.out(`${JSON.stringify(drawing, undefined, 2)}\n`);
  else if (options.format === 'html') io.out(page(drawing, findings, options.title ?? titleOf(paths)));
  else if (options.format === 'svg') io.out(svg(drawing));
  else io.out(mermaid(drawing));
  return ExitCode.OK;
}

function titleOf(paths: readonly string[]): string {
  return paths.map((path) => (path === '-' ? 'standard input' : path)).join(', ');
}
