import { Unreadable } from '../../rehearsal/reader';
import { parseYaml } from '../../rehearsal/stack/objects';
import type { Io } from '../io';
import { collect, STANDARD_INPUT } from '../manifest-files';
import { sayBrokenWires } from './check';

/**
 * The texts of the manifests that the arguments name: files, folders with all below them, and `-`. What the checks call
 * broken in them is said.
 */
export function readManifests(paths: readonly string[], io: Io): readonly string[] | Unreadable {
  if (paths.length === 0)
    return new Unreadable(['no manifests are named; give files, folders such as dist/, or - for standard input']);
  const { sources: read, problems, notes } = collect(paths, io);
  const sources = read.map(({ name, text }) => ({ name: name === STANDARD_INPUT ? 'standard input' : name, text }));
  const reasons = [...problems, ...(sources.length === 0 ? notes : [])];
  for (const { name, text } of sources) {
    const parsed = parseYaml(text);
    if (typeof parsed === 'string') reasons.push(`${name}: ${parsed}`);
  }
  if (reasons.length > 0) return new Unreadable(reasons);
  sayBrokenWires(sources, paths[0], io);
  return sources.map(({ text }) => text);
}
