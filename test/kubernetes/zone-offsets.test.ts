import { atLocal, localTime, offsetsOf, secondOfDay } from '../../src/kubernetes/zone-offsets';

const seconds = (iso: string) => Date.parse(iso) / 1000;
const iso = (moment: number) => new Date(moment * 1000).toISOString();

test.each([
  ['Asia/Shanghai', '2026-07-01T00:00:00Z', 8],
  ['Asia/Kathmandu', '2026-07-01T00:00:00Z', 5.75],
  ['Europe/Berlin', '2026-03-29T00:59:59Z', 1],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', 2],
  ['Europe/Berlin', '2026-10-25T00:59:59Z', 2],
  ['Europe/Berlin', '2026-10-25T01:00:00Z', 1],
  ['Africa/Casablanca', '2026-02-15T01:59:59Z', 1],
  ['Africa/Casablanca', '2026-02-15T02:00:00Z', 0],
  ['Africa/Casablanca', '2026-03-22T02:00:00Z', 1],
  ['America/New_York', '2040-07-01T00:00:00Z', -4],
])('%s is at %s %s hours ahead of UTC', (zone, moment, hours) => {
  expect(offsetsOf(zone)(seconds(moment))).toBe(hours * 3600);
});

test('the wall shows date, day of the week and time of the zone', () => {
  const offsets = offsetsOf('Asia/Shanghai');
  const moment = seconds('2026-11-22T17:30:05Z');
  expect(localTime(moment, offsets)).toEqual({
    year: 2026,
    month: 11,
    day: 23,
    hour: 1,
    minute: 30,
    second: 5,
    weekday: 1,
  });
  expect(secondOfDay(moment, offsets)).toBe(3600 + 30 * 60 + 5);
  expect(secondOfDay(seconds('1969-12-31T15:59:59Z'), offsets)).toBe(86_399);
});

test.each([
  ['an hour that there is twice: the first', 'America/New_York', { month: 11, day: 1, hour: 1 }, '2026-11-01T05:00'],
  ['an hour that is skipped: after the gap', 'Africa/Cairo', { month: 4, day: 24, hour: 0 }, '2026-04-23T22:00'],
  ['an hour that is skipped: before it', 'America/Santiago', { month: 9, day: 6, hour: 0 }, '2026-09-06T03:00'],
  ['a month past the end', 'UTC', { month: 13, day: 1, hour: 0 }, '2027-01-01T00:00'],
  ['a day past the end', 'UTC', { month: 2, day: 29, hour: 0 }, '2026-03-01T00:00'],
])('a time on the wall is a moment: %s', (_what, zone, time, expected) => {
  expect(iso(atLocal({ year: 2026, minute: 0, second: 0, ...time }, offsetsOf(zone)))).toBe(`${expected}:00.000Z`);
});
