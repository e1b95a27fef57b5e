import {
  checkSchedule,
  checkScheduleWithoutSeconds,
  renderSchedule,
  renderWithoutSeconds,
  Schedule,
} from '../../../src/scaling/cron/schedule';

const textsOf = (mistakes: readonly { text: string }[]) => mistakes.map(({ text }) => text);

test.each([
  ['daily', Schedule.daily({ hour: 8 }), '0 0 8 * * *', '0 8 * * *'],
  ['weekdays', Schedule.weekdays({ hour: 8, minute: 30 }), '0 30 8 * * 1-5', '30 8 * * 1-5'],
  ['weekends', Schedule.weekends({ hour: 0, minute: 0, second: 0 }), '0 0 0 * * 0,6', '0 0 * * 0,6'],
  ['cron', Schedule.cron('  0   0 8 * *  mon '), '0 0 8 * * mon', '0 8 * * mon'],
])('%s', (_factory, schedule, six, five) => {
  expect(renderSchedule(schedule)).toBe(six);
  expect(renderWithoutSeconds(schedule)).toBe(five);
  expect(checkSchedule('at', schedule)).toEqual([]);
  expect(checkScheduleWithoutSeconds('at', schedule)).toEqual([]);
});

test('a second is written first', () => {
  expect(renderSchedule(Schedule.daily({ hour: 8, minute: 5, second: 30 }))).toBe('30 5 8 * * *');
});

test('a date is what CronHPA calls @date', () => {
  const schedule = Schedule.date('2126-12-01 09:00:00');
  expect(renderSchedule(schedule)).toBe('@date 2126-12-01 09:00:00');
  expect(checkSchedule('at', schedule)).toEqual([]);
});

test('29 February is a date in a leap year', () => {
  expect(checkSchedule('at', Schedule.date('2128-02-29 09:00:00'))).toEqual([]);
});

test.each([
  '2026-02-30 09:00:00',
  '2027-02-29 09:00:00',
  '2126-12-01',
  '2126-12-01 09:00',
  '2126-12-01T09:00:00',
  '2026-13-01 09:00:00',
  '2126-12-01 24:00:00',
  '2126-12-01 09:60:00',
  '2126-12-01 09:00:00Z',
  '',
])('%s is no date', (date) => {
  expect(textsOf(checkSchedule('at', Schedule.date(date)))).toEqual([
    `'at' ("${date}") must be a date that exists; write it like '2026-12-01 09:00:00' (cron/schedule)`,
  ]);
});

test.each([
  [{ hour: 24 }, ["'at.hour' (24) must be a whole number between 0 and 23; give such a number (value/number)"]],
  [
    { hour: -1, minute: 60, second: 1.5 },
    [
      "'at.hour' (-1) must be a whole number between 0 and 23; give such a number (value/number)",
      "'at.minute' (60) must be a whole number between 0 and 59; give such a number (value/number)",
      "'at.second' (1.5) must be a whole number between 0 and 59; give such a number (value/number)",
    ],
  ],
])('%j is no time of the day', (time, expected) => {
  for (const schedule of [Schedule.daily(time), Schedule.weekdays(time), Schedule.weekends(time)]) {
    expect(textsOf(checkSchedule('at', schedule))).toEqual(expected);
    expect(textsOf(checkScheduleWithoutSeconds('at', schedule))).toEqual(expected);
  }
});

test.each([
  [Schedule.daily({ hour: 8, second: 30 }), '30 0 8 * * *'],
  [Schedule.cron('30 0 8 * * *'), '30 0 8 * * *'],
])('KEDA has no seconds (%#)', (schedule, shown) => {
  expect(textsOf(checkScheduleWithoutSeconds('at', schedule))).toEqual([
    `'at' ("${shown}") must be on the full minute, since KEDA's cron has no seconds; set the seconds to 0 (cron/schedule)`,
  ]);
});
