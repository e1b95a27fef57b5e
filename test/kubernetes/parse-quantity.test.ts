import * as fc from 'fast-check';
import { parseQuantity } from '../../src/kubernetes/parse-quantity';
import { formatDecimal, formatQuantity } from '../../src/kubernetes/quantity';

test.each([
  ['100m', 100, 0.1],
  ['0.1', 100, 0.1],
  ['.5', 500, 0.5],
  ['5.', 5000, 5],
  ['+2', 2000, 2],
  ['-1500m', -1500, -1.5],
  ['2k', 2_000_000, 2000],
  ['1Ki', 1_024_000, 1024],
  ['1.5Gi', 1_610_612_736_000, 1_610_612_736],
  ['1e3', 1_000_000, 1000],
  ['1E3', 1_000_000, 1000],
  ['2E', 2e21, 2e18],
  ['250u', 1, 0.00025],
  ['1n', 1, 1e-9],
  ['0.00000000001', 1, 1e-9],
  ['-1n', -1, -1e-9],
  ['0', 0, 0],
  // As the controllers calculate it, not as it is written: 57 · 0.01.
  ['0.57', 570, 57 * 0.01],
])('%s is %d thousandths', (text, milli, approximate) => {
  expect(parseQuantity(text)).toEqual({ milli, approximate });
});

test.each(['', '.', 'm', '1 ', '1mm', '1ki', '1e', '0x10', '1_000', 'NaN', '1e1000', '--1', '1,5'])(
  '%j is no quantity',
  (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  },
);

test('what the library writes is read back as it was meant', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (milli) => {
      expect(parseQuantity(formatQuantity(milli / 1000))?.milli).toBe(milli);
      expect(parseQuantity(formatDecimal(milli / 1000))?.milli).toBe(milli);
    }),
  );
});
