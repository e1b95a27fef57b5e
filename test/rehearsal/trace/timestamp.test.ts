import fc from 'fast-check';
import { parseTime } from '../../../src/rehearsal/trace/timestamp';

test.each([
  ['1970-01-01 00:00:00', 0],
  ['1970-01-01T00:00:01.5Z', 1500],
  [' 1970-01-02 00:00:00 UTC ', 86_400_000],
  ['1970-01-01 02:00:00+02:00', 0],
  ['1969-12-31T22:30:00-0130', 0],
  ['2000-02-29 12:00:00', Date.UTC(2000, 1, 29, 12)],
])('reads the date %s', (text, ms) => expect(parseTime(text, 'date')).toBe(ms));

test.each([
  'noon',
  '2024-05-10',
  '2024-13-01 00:00:00',
  '2024-00-01 00:00:00',
  '2024-01-32 00:00:00',
  '2024-01-00 00:00:00',
  '2024-01-01 24:00:00',
  '2024-01-01 00:60:00',
  '2024-01-01 00:00:61',
  17,
  null,
])('does not take %p for a date', (value) => expect(parseTime(value, 'date')).toBeUndefined());

test.each([
  ['1.5', 's', 1500],
  [1.5, 'ms', 1.5],
  ['2000', 'us', 2],
  [3e6, 'ns', 3],
  ['', 's', undefined],
  ['x', 's', undefined],
  [Number.POSITIVE_INFINITY, 's', undefined],
  [null, 's', undefined],
] as const)('reads %p in %s', (value, form, ms) => expect(parseTime(value, form)).toBe(ms));

test('agrees with the calendar on every day', () => {
  const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(fc.property(dates, (date) => expect(parseTime(date.toISOString(), 'date')).toBe(date.getTime())));
});
