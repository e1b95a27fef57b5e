import { Size } from 'cdk8s';
import fc from 'fast-check';
import { fitsMilli, formatDecimal, formatQuantity, formatSize, kibibytesOf } from '../../src/kubernetes/quantity';

const POWERS: Record<string, bigint> = {
  m: 1n,
  '': 10n ** 3n,
  k: 10n ** 6n,
  M: 10n ** 9n,
  G: 10n ** 12n,
  T: 10n ** 15n,
  P: 10n ** 18n,
  E: 10n ** 21n,
};

/** Thousandths of a quantity, read by the grammar of the API server and not by our own code. */
function milliOf(quantity: string): bigint {
  const [, digits, suffix] = /^(-?\d+)([mkMGTPE]?)$/.exec(quantity) ?? [];
  if (digits === undefined) throw new Error(`${quantity} is no quantity`);
  return BigInt(digits) * POWERS[suffix];
}

/** Whole numbers within what `fitsMilli` takes. */
const whole = fc.bigInt({ min: -((2n ** 53n - 1n) / 1000n), max: (2n ** 53n - 1n) / 1000n });
/** Thousandths that a double tells apart: above 2^43 a double loses them. */
const exactMilli = fc.bigInt({ min: -(2n ** 43n), max: 2n ** 43n });

describe('fitsMilli', () => {
  test.each([0, -0, 0.001, 0.1, 0.3, 1.005, 1e9, -2.5, 9007199254740])('takes %p', (value) => {
    expect(fitsMilli(value)).toBe(true);
  });

  test.each([0.0005, 0.1234, 1e-9, Number.NaN, Infinity, -Infinity, 1e13, Number.MAX_VALUE])('refuses %p', (value) => {
    expect(fitsMilli(value)).toBe(false);
  });
});

describe('formatQuantity', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [0.001, '1m'],
    [0.1, '100m'],
    [0.1 + 0.2, '300m'],
    [0.5, '500m'],
    [1, '1'],
    [1.5, '1500m'],
    [999, '999'],
    [1000, '1k'],
    [1500, '1500'],
    [2000, '2k'],
    [1000.5, '1000500m'],
    [1e6, '1M'],
    [1_500_000, '1500k'],
    [5e9, '5G'],
    [7e12, '7T'],
    [1e15, '1P'],
    [1e18, '1E'],
    [-2000, '-2k'],
    [-0.25, '-250m'],
  ])('writes %p as the API server would store it', (value, quantity) => {
    expect(formatQuantity(value)).toBe(quantity);
  });

  test('keeps every thousandth, in the largest suffix that leaves a whole number', () => {
    fc.assert(
      fc.property(exactMilli, (expected) => {
        const quantity = formatQuantity(Number(expected) / 1000);
        expect(milliOf(quantity)).toBe(expected);
        const digits = quantity.replace(/[a-zA-Z]$/, '');
        expect(quantity).not.toMatch(/[.eE]\d|^0\d/);
        if (expected !== 0n && !quantity.endsWith('E')) expect(digits).not.toMatch(/000$/);
      }),
    );
  });

  test('loses nothing of the whole numbers that are taken', () => {
    fc.assert(
      fc.property(whole, (value) => {
        expect(fitsMilli(Number(value))).toBe(true);
        expect(milliOf(formatQuantity(Number(value)))).toBe(value * 1000n);
        expect(formatDecimal(Number(value))).toBe(String(value));
      }),
    );
  });
});

describe('formatDecimal', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [0.001, '0.001'],
    [0.5, '0.5'],
    [-0.25, '-0.25'],
    [2, '2'],
    [1.05, '1.05'],
    [0.1 + 0.2, '0.3'],
    [1e15, '1000000000000000'],
  ])('writes %p in plain digits', (value, text) => {
    expect(formatDecimal(value)).toBe(text);
  });

  test('is read back by parseFloat as the value, and never has an exponent or a suffix', () => {
    fc.assert(
      fc.property(exactMilli, (thousandths) => {
        const value = Number(thousandths) / 1000;
        const text = formatDecimal(value);
        expect(text).toMatch(/^(0|-?(0\.\d{1,3}|[1-9]\d*(\.\d{1,3})?))$/);
        expect(text).not.toMatch(/\.\d*0$/);
        expect(Number.parseFloat(text)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('formatSize', () => {
  test.each([
    [Size.kibibytes(0), '0Ki'],
    [Size.kibibytes(1), '1Ki'],
    [Size.kibibytes(1536), '1536Ki'],
    [Size.mebibytes(1), '1Mi'],
    [Size.gibibytes(24), '24Gi'],
    [Size.gibibytes(1.5), '1536Mi'],
    [Size.mebibytes(2048), '2Gi'],
    [Size.tebibytes(1), '1Ti'],
    [Size.pebibyte(3), '3Pi'],
    [Size.pebibyte(2048), '2048Pi'],
  ])('writes a size in the largest unit that keeps it whole (%#)', (size, text) => {
    expect(formatSize(size)).toBe(text);
  });

  test('loses no kibibyte', () => {
    const shifts: Record<string, number> = { Ki: 0, Mi: 1, Gi: 2, Ti: 3, Pi: 4 };
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.constantFrom(1, 1024, 1024 ** 2), (amount, factor) => {
        const kibibytes = amount * factor;
        const [, digits, unit] = /^(\d+)([KMGTP]i)$/.exec(formatSize(Size.kibibytes(kibibytes))) ?? [];
        expect(Number(digits) * 1024 ** shifts[unit]).toBe(kibibytes);
        if (kibibytes > 0 && unit !== 'Pi') expect(Number(digits) % 1024).not.toBe(0);
      }),
    );
  });

  test('reads the kibibytes of a size with their fraction', () => {
    expect(kibibytesOf(Size.mebibytes(1.5))).toBe(1536);
    expect(kibibytesOf(Size.kibibytes(0.5))).toBe(0.5);
  });
});
