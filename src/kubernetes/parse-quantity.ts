const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** Nothing finer than a billionth is kept. */
const FINEST = -9;
/** A greater exponent than any quantity of the API has: its number would only be long. */
const LARGEST_EXPONENT = 100;

/** A quantity of the Kubernetes API as it is calculated with. */
export interface ParsedQuantity {
  /** In thousandths, rounded away from zero as the API does. Exact up to 2⁵³. */
  readonly milli: number;
  /** As the controllers read it where they calculate with fractions: mantissa times power of ten, in binary. */
  readonly approximate: number;
}

/**
 * Reads a quantity, such as `100m`, `0.1`, `2Gi` or `1e3`; nothing when it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): ParsedQuantity | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const [, sign, whole, fraction = '', exponent, suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const power = BINARY.indexOf(suffix);
  const decimal = exponent === undefined ? (DECIMAL[suffix] ?? 0) : Number(exponent.slice(1));
  if (Math.abs(decimal) > LARGEST_EXPONENT) return undefined;
  const digits = BigInt(`${whole}${fraction}`) * 1024n ** BigInt(Math.max(0, power));
  const magnitude = roundUpTo(FINEST, digits, decimal - fraction.length);
  const signed = sign === '-' ? -1 : 1;
  return {
    milli: signed * Number(scaleUp(magnitude.digits, magnitude.exponent + 3)),
    approximate: signed * Number(magnitude.digits) * Number(`1e${magnitude.exponent}`),
  };
}

/** The number with no finer digits than this exponent has. */
function roundUpTo(finest: number, digits: bigint, exponent: number): { digits: bigint; exponent: number } {
  if (exponent >= finest) return { digits, exponent };
  return { digits: scaleUp(digits, exponent - finest), exponent: finest };
}

/** digits · 10^exponent as a whole number, rounded up. */
function scaleUp(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return (digits + divisor - 1n) / divisor;
}
