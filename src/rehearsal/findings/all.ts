import type { RehearsalProfile } from '../options/profile';
import { Unreadable } from '../reader';
import { BEYOND_GPUS } from './beyond-gpus';
import { CRON_BESIDE_HPA } from './cron-beside-hpa';
import { CRON_IN_TOLERANCE } from './cron-in-tolerance';
import type { FindingRule, RehearsalFinding } from './finding';
import { NEVER_WAKES } from './never-wakes';
import { ROUNDED_PERCENT } from './rounded-percent';
import { SATURATING_TARGET } from './saturating-target';
import { Scene } from './scene';
import { SHORT_COOLDOWN } from './short-cooldown';
import { SHORT_GRACE } from './short-grace';
import { SHORT_WINDOW } from './short-window';
import { TOTAL_AS_VALUE } from './total-as-value';
import { TWO_SCALERS } from './two-scalers';
import { UNAGGREGATED_QUERY } from './unaggregated-query';
import { UNSEEN_UNITS } from './unseen-units';

/** Every rule that a rehearsal can prove, or that says why there is nothing to rehearse. */
export const FINDING_RULES: readonly FindingRule[] = [
  UNAGGREGATED_QUERY,
  TOTAL_AS_VALUE,
  NEVER_WAKES,
  CRON_IN_TOLERANCE,
  CRON_BESIDE_HPA,
  TWO_SCALERS,
  SHORT_WINDOW,
  SATURATING_TARGET,
  UNSEEN_UNITS,
  SHORT_COOLDOWN,
  BEYOND_GPUS,
  ROUNDED_PERCENT,
  SHORT_GRACE,
];

/** What is wrong with the policies of manifests, each with the rehearsal that shows it. */
export function findMistakes(
  manifests: readonly (string | object)[],
  profile: RehearsalProfile = {},
): readonly RehearsalFinding[] | Unreadable {
  const scene = Scene.of(manifests, profile);
  if (scene instanceof Unreadable) return scene;
  return FINDING_RULES.flatMap(({ name, find }) => find(scene).map((finding) => ({ rule: name, ...finding })));
}
