import type { IConstruct } from 'constructs';
import { type Checked, checkManifests } from '../checks/check-manifests';
import type { Finding } from '../checks/finding';
import { META_RULES, SETTINGS } from '../checks/meta-rules';
import { loadSettings, mergeProfiles } from '../checks/settings/load-settings';
import type { CheckSettings } from '../checks/settings/settings';
import { manifestsOf } from '../stack/manifest';
import { emittedBy } from './app-manifests';
import { checkProfileOf } from './check-profile';
import type { StackChecksOptions } from './stack-checks';

/** The names of all rules that can be broken. */
export function namesOf(options: StackChecksOptions): string[] {
  const settings = settingsOf(options);
  return [...('problems' in settings ? [] : settings.rules), ...META_RULES].map(({ name }) => name);
}

/** What is wrong with what everything below a scope emits. */
export function checkEmitted(scope: IConstruct, options: StackChecksOptions): Finding[] {
  const settings = settingsOf(options);
  if ('problems' in settings) return settings.problems.map(unusable);
  return checkConstruct(scope, settings).flatMap(({ findings }) => findings);
}

/** Checks what everything below a scope emits, cluster by cluster; what the settings say of a cluster counts more. */
export function checkConstruct(scope: IConstruct, settings: CheckSettings): Checked[] {
  return emittedBy(scope).map(({ profile, objects }) => {
    const read = { manifests: manifestsOf(objects), others: [], unparsable: [] };
    return checkManifests(read, { ...settings, profile: mergeProfiles(checkProfileOf(profile), settings.profile) });
  });
}

function settingsOf({ profile, ignore, ownRules }: StackChecksOptions) {
  return loadSettings({ profile: profile ?? false, ignore, ownRules });
}

/** Settings that cannot be used, as a finding. */
export function unusable(problem: string): Finding {
  const { name, severity, why } = SETTINGS;
  const [message, ...fix] = problem.split('; ');
  return { rule: name, severity, message, why, fix: fix.join('; ') || 'correct it', objects: [] };
}
