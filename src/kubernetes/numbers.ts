import { Duration } from 'cdk8s';
import { type Mistake, mistake } from './mistake';

const INT32_MAX = 2 ** 31 - 1;

/** A whole number between two bounds, as the fields of type int32 want it. */
export function checkInteger(prop: string, value: unknown, least: number, most = INT32_MAX): Mistake[] {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return [];
  const range = most === INT32_MAX ? `of at least ${least}` : `between ${least} and ${most}`;
  const bound = typeof value === 'number' && value > INT32_MAX ? ` (at most ${INT32_MAX})` : '';
  return [mistake('value/number', prop, value, `must be a whole number ${range}${bound}`, 'give such a number')];
}

/** A duration that is a whole number of seconds between two bounds. */
export function checkSeconds(prop: string, value: Duration | undefined, least: number, most = INT32_MAX): Mistake[] {
  if (value === undefined) return [];
  if (!(value instanceof Duration))
    return [mistake('value/seconds', prop, value, 'must be a Duration', 'write Duration.seconds(…)')];
  const seconds = secondsOf(value);
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return [];
  const range = most === INT32_MAX ? `of at least ${least} s` : `between ${least} s and ${most} s`;
  return [mistake('value/seconds', prop, `${seconds} s`, `must be a whole number of seconds ${range}`, 'round it')];
}

/** The seconds of a duration, with whatever fraction they have; not a number for what untyped code passed instead. */
export function secondsOf(duration: Duration): number {
  return duration instanceof Duration ? duration.toMilliseconds({ integral: false }) / 1000 : Number.NaN;
}
