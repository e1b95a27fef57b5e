import { checkManifests } from '../../checks/check-manifests';
import { loadSettings } from '../../checks/settings/load-settings';
import type { ReadManifests } from '../../stack/read';
import type { Io } from '../io';

/**
 * The wiring checks before a rehearsal, by the profile file that `check` goes by: a broken wire is said on standard
 * error and does not stop it, since what comes of it is often what somebody wants to see.
 */
export function sayBrokenWires(read: ReadManifests, path: string, io: Io): void {
  const settings = loadSettings({}, path === '-' ? '.' : path);
  if ('problems' in settings) {
    for (const problem of settings.problems) io.err(`note: nothing was checked: ${problem}\n`);
    return;
  }
  const { findings } = checkManifests(read, settings);
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const { file, line, message, fix, rule } of errors)
    io.err(`check: ${file}:${line}: ${message}; ${fix} (${rule})\n`);
  if (errors.length > 0) io.err(`note: with ${errors.length === 1 ? 'this' : 'these'} a cluster may do otherwise\n`);
}
