import { DEFAULT_HPA_SETTINGS, type HpaQuirks, type HpaSettings } from './policy';

/** The versions of Kubernetes whose controller is known, by their minor number. */
export const OLDEST_MINOR = 27;
export const NEWEST_MINOR = 36;
/** The version that is taken where none is given. */
export const DEFAULT_KUBERNETES = '1.35';

/** What older versions do otherwise, each up to a minor version; read in the controller's source of every version. */
const UNTIL: Readonly<Record<keyof HpaQuirks, number>> = {
  countsMissingOnTarget: 27,
  comparesDistance: 32,
  turnsAveragesOver: 33,
  turnsValuesOver: 34,
  staysAtZero: 0,
};
/** A HorizontalPodAutoscaler has its own tolerance without a feature gate from here on. */
const OWN_TOLERANCE_SINCE = 35;
/** From here on zero is left only where the controller itself went there, and that is behind a feature gate. */
const STAYS_AT_ZERO_SINCE = 36;

/**
 * The settings of kube-controller-manager in a version of Kubernetes, such as `1.31`; those of the nearest known one
 * for an older or newer version.
 */
export function hpaSettingsOf(version = DEFAULT_KUBERNETES): HpaSettings {
  const [, minor] = /^v?1\.(\d+)/.exec(version) ?? [];
  const known = Math.min(NEWEST_MINOR, Math.max(OLDEST_MINOR, Number(minor ?? NEWEST_MINOR)));
  const old = (Object.keys(UNTIL) as (keyof HpaQuirks)[]).filter((quirk) => known <= UNTIL[quirk]);
  const quirks: HpaQuirks = {
    ...Object.fromEntries(old.map((quirk) => [quirk, true])),
    ...(known >= STAYS_AT_ZERO_SINCE && { staysAtZero: true }),
  };
  return { ...DEFAULT_HPA_SETTINGS, hasOwnTolerance: known >= OWN_TOLERANCE_SINCE, quirks };
}
