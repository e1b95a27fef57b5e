import { Unreadable } from '../../rehearsal/reader';
import { readManifests as readSources } from '../../stack/read';
import type { Io } from '../io';
import { collect, STANDARD_INPUT } from '../manifest-files';
import { type KnownCluster, sayBrokenWires } from './check';

/** Manifests, and what is known of their cluster. */
export interface NamedManifests {
  /** One for each file, in the order of the arguments. */
  readonly texts: readonly string[];
  /** What the profile file of `check` says of the cluster; empty where it cannot be used. */
  readonly known: KnownCluster;
}

/**
 * The texts of the manifests that the arguments name: files, folders with all below them, and `-`. What the checks call
 * broken in them is said.
 */
export function readManifests(paths: readonly string[], io: Io): NamedManifests | Unreadable {
  if (paths.length === 0)
    return new Unreadable(['no manifests are named; give files, folders such as dist/, or - for standard input']);
  const { sources: collected, problems, notes } = collect(paths, io);
  const sources = collected.map(({ name, text }) => ({
    name: name === STANDARD_INPUT ? 'standard input' : name,
    text,
  }));
  const reasons = [...problems, ...(sources.length === 0 ? notes : [])];
  const read = readSources(sources);
  for (const { file, line, message } of read.unparsable) reasons.push(`${file}:${line}: ${message}`);
  if (reasons.length > 0) return new Unreadable(reasons);
  return { texts: sources.map(({ text }) => text), known: sayBrokenWires(read, paths[0], io) };
}
