import { toInt32 } from './int';
import type { ScalingRules } from './policy';

/** By how many replicas it went in one direction, and when. */
interface ScaleEvent {
  readonly change: number;
  readonly at: number;
}

const INT32_MAX = 2 ** 31 - 1;
const INT32_MIN = -(2 ** 31);

/** What one HorizontalPodAutoscaler did lately, and how far it may go now. */
export class ScaleEvents {
  private readonly added: ScaleEvent[] = [];
  private readonly removed: ScaleEvent[] = [];

  /**
   * What is remembered of each direction, in no order of time: by how many replicas, above zero both ways, and when in
   * milliseconds.
   */
  get entries() {
    const pairs = (events: readonly ScaleEvent[]) => events.map(({ change, at }) => [change, at] as const);
    return { scaleUps: pairs(this.added), scaleDowns: pairs(this.removed) };
  }

  /** Remembers a change; one that no policy looks back to any more gives its place to the next. */
  store(from: number, to: number, { scaleUp, scaleDown }: Record<'scaleUp' | 'scaleDown', ScalingRules>, now: number) {
    const [events, rules] = to > from ? [this.added, scaleUp] : [this.removed, scaleDown];
    const longest = Math.max(0, ...rules.policies.map(({ periodSeconds }) => periodSeconds));
    const event = { change: Math.abs(to - from), at: now };
    const expired = events.findLastIndex(({ at }) => at < now - longest * 1000);
    if (expired >= 0) events[expired] = event;
    else events.push(event);
  }

  /** The most replicas that the policies allow now. */
  upLimit(current: number, rules: ScalingRules, now: number): number {
    if (rules.selectPolicy === 'Disabled') return current;
    const isLowest = rules.selectPolicy === 'Min';
    let limit = isLowest ? INT32_MAX : INT32_MIN;
    for (const { type, value, periodSeconds } of rules.policies) {
      const start = this.startOf(periodSeconds, current, now);
      // Rounded up, or a few replicas would never become more.
      const proposed = type === 'Pods' ? (start + value) | 0 : toInt32(Math.ceil(start * (1 + value / 100)));
      limit = isLowest ? Math.min(limit, proposed) : Math.max(limit, proposed);
    }
    return limit;
  }

  /** The fewest replicas that the policies allow now. */
  downLimit(current: number, rules: ScalingRules, now: number): number {
    if (rules.selectPolicy === 'Disabled') return current;
    const isHighest = rules.selectPolicy === 'Min';
    let limit = isHighest ? INT32_MIN : INT32_MAX;
    for (const { type, value, periodSeconds } of rules.policies) {
      const start = this.startOf(periodSeconds, current, now);
      const proposed = type === 'Pods' ? (start - value) | 0 : toInt32(start * (1 - value / 100));
      limit = isHighest ? Math.max(limit, proposed) : Math.min(limit, proposed);
    }
    return limit;
  }

  /** The replicas at the beginning of a policy's period, in the int32 of the controller. */
  private startOf(periodSeconds: number, current: number, now: number): number {
    const cutoff = now - periodSeconds * 1000;
    return (current - changeSince(this.added, cutoff) + changeSince(this.removed, cutoff)) | 0;
  }
}

function changeSince(events: readonly ScaleEvent[], cutoff: number): number {
  let change = 0;
  for (const event of events) if (event.at > cutoff) change += event.change;
  return change;
}
