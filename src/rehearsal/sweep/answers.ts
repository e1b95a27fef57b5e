import { Unreadable } from '../reader';
import { parseSweep, policiesOf } from './grammar';
import type { Answer, SweepOrder } from './pool';
import { rehearsePolicy } from './sweep';
import { kept, openOrder } from './traffic-order';

/** Rehearses the policy of an index, as often as it is asked; the requests are made or read once. */
export function answersOf({ objects, sweep, traffic, options }: SweepOrder): (index: number) => Answer {
  const axes = parseSweep(sweep);
  const source = options.recorded === undefined ? openOrder(traffic) : undefined;
  if (axes instanceof Unreadable) return (index) => ({ index, reasons: axes.reasons });
  if (source instanceof Unreadable) return (index) => ({ index, reasons: source.reasons });
  const policies = policiesOf(axes);
  const requests = source && kept(source);
  return (index) => {
    const result = rehearsePolicy(objects, policies[index], { ...options, traffic: requests });
    return result instanceof Unreadable ? { index, reasons: result.reasons } : { index, totals: result.totals };
  };
}
