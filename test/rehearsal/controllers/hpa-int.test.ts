import * as fc from 'fast-check';
import {
  cappedSum,
  mean,
  percentOf,
  sum,
  suspiciousSum,
  toCappedInt32,
  toInt32,
  toInt64,
} from '../../../src/rehearsal/controllers/hpa/int';

const INT32 = 2 ** 31;
const INT64_MAX = 2 ** 63;
/** The greatest of int64 that is a number, so that the next above is one too many. */
const NEARLY = 2 ** 63 - 1024;

test.each([
  [1.9, 1],
  [-1.9, -1],
  [-0.5, 0],
  [INT32 - 1, INT32 - 1],
  [INT32, -INT32],
  [-INT32, -INT32],
  [-INT32 + 1, -INT32 + 1],
  [-INT32 - 1, -INT32],
  [Number.NaN, -INT32],
])('int32(%d) is %d', (value, expected) => {
  expect(toInt32(value)).toBe(expected);
});

test.each([
  [INT32 - 1, INT32 - 1],
  [INT32 + 0.5, INT32 - 1],
  [Number.POSITIVE_INFINITY, INT32 - 1],
  [-INT32 - 1, -INT32],
])('int32(%d) with a cap is %d', (value, expected) => {
  expect(toCappedInt32(value)).toBe(expected);
});

test.each([
  [1.9, 1],
  [NEARLY, NEARLY],
  [INT64_MAX, -INT64_MAX],
  [Number.NaN, -INT64_MAX],
])('int64(%d) is %d', (value, expected) => {
  expect(toInt64(value)).toBe(expected);
});

test('a mean is cut off towards zero', () => {
  expect(mean(7, 2)).toBe(3);
  expect(mean(-1, 2)).toBe(0);
  expect(mean(7n, 2)).toBe(3);
});

/** The same with int64 and int32 all the way. */
const exactPercent = (total: bigint, whole: bigint) =>
  Number(BigInt.asIntN(32, BigInt.asIntN(64, total * 100n) / whole));

test.each([
  [1, 3],
  [-1, 3],
  // Past an int32 it turns over.
  [INT32, 100],
  [INT32 - 1, 100],
  // Past an int64, too.
  [2 ** 60, 2 ** 40],
])('percent of %d in %d', (total, whole) => {
  expect(percentOf(total, whole)).toBe(exactPercent(BigInt(total), BigInt(whole)));
});

test('percents of whole numbers of every size are those of int64', () => {
  const any = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
  fc.assert(
    fc.property(any, any, (total, whole) => {
      fc.pre(BigInt(whole) !== 0n);
      expect(percentOf(total, whole)).toBe(exactPercent(BigInt(total), BigInt(whole)));
    }),
  );
});

const values = fc.array(
  fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(NEARLY, -NEARLY, INT64_MAX, 1e18, -1e18, 0)),
  { maxLength: 6 },
);
/** The values as int64: what is one too many for it is the greatest there is. */
const exact = (value: number) => (value === INT64_MAX ? 2n ** 63n - 1n : BigInt(value));

test('sums turn over as those of int64', () => {
  fc.assert(
    fc.property(values, (all) => {
      const whole = BigInt.asIntN(
        64,
        all.reduce((total, each) => total + exact(each), 0n),
      );
      expect(BigInt(sum(all))).toBe(whole);
    }),
  );
});

test('the sum that the controller caps stops at the greatest number on the way up, and turns over on the way down', () => {
  fc.assert(
    fc.property(values, (all) => {
      let total = 0n;
      for (const each of all.map(exact)) {
        if (each > 0n && total + each > 2n ** 63n - 1n) {
          expect(cappedSum(all)).toBe(INT64_MAX);
          return;
        }
        total = BigInt.asIntN(64, total + each);
      }
      expect(cappedSum(all)).toBe(Number(total));
    }),
  );
});

test('the sum that it suspects is the greatest number as soon as it is below zero', () => {
  fc.assert(
    fc.property(values, (all) => {
      let total = 0n;
      for (const each of all.map(exact)) {
        total = BigInt.asIntN(64, total + each);
        if (total < 0n) {
          expect(suspiciousSum(all)).toBe(INT64_MAX);
          return;
        }
      }
      expect(suspiciousSum(all)).toBe(Number(total));
    }),
  );
});

test.each([
  ['nothing', [], 0],
  ['one past the greatest', [INT64_MAX, 1], INT64_MAX],
  ['the greatest', [INT64_MAX], INT64_MAX],
  ['the greatest and less', [INT64_MAX, -2048], 2 ** 63 - 2048],
  ['what is exact still', [NEARLY, 1000], Number(BigInt(NEARLY) + 1000n)],
  ['one above and one below', [2 ** 62, 2 ** 62, -(2 ** 62)], INT64_MAX],
  ['zeros', [0, 0], 0],
])('%s, capped', (_name, all, expected) => {
  expect(cappedSum(all)).toBe(expected);
});

test('a sum that is zero on the way has not turned over', () => {
  expect(suspiciousSum([2 ** 60, -(2 ** 60), 5])).toBe(5);
});
