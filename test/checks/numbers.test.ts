import { decimalOf, INT32_MAX, isPositiveQuantity, isWhole, quantityOf } from '../../src/checks/numbers';

test.each([
  [1, true],
  [0, false],
  [4, true],
  [5, false],
  [1.5, false],
  ['2', false],
  [Number.NaN, false],
  [undefined, false],
])('%j is a whole number between 1 and 4: %j', (value, expected) => {
  expect(isWhole(value, 1, 4)).toBe(expected);
});

test('whole numbers end where the fields of the API end', () => {
  expect(isWhole(INT32_MAX, 0)).toBe(true);
  expect(isWhole(INT32_MAX + 1, 0)).toBe(false);
});

test.each([
  ['8', 8],
  [8, 8],
  ['-0.5', -0.5],
  ['+1.', 1],
  ['.5', 0.5],
  ['1e3', 1000],
  ['5E-1', 0.5],
  ['500m', undefined],
  ['', undefined],
  ['.', undefined],
  ['1 ', undefined],
  ['0x10', undefined],
  ['Infinity', undefined],
  [true, undefined],
])('KEDA reads %j as %j', (value, expected) => {
  expect(decimalOf(value)).toBe(expected);
});

test.each([
  ['100m', true],
  [2, true],
  ['0', false],
  ['-1', false],
  ['4 cores', false],
  [null, false],
])('%j is a quantity above zero: %j', (value, expected) => {
  expect(isPositiveQuantity(value)).toBe(expected);
});

test('a quantity is a text or a number', () => {
  expect(quantityOf('2Gi')?.milli).toBe(2 * 1024 ** 3 * 1000);
  expect(quantityOf(0.5)?.milli).toBe(500);
  expect(quantityOf({})).toBeUndefined();
});
