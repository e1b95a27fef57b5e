import type { KedaQuirks } from './policy';

/** The newest version of KEDA that is known, by its minor number; the oldest is 2.14. */
const NEWEST_MINOR = 20;
/** The version that is taken where none is given. */
export const DEFAULT_KEDA = `2.${NEWEST_MINOR}`;

/** What older versions do otherwise, each up to a minor version; read in KEDA's source of the last patch of each. */
const UNTIL: Readonly<Record<keyof KedaQuirks, number>> = {
  fallsBackAtOnce: 16,
  knowsStaticFallbacksOnly: 16,
  judgesTriggersOfFormulas: 16,
  fallsBackOnAveragesOnly: 17,
  restsAtOne: 17,
  knowsWholePausesOnly: 17,
  pollsWithoutFallback: 18,
  cutsToThousandths: 19,
  takesNothingForZero: 19,
};

/** What KEDA of a version, such as `2.17`, does otherwise than 2.20; as the nearest known one for another version. */
export function kedaQuirksOf(version: string): KedaQuirks {
  const [, minor] = /^v?2\.(\d+)/.exec(version) ?? [];
  const known = Number(minor ?? NEWEST_MINOR);
  const old = (Object.keys(UNTIL) as (keyof KedaQuirks)[]).filter((quirk) => known <= UNTIL[quirk]);
  return Object.fromEntries(old.map((quirk) => [quirk, true]));
}
