import fc from 'fast-check';
import { greatest, toColumns } from '../../../src/rehearsal/report/downsample';
import { formatTick, formatValue, type Unit } from '../../../src/rehearsal/report/format';
import { linearScale, logScale, timeTicks } from '../../../src/rehearsal/report/scale';
import { sparkline } from '../../../src/rehearsal/report/sparkline';

test.each<[number, Unit, string]>([
  [0.97413, 'share', '97.4 %'],
  [0.99999, 'share', '99.99 %'],
  [1, 'share', '100 %'],
  [0.004, 'share', '0.40 %'],
  [0, 'seconds', '0 s'],
  [0.0004, 'seconds', '0.4 ms'],
  [0.08, 'seconds', '80 ms'],
  [0.9996, 'seconds', '1 s'],
  [2.345, 'seconds', '2.35 s'],
  [59.96, 'seconds', '1 min'],
  [200, 'seconds', '3 min 20 s'],
  [7500, 'seconds', '2 h 5 min'],
  [259_200, 'seconds', '3 d'],
  [1234.5, 'count', '1,235'],
  [26_543, 'count', '26.5k'],
  [1_250_000, 'count', '1.25M'],
  [12_345_678, 'count', '12.3M'],
  [55.56, 'percent', '55.6 %'],
  [8.25, 'hours', '8.25 h'],
  [0.0567, 'count', '0.057'],
  [29.594, 'money', '$29.59'],
  [1234.4, 'money', '$1,234'],
  [Number.NaN, 'count', '–'],
])('writes %d (%s) as %s', (value, unit, text) => expect(formatValue(value, unit)).toBe(text));

test('ticks have round numbers', () => {
  expect([formatTick(0.5, 'share'), formatTick(100, 'seconds'), formatTick(0.1, 'seconds')]).toEqual([
    '50 %',
    '100 s',
    '100 ms',
  ]);
});

test('a linear scale goes from zero to above the greatest, in equal steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.boolean(), (most, isWhole) => {
      const { ticks, at } = linearScale(most, 3, isWhole);
      expect(ticks[0]).toBe(0);
      expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(most * (1 - 1e-9));
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(at(0)).toBe(0);
      expect(at(most)).toBeLessThanOrEqual(1);
      if (isWhole) expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});

test('a logarithmic scale has powers of ten', () => {
  const { ticks, at } = logScale(0.03, 40);
  expect(ticks).toEqual([0.01, 0.1, 1, 10, 100]);
  expect([at(0), at(0.01), at(1), at(100), at(1000)]).toEqual([0, 0, 0.5, 1, 1]);
});

test.each([
  [3600, 9, 600],
  [86_400, 9, 10_800],
  [604_800, 9, 86_400],
  [60, 9, 10],
  [8_640_000, 9, 1_036_800],
])('%d seconds have ticks each %d', (seconds, wanted, step) => {
  const ticks = timeTicks(seconds, wanted);
  expect(ticks[1] - ticks[0]).toBe(step);
  expect(ticks.length).toBeLessThanOrEqual(wanted + 1);
});

test('columns lose no peak and no trough', () => {
  const series = fc.array(fc.option(fc.integer({ min: -100, max: 100 })), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 50 }), (values, most) => {
      const { low, high, last } = toColumns(values, most);
      const present = values.filter((value) => value !== null);
      const seen = (column: readonly number[]) => column.filter((value) => !Number.isNaN(value));
      expect(low.length).toBe(Math.min(values.length, most));
      expect([high.length, last.length]).toEqual([low.length, low.length]);
      if (present.length === 0) expect(seen(high)).toEqual([]);
      else {
        expect(Math.max(...seen(high))).toBe(Math.max(...present));
        expect(Math.min(...seen(low))).toBe(Math.min(...present));
        expect(greatest(values)).toBe(Math.max(...present));
      }
    }),
  );
});

test('a sparkline is as wide as it is to be, with blanks for zero and dots for nothing', () => {
  expect(
    sparkline([0, 1, 4, 8, null], 5)
      .map(({ block }) => block)
      .join(''),
  ).toBe(' ▁▄█·');
  expect(
    sparkline([8, 4], 6)
      .map(({ block }) => block)
      .join(''),
  ).toBe('███▄▄▄');
  expect(
    sparkline([0, 0], 4)
      .map(({ block }) => block)
      .join(''),
  ).toBe('    ');
  expect(sparkline([], 2).map(({ block }) => block)).toEqual(['·', '·']);
});
