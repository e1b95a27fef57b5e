/** The arithmetic of Go's integers, where it differs from that of numbers. */

const INT32_MAX = 2 ** 31 - 1;
const INT64_MAX = 2n ** 63n - 1n;

/** int32(float64): what does not fit becomes the least number there is. */
export function toInt32(value: number): number {
  const whole = Math.trunc(value);
  return whole <= INT32_MAX && whole >= -INT32_MAX - 1 ? whole + 0 : -INT32_MAX - 1;
}

/** int64(float64): what does not fit becomes the least number there is. */
export function toInt64(value: number): number {
  return Math.abs(value) < 2 ** 63 ? Math.trunc(value) : -(2 ** 63);
}

/** int32(float64) with a cap above. */
export function toCappedInt32(value: number): number {
  return value > INT32_MAX ? INT32_MAX : toInt32(value);
}

/** The mean of int64 values, cut off. */
export function mean(total: number | bigint, count: number): number {
  return typeof total === 'number' ? Math.trunc(total / count) + 0 : Number(total / BigInt(count));
}

/** Percent of a whole, cut off and kept in an int32. */
export function percentOf(total: number | bigint, whole: number | bigint): number {
  if (typeof total === 'number' && typeof whole === 'number') {
    const hundredfold = total * 100;
    const percent = Math.trunc(hundredfold / whole) + 0;
    if (Number.isSafeInteger(hundredfold) && Math.abs(percent) <= INT32_MAX) return percent;
  }
  return Number(BigInt.asIntN(32, BigInt.asIntN(64, BigInt(total) * 100n) / BigInt(whole)));
}

/** The sum of int64 values, which turns over like theirs. A number where no step of it leaves those that are exact. */
export function sum(values: readonly number[]): number | bigint {
  let total = 0;
  for (const value of values) {
    total += value;
    if (!Number.isSafeInteger(total))
      return BigInt.asIntN(
        64,
        values.reduce((all, each) => all + exactly(each), 0n),
      );
  }
  return total;
}

/** The sum of int64 values that stops at the greatest there is, as a float64. */
export function cappedSum(values: readonly number[]): number {
  const total = safeSum(values);
  if (total !== undefined) return total;
  let exact = 0n;
  for (const value of values) {
    const next = exact + exactly(value);
    if (value > 0 && next > INT64_MAX) return Number(INT64_MAX);
    exact = BigInt.asIntN(64, next);
  }
  return Number(exact);
}

/** The same where the controller takes every sum below zero for one that turned over, be it so or not. */
export function suspiciousSum(values: readonly number[]): number {
  const total = safeSum(values);
  if (total !== undefined) return total;
  let exact = 0n;
  for (const value of values) {
    exact = BigInt.asIntN(64, exact + exactly(value));
    if (exact < 0n) return Number(INT64_MAX);
  }
  return Number(exact);
}

/** The sum where no step of it leaves the numbers that are exact and not below zero; nothing else. */
function safeSum(values: readonly number[]): number | undefined {
  let total = 0;
  for (const value of values) {
    total += value;
    if (!(total >= 0 && total <= Number.MAX_SAFE_INTEGER)) return undefined;
  }
  return total;
}

/** An int64; the greatest of them becomes one too many as a number. */
function exactly(value: number): bigint {
  const exact = BigInt(value);
  return exact > INT64_MAX ? INT64_MAX : exact;
}
