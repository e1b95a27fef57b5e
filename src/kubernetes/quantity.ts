import { Size } from 'cdk8s';
import { type Mistake, mistake } from './mistake';

const MILLI = 1000;
const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** The smallest step that a metric of the Kubernetes API can tell apart. */
export const SMALLEST_QUANTITY = 1 / MILLI;

/** True when a number survives the thousandths that Kubernetes and KEDA keep of a quantity. */
export function fitsMilli(value: number): boolean {
  const milli = value * MILLI;
  return (
    Number.isFinite(value) && Number.isSafeInteger(Math.round(milli)) && Math.abs(milli - Math.round(milli)) < 1e-6
  );
}

/**
 * A number in the canonical form of the Kubernetes API, so that what is stored equals what is applied:
 * 0.1 is `100m`, 2000 is `2k`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function formatQuantity(value: number): string {
  const milli = BigInt(Math.round(value * MILLI));
  if (milli % 1000n !== 0n) return `${milli}m`;
  let whole = milli / 1000n;
  let suffix = 0;
  while (whole !== 0n && whole % 1000n === 0n && suffix < SUFFIXES.length - 1) {
    whole /= 1000n;
    suffix += 1;
  }
  return `${whole}${SUFFIXES[suffix]}`;
}

/** A number as KEDA reads it: plain decimal digits, no suffix, no exponent. */
export function formatDecimal(value: number): string {
  const milli = BigInt(Math.round(value * MILLI));
  const sign = milli < 0n ? '-' : '';
  const digits = (milli < 0n ? -milli : milli).toString().padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -3)}${fraction && `.${fraction}`}`;
}

/** A size in the largest binary unit that keeps it whole: 24 GiB is `24Gi`, 1.5 GiB is `1536Mi`. */
export function formatSize(size: Size): string {
  let kibibytes = BigInt(Math.round(kibibytesOf(size)));
  let unit = 0;
  const units = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi'];
  while (kibibytes !== 0n && kibibytes % 1024n === 0n && unit < units.length - 1) {
    kibibytes /= 1024n;
    unit += 1;
  }
  return `${kibibytes}${units[unit]}`;
}

/** A size in KiB, with whatever fraction it has; not a number for what untyped code passed instead. */
export function kibibytesOf(size: Size): number {
  // The unit goes into the conversion, never out of it: 'rounding: none' keeps fractions instead of throwing.
  return size instanceof Size ? size.toKibibytes({ rounding: 2 }) : Number.NaN;
}

const QUANTITY = /^\d+(\.\d{1,9})?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;

/** An amount as Kubernetes writes it, where it is given as text. */
export function checkQuantity(prop: string, quantity: unknown): Mistake[] {
  if (typeof quantity === 'string' && quantity.length <= 32 && QUANTITY.test(quantity)) return [];
  return [
    mistake(
      'service/resources',
      prop,
      quantity,
      "must be an amount like '4', '500m' or '12Gi'",
      'write it so, in quotes',
    ),
  ];
}
