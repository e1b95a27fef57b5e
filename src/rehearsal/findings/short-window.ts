import { fieldsOf } from '../../stack/fields';
import { Unreadable } from '../reader';
import { formatSpan } from '../report/format';
import type { Totals } from '../result';
import { behaviorOf } from '../simulation/behavior';
import type { Delay } from '../simulation/cold-start';
import type { FindingRule } from './finding';
import { changing, nameOf } from './scene';

const DEFAULT_WINDOW = 300;
const WAVES = 4;
/** A wave of users lasts until what it called for is there. */
const MARGIN_SECONDS = 120;

/** Replicas that are taken away sooner than new ones would be there. */
export const SHORT_WINDOW: FindingRule = {
  name: 'scaler/window-below-cold-start',
  title: 'a window for scaling in that is shorter than a start',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      const hpa = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
      const window = hpa.behavior?.scaleDown.stabilizationWindowSeconds ?? DEFAULT_WINDOW;
      const behavior = behaviorOf(service, scene.profile, false);
      if (behavior instanceof Unreadable) return [];
      const { cachedImageSeconds, loadSeconds, warmUpSeconds } = behavior.coldStart;
      // The image is there already: this is the least that a replica takes which comes back to the same node.
      const start = [cachedImageSeconds, loadSeconds, warmUpSeconds].reduce<number>(
        (sum, each) => sum + medianOf(each),
        0,
      );
      if (window >= start || hpa.maxReplicas < 2) return [];
      const [on, off] = [Math.round(start + MARGIN_SECONDS), Math.round(window + start / 2)];
      const waves = Array.from(
        { length: WAVES },
        (_, index) => `users:count=64,start=${index * (on + off)}s,duration=${on}s`,
      );
      const take = { traffic: waves.join(' + '), untilSeconds: WAVES * (on + off) };
      const taken = scene.take(service, take);
      const longer = Math.round(start * 2);
      const change = changing(scaler, (spec) => {
        const above =
          scaler.kind === 'ScaledObject' ? ensure(ensure(spec, 'advanced'), 'horizontalPodAutoscalerConfig') : spec;
        ensure(ensure(above, 'behavior'), 'scaleDown').stabilizationWindowSeconds = longer;
      });
      const fixed = scene.take(service, { ...take, change });
      if (!taken || !fixed || !isWorse(taken.service.totals, fixed.service.totals)) return [];
      const waited = (each: typeof taken) => formatSpan(p95Of(each.service.totals));
      return {
        severity: 'warning',
        message: `the window for scaling in (${window} s) is shorter than the start of a replica (${Math.round(start)} s)`,
        why: 'after every lull users wait for replicas that were there a moment ago',
        fix: `set behavior.scaleDown.stabilizationWindowSeconds to at least ${longer}`,
        objects: [nameOf(scaler)],
        proof: {
          traffic: take.traffic,
          happened: `${WAVES} waves of users: ${taken.service.totals.rescales} changes, and one of twenty waited ${waited(taken)} or longer for the first token`,
          fixed: `with ${longer} s there were ${fixed.service.totals.rescales} changes, and it was ${waited(fixed)}`,
        },
      };
    }),
};

/** Whether there are more changes, and users feel them. */
function isWorse(one: Totals, other: Totals): boolean {
  return one.rescales > other.rescales && p95Of(one) > p95Of(other);
}

function p95Of({ ttft }: Totals): number {
  return ttft.p95 ?? 0;
}

function medianOf(delay: Delay): number {
  return typeof delay === 'number' ? delay : delay.p50;
}

function ensure(fields: Record<string, unknown>, key: string): Record<string, unknown> {
  fields[key] = { ...fieldsOf(fields[key]) };
  return fields[key] as Record<string, unknown>;
}
