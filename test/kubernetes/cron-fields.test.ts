import * as fc from 'fast-check';
import { checkFiveFields, checkSixFields, parseSixFields } from '../../src/kubernetes/cron-fields';
import { anyExpression, SIX_FIELDS, scrap } from '../support/cron-expressions';

const textsOf = (mistakes: readonly { text: string }[]) => mistakes.map(({ text }) => text);

test.each([
  '0 0 8 * * 1-5',
  '0 0 8 * * *',
  ' 0  30 8,12 * * ? ',
  '59 59 23 31 12 6',
  '0 */15 * * * *',
  '0 5/20 * * * *',
  '0 0 8-18/2 * * MON-FRI',
  '0 0 0 1 jan,Jul *',
  '0 0 8 * * sun',
  '0 0 0 29 2 *',
  '0 0 0 30 2 1-5',
  '0 0 0 30 2 0-6',
  '0 0 0 31 * *',
])('CronHPA takes %s', (expression) => {
  expect(checkSixFields('at', expression)).toEqual([]);
});

const COUNT = "write it like '0 0 8 * * 1-5' (cron/six-fields)";
test.each([
  ['0 8 * * *', "must have six fields, seconds first, not 5; did you mean '0 0 8 * * *'? (cron/six-fields)"],
  ['0 0 8 * * * 2026', `must have six fields, seconds first, not 7; ${COUNT}`],
  ['TZ=Asia/Shanghai 0 0 8 * * *', `must have six fields, seconds first, not 7; ${COUNT}`],
  ['@every 10s', `must have six fields, seconds first, not 2; ${COUNT}`],
  ['@daily', `must have six fields, seconds first, not 1; ${COUNT}`],
  ['', `must have six fields, seconds first, not 1; ${COUNT}`],
  ...[
    ['0 0 8 * * 7', "'7' is no day of the week (0–6)"],
    ['0 0 8 * * fri-mon', "'fri-mon' runs backwards"],
    ['0 0 8 * * friday', "'friday' is no day of the week (0–6)"],
    ['0 0 8 L * *', "'L' is no day of the month (1–31)"],
    ['0 0 8 * * 5#2', "'5#2' is no day of the week (0–6)"],
    ['0 0 8 15W * *', "'15W' is no day of the month (1–31)"],
    ['60 0 8 * * *', "'60' is no second (0–59)"],
    ['0 60 8 * * *', "'60' is no minute (0–59)"],
    ['0 0 24 * * *', "'24' is no hour (0–23)"],
    ['0 0 8 0 * *', "'0' is no day of the month (1–31)"],
    ['0 0 8 32 * *', "'32' is no day of the month (1–31)"],
    ['0 0 8 * 13 *', "'13' is no month (1–12)"],
    ['0 0 8 * 0 *', "'0' is no month (1–12)"],
    ['0 0 8 * mon *', "'mon' is no month (1–12)"],
    ['0 0 jan * * *', "'jan' is no hour (0–23)"],
    ['0 */0 8 * * *', 'the step of the minute is out of range'],
    ['0 */61 8 * * *', 'the step of the minute is out of range'],
    ['0 */5/5 8 * * *', "'*/5/5' is no minute"],
    ['0 /5 8 * * *', "'/5' is no minute"],
    ['0 0 8,9, * * *', "'' is no hour"],
    ['0 0 , * * *', "'' is no hour"],
    ['0 0 1-2-3 * * *', "'1-2-3' is no hour (0–23)"],
    ['0 0 -1 * * *', "'-1' is no hour (0–23)"],
    ['0 0 008 * * *', "'008' is no hour (0–23)"],
  ].map(([expression, wrong]) => [expression, `must be valid: ${wrong}; correct the field (cron/schedule)`]),
  ['0 0 0 30 2 *', 'must match a date that exists; correct the day or the month (cron/schedule)'],
  ['0 0 0 31 2,4,6,9,11 ?', 'must match a date that exists; correct the day or the month (cron/schedule)'],
  ['0 0 0 30 2 */2', 'must match a date that exists; correct the day or the month (cron/schedule)'],
  ['0 0 0 30 2 1,*', 'must match a date that exists; correct the day or the month (cron/schedule)'],
  ['* * * * * *', 'must fire at most once a minute; give the seconds as one number (cron/too-often)'],
  ['0,30 0 8 * * *', 'must fire at most once a minute; give the seconds as one number (cron/too-often)'],
])('CronHPA does not get %s', (expression, expected) => {
  expect(textsOf(checkSixFields('at', expression))).toEqual([`'at' (${JSON.stringify(expression)}) ${expected}`]);
});

test.each([
  [undefined, 'undefined'],
  [8, '8'],
])('%s is no expression', (value, shown) => {
  expect(textsOf(checkSixFields('at', value))).toEqual([
    `'at' (${shown}) must have six fields, seconds first, not 0; ${COUNT}`,
  ]);
});

test.each(['0 8 * * 1-5', '*/5 * * * *', '0 8 ? * mon', '0 8 30 2 */2'])('KEDA takes %s', (expression) => {
  expect(checkFiveFields('start', expression)).toEqual([]);
});

test.each([
  ['0 0 8 * * *', "must have five fields, minutes first, not 6; write it like '0 8 * * 1-5' (cron/schedule)"],
  ['0 8 * * 7', "must be valid: '7' is no day of the week (0–6); correct the field (cron/schedule)"],
  ['0 8 31 4 *', 'must match a date that exists; correct the day or the month (cron/schedule)'],
])('KEDA does not get %s', (expression, expected) => {
  expect(textsOf(checkFiveFields('start', expression))).toEqual([`'start' ("${expression}") ${expected}`]);
});

describe('against a naive reader of the grammar', () => {
  test('every expression of the grammar has just the values that it stands for', () => {
    fc.assert(
      fc.property(anyExpression, (fields) => {
        const text = fields.map((each) => each.text).join(' ');
        expect(parseSixFields(text)).toEqual({
          values: fields.map(({ values }) => values),
          eitherDay: !fields[3].hasStar && !fields[5].hasStar,
        });
      }),
      { numRuns: 500 },
    );
  });

  test('what is refused of the grammar fires too often or never', () => {
    fc.assert(
      fc.property(anyExpression, (fields) => {
        const [seconds, , , days, months, weekdays] = fields.map(({ values }) => values);
        const exists = months.some((month) =>
          days.some((day) => new Date(Date.UTC(2024, month - 1, day)).getUTCMonth() === month - 1),
        );
        const eitherDay = !fields[3].hasStar && !fields[5].hasStar;
        const isFine = seconds.length === 1 && (exists || (eitherDay && weekdays.length > 0));
        expect(checkSixFields('at', fields.map(({ text }) => text).join(' ')).length === 0).toBe(isFine);
      }),
      { numRuns: 500 },
    );
  });

  test('text out of the alphabet of cron never throws, and is either parsed into values in range or refused', () => {
    const anything = fc.oneof(
      scrap,
      fc.string({ unit: 'binary' }),
      fc.array(scrap, { minLength: 6, maxLength: 6 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseSixFields(text);
        const mistakes = checkSixFields('at', text);
        checkFiveFields('at', text);
        if ('wrong' in parsed) return expect(mistakes).toHaveLength(1);
        parsed.values.forEach((values, index) => {
          expect(values.length).toBeGreaterThan(0);
          for (const each of values) {
            expect(each).toBeGreaterThanOrEqual(SIX_FIELDS[index].least);
            expect(each).toBeLessThanOrEqual(SIX_FIELDS[index].most);
          }
        });
      }),
      { numRuns: 1000 },
    );
  });
});
