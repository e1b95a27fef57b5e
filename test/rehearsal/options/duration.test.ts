import fc from 'fast-check';
import { formatDuration, parseDuration } from '../../../src/rehearsal/options/duration';

test.each([
  ['80ms', 0.08],
  ['2s', 2],
  ['1.5h', 5400],
  ['1m30s', 90],
  ['7d', 604_800],
  ['2w', 1_209_600],
  [' 12h ', 43_200],
  ['1d2h3m4s5ms', 93_784.005],
  ['0s', 0],
])('reads %s', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

test.each([
  '',
  ' ',
  '5',
  '5 s',
  '-5s',
  '1s1m',
  '1s1s',
  '5sec',
  '5S',
  '.5s',
  '1e3s',
  '5m5',
  'Infinitys',
  `${'9'.repeat(400)}d`,
])('does not take %p for a duration', (text) => expect(parseDuration(text)).toBeUndefined());

test('reads what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (milliseconds) => {
      expect(parseDuration(formatDuration(milliseconds / 1000))).toBeCloseTo(milliseconds / 1000, 9);
    }),
  );
});

test('gives seconds or nothing for any text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const seconds = parseDuration(text);
      expect(seconds === undefined || (Number.isFinite(seconds) && seconds >= 0)).toBe(true);
    }),
  );
});

test.each([
  [90, '1m30s'],
  [0.08, '80ms'],
  [604_800, '7d'],
  [0, '0s'],
  [0.0005, '0.5ms'],
])('writes %d seconds as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
