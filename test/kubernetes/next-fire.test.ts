import fc from 'fast-check';
import { checkSixFields, parseSixFields } from '../../src/kubernetes/cron-fields';
import { nextFire } from '../../src/kubernetes/next-fire';
import { offsetsOf } from '../../src/kubernetes/zone-offsets';
import { usualExpression } from '../support/cron-expressions';

const seconds = (iso: string) => Date.parse(iso) / 1000;

/** The next runs, in the time of UTC. */
function runs(expression: string, timezone: string, after: string, count: number): string[] {
  const next = nextFire(expression, offsetsOf(timezone));
  const found: string[] = [];
  let at: number | undefined = seconds(after);
  while (found.length < count && at !== undefined) {
    at = next(at);
    if (at !== undefined) found.push(new Date(at * 1000).toISOString().replace('.000', ''));
  }
  return found;
}

describe('a schedule runs', () => {
  test.each<[string, string, string, string, string[]]>([
    [
      'on working days, at the hour of the time zone',
      '0 30 8 * * 1-5',
      'Asia/Shanghai',
      '2026-11-19T12:00:00Z',
      ['2026-11-20T00:30:00Z', '2026-11-23T00:30:00Z'],
    ],
    ['after the moment and not at it', '0 0 8 * * *', 'UTC', '2026-11-22T08:00:00Z', ['2026-11-23T08:00:00Z']],
    ['a second later', '0 0 8 * * *', 'UTC', '2026-11-22T07:59:59Z', ['2026-11-22T08:00:00Z']],
    ['within a second', '0 0 8 * * *', 'UTC', '2026-11-22T07:59:59.900Z', ['2026-11-22T08:00:00Z']],
    [
      'on a date, in every year',
      '@date 2020-12-01 09:00:30',
      'Asia/Shanghai',
      '2026-11-22T00:00:00Z',
      ['2026-12-01T01:00:30Z', '2027-12-01T01:00:30Z'],
    ],
    ['on 29 February', '0 0 0 29 2 *', 'UTC', '2026-01-01T00:00:00Z', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z']],
    ['no more where the next leap year is far', '0 0 0 29 2 *', 'UTC', '2096-03-01T00:00:00Z', []],
    [
      'on one day or the other, where both are given',
      '0 0 0 24 * mon',
      'UTC',
      '2026-11-22T00:00:00Z',
      ['2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z', '2026-11-30T00:00:00Z'],
    ],
    [
      'on days that are both, where one has a star',
      '0 0 0 */2 * mon',
      'UTC',
      '2026-11-20T00:00:00Z',
      ['2026-11-23T00:00:00Z', '2026-12-07T00:00:00Z'],
    ],
    [
      'before 1970 as well',
      '0 0 12 * * *',
      'UTC',
      '1969-12-30T23:59:30Z',
      ['1969-12-31T12:00:00Z', '1970-01-01T12:00:00Z'],
    ],
  ])('%s', (_what, expression, timezone, after, expected) => {
    expect(runs(expression, timezone, after, Math.max(1, expected.length))).toEqual(expected);
  });
});

describe('where clocks are changed, a schedule runs', () => {
  test.each<[string, string, string, string, string[]]>([
    [
      'not in the hour that is skipped',
      '0 30 2 * * *',
      'America/New_York',
      '2026-03-07T00:00:00Z',
      ['2026-03-07T07:30:00Z', '2026-03-09T06:30:00Z'],
    ],
    [
      'twice in the hour that there is twice',
      '0 30 1 * * *',
      'America/New_York',
      '2026-10-31T12:00:00Z',
      ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', '2026-11-02T06:30:00Z'],
    ],
    [
      'as usual after the change',
      '0 0 8 * * *',
      'Europe/Berlin',
      '2026-03-28T00:00:00Z',
      ['2026-03-28T07:00:00Z', '2026-03-29T06:00:00Z'],
    ],
    [
      'as usual after a change of half an hour',
      '0 15 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-03T00:00:00Z',
      ['2026-10-04T15:15:00Z'],
    ],
    [
      'not on the day whose midnight is skipped, west of Greenwich',
      '0 0 12 * * 0',
      'America/Santiago',
      '2026-09-04T12:00:00Z',
      ['2026-09-13T15:00:00Z'],
    ],
  ])('%s', (_what, expression, timezone, after, expected) => {
    expect(runs(expression, timezone, after, expected.length)).toEqual(expected);
  });
});

test('what is no schedule never runs', () => {
  expect(nextFire('0 0 25 * * *', offsetsOf('UTC'))(0)).toBeUndefined();
});

test('in a zone that changes nothing, the next run is the first of all moments that fit', () => {
  // Half an hour past the hour, so that nothing of it is right by luck.
  const offsets = offsetsOf('Asia/Kolkata');
  const ahead = 5.5 * 3600;
  const naive = (expression: string, after: number): number | undefined => {
    const fields = parseSixFields(expression);
    if ('wrong' in fields) return undefined;
    const [inMinute, inHour, inDay, days, months, weekdays] = fields.values;
    const times = inDay.flatMap((h) => inHour.flatMap((m) => inMinute.map((s) => h * 3600 + m * 60 + s)));
    const today = Math.floor((after + ahead) / 86_400);
    for (let day = today; day < today + 5 * 365; day++) {
      const date = new Date(day * 86_400_000);
      const [isDay, isWeekday] = [days.includes(date.getUTCDate()), weekdays.includes(date.getUTCDay())];
      const fits = fields.eitherDay ? isDay || isWeekday : isDay && isWeekday;
      if (!fits || !months.includes(date.getUTCMonth() + 1)) continue;
      const found = times.map((time) => day * 86_400 + time - ahead).find((moment) => moment > after);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const moment = fc.integer({ min: seconds('2020-01-01T00:00:00Z'), max: seconds('2035-01-01T00:00:00Z') });
  const accepted = usualExpression.filter((text) => checkSixFields('at', text).length === 0);
  fc.assert(
    fc.property(accepted, moment, (expression, after) => {
      const expected = naive(expression, after);
      fc.pre(expected !== undefined);
      expect(nextFire(expression, offsets)(after)).toBe(expected);
    }),
    { numRuns: 200 },
  );
});
