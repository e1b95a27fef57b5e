import type { HpaPod } from '../controllers/hpa/world';
import { Unreadable } from '../reader';

/** More pods than any cluster has; beyond it a scenario is a mistake. */
export const MOST_PODS = 1_000_000;

/** Why a scenario is not played on. */
export function tooManyPods(count: number, tick: number): Unreadable {
  return new Unreadable([`'ticks[${tick}]' needs ${count} pods, and no more than ${MOST_PODS} are played`]);
}

interface PlayedPod extends HpaPod {
  phase: 'Pending' | 'Running';
  readonly startTime: number;
  ready: { readonly isTrue: boolean; readonly since: number };
}

/** Pods that come and go at the end of their list. */
export class PlayedPods {
  /** Those that there are now, the oldest first: one list all the time, which `move` changes in place. */
  readonly list: PlayedPod[] = [];

  /** So many pods, the last of them not Ready or Pending; their conditions change only when their state does. */
  move(
    count: number,
    { unready = 0, pending = 0 }: { readonly unready?: number; readonly pending?: number },
    now: number,
  ) {
    this.list.length = Math.min(this.list.length, count);
    while (this.list.length < count)
      this.list.push({ phase: 'Running', startTime: now, ready: { isTrue: true, since: now } });
    for (const [place, pod] of this.list.entries()) {
      const isTrue = place < count - unready;
      if (pod.ready.isTrue !== isTrue) pod.ready = { isTrue, since: now };
      pod.phase = place < count - pending ? 'Running' : 'Pending';
    }
  }
}
