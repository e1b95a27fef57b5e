import type { Reason } from './conditions';
import { toInt32 } from './int';
import type { HpaPolicy } from './policy';
import type { ScaleEvents } from './rate-limits';

/** Where the limits cut a recommendation, and why. */
export interface Limited {
  /** What is left of the recommendation. */
  readonly replicas: number;
  /** Reason of the condition ScalingLimited; `DesiredWithinRange` where nothing was cut. */
  readonly reason: Reason;
}

/** Without a behavior it at most doubles, and may always go up to four. */
const UP_FACTOR = 2;
const UP_AT_LEAST = 4;

/** By the bounds and by the speed that the behavior allows, which is never against the direction. */
export function limitByBehavior(
  current: number,
  desired: number,
  { minReplicas, maxReplicas }: Pick<HpaPolicy, 'minReplicas' | 'maxReplicas'>,
  { scaleUp, scaleDown }: NonNullable<HpaPolicy['behavior']>,
  events: ScaleEvents,
  now: number,
): Limited {
  if (desired > current) {
    const limit = Math.max(current, events.upLimit(current, scaleUp, now));
    const isBySpeed = maxReplicas > limit;
    const most = isBySpeed ? limit : maxReplicas;
    if (desired > most) return { replicas: most, reason: isBySpeed ? 'ScaleUpLimit' : 'TooManyReplicas' };
  } else if (desired < current) {
    const limit = Math.min(current, events.downLimit(current, scaleDown, now));
    const isBySpeed = minReplicas < limit;
    const fewest = isBySpeed ? limit : minReplicas;
    if (desired < fewest) return { replicas: fewest, reason: isBySpeed ? 'ScaleDownLimit' : 'TooFewReplicas' };
  }
  return { replicas: desired, reason: 'DesiredWithinRange' };
}

/** By the bounds and by the controller's own speed. */
export function limitByDefault(current: number, desired: number, least: number, most: number): Limited {
  const speed = toInt32(Math.max(UP_FACTOR * current, UP_AT_LEAST));
  const isBySpeed = most > speed;
  const highest = isBySpeed ? speed : most;
  if (desired < least) return { replicas: least, reason: 'TooFewReplicas' };
  if (desired > highest) return { replicas: highest, reason: isBySpeed ? 'ScaleUpLimit' : 'TooManyReplicas' };
  return { replicas: desired, reason: 'DesiredWithinRange' };
}
