import { compareVersions } from '../metrics/series';
import type { CheckProfile } from './profile';

/** What is taken for granted where the profile does not say: the newest versions that the rules know. */
const NEWEST = { kubernetesVersion: '1.35', kserveVersion: '0.20', kedaVersion: '2.20' };

/** The version of a part of the cluster. */
export function versionOf(profile: CheckProfile, part: keyof typeof NEWEST): string {
  return profile[part] ?? NEWEST[part];
}

/** True when the cluster's version of something is at least the given one. */
export function atLeast(profile: CheckProfile, part: keyof typeof NEWEST, least: string): boolean {
  return compareVersions(versionOf(profile, part), least) >= 0;
}

/** True when the cluster's version is given without its patch, such as 0.15, and could be the given one, 0.15.1. */
export function couldBe(profile: CheckProfile, part: keyof typeof NEWEST, version: string): boolean {
  return version.startsWith(`${versionOf(profile, part)}.`);
}
