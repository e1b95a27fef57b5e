import { checkManifests } from '../../checks/check-manifests';
import type { CheckProfile } from '../../checks/profile';
import { loadSettings } from '../../checks/settings/load-settings';
import type { RehearseOptions } from '../../rehearsal/options/rehearse-options';
import type { ReadManifests } from '../../stack/read';
import type { Io } from '../io';

/** What the profile file that `check` goes by says of the cluster. */
export type KnownCluster = Pick<RehearseOptions, 'kubernetesVersion' | 'kedaVersion' | 'cluster'>;

/**
 * The wiring checks before a rehearsal, by the profile file that `check` goes by: a broken wire is said on standard
 * error and does not stop it, since what comes of it is often what somebody wants to see.
 */
export function sayBrokenWires(read: ReadManifests, path: string, io: Io): KnownCluster {
  const settings = loadSettings({}, path === '-' ? '.' : path);
  if ('problems' in settings) {
    for (const problem of settings.problems) io.err(`note: nothing was checked: ${problem}\n`);
    return {};
  }
  const { findings } = checkManifests(read, settings);
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const { file, line, message, fix, rule } of errors)
    io.err(`check: ${file}:${line}: ${message}; ${fix} (${rule})\n`);
  if (errors.length > 0) io.err(`note: with ${errors.length === 1 ? 'this' : 'these'} a cluster may do otherwise\n`);
  return knownCluster(settings.profile);
}

function knownCluster({ kubernetesVersion, kedaVersion, ...profile }: CheckProfile): KnownCluster {
  const { kserveVersion, kserveStandardByDefault, namespace, gpuLabels } = profile;
  return { kubernetesVersion, kedaVersion, cluster: { kserveVersion, kserveStandardByDefault, namespace, gpuLabels } };
}
