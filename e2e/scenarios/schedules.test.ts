import fc from 'fast-check';
import { checkSchedule, renderSchedule, Schedule } from '../../src/scaling/cron/schedule';
import { lastDays, spoiltExpression, usualExpression } from '../../test/support/cron-expressions';
import { missing } from '../control-plane/tools';
import { allExamples } from './support/examples';
import { goCron, ours } from './support/go-cron';

const SEED = 4;
const RANDOM = 2000;
const FIRES = 200;

/** With and without summer time, changes at midnight, of half an hour, of two hours, and against the year. */
const ZONES = [
  'Asia/Shanghai',
  'Etc/UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Europe/Berlin',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Pacific/Chatham',
];

const START = Date.UTC(2024, 0, 1) / 1000;
const END = Date.UTC(2032, 0, 1) / 1000;
/** Dates are to come, on whatever day this runs; go-cron does not heed their year. */
const CENTURY = 36_525 * 86_400;
const moment = fc.integer({ min: START, max: END });
const zone = fc.constantFrom(...ZONES);
const time = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  second: fc.integer({ min: 0, max: 59 }),
});
const schedule = fc.oneof(
  { weight: 20, arbitrary: usualExpression.map(Schedule.cron) },
  { weight: 1, arbitrary: time.map(Schedule.daily) },
  { weight: 1, arbitrary: time.map(Schedule.weekdays) },
  { weight: 1, arbitrary: time.map(Schedule.weekends) },
  {
    weight: 1,
    arbitrary: moment.map((at) =>
      Schedule.date(new Date((at + CENTURY) * 1000).toISOString().replace('T', ' ').replace('.000Z', '')),
    ),
  },
);

/** What go-cron takes and we do not, on purpose: by the text, or by what we say of it. */
const STRICTER: readonly { readonly rule: string; readonly is: (text: string, said: string) => boolean }[] = [
  { rule: 'a date that never comes', is: (_, said) => said.includes('must match a date that exists') },
  { rule: 'more than once a minute', is: (_, said) => said.includes('cron/too-often') },
  { rule: 'a step beyond the field, which never comes', is: (_, said) => said.includes('the step of') },
  { rule: 'an empty item of a list, which stands for nothing', is: (text) => /(^|[ ,]),|,( |$)/.test(text) },
  { rule: 'a star with an end, which is not heeded', is: (text) => /[*?]-/.test(text) },
  { rule: 'a number with a sign or leading zeros', is: (text) => /\+\d|0\d\d/.test(text) },
];

const reason = missing('go-cron');
const when = reason === undefined ? describe : describe.skip;

when(`schedules beside the cron library of the CronHPA controller${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test('those of the ack-cron example fire when go-cron says', async () => {
    const objects = allExamples().find(({ name }) => name === 'ack-cron')?.objects ?? [];
    const jobs = objects.flatMap(({ kind, spec }) =>
      kind === 'CronHorizontalPodAutoscaler' ? (spec as { jobs: { schedule: string }[] }).jobs : [],
    );
    const questions = jobs.map((job) => ({ ...job, zone: 'Asia/Shanghai', after: START, count: FIRES }));
    const answers = await goCron(questions);
    expect(answers.map(({ fires }) => fires?.length)).toEqual([FIRES, FIRES]);
    expect(await ours(questions)).toEqual(answers);
  });

  test(`${RANDOM} random ones that we accept are accepted, and their next ${FIRES} fire times are equal`, async () => {
    const accepted = schedule.filter((each) => checkSchedule('at', each).length === 0).map(renderSchedule);
    const asked = fc.record({ schedule: accepted, zone, after: moment, count: fc.constant(FIRES) });
    const questions = fc.sample(asked, { numRuns: RANDOM, seed: SEED });
    const [theirs, computed] = await Promise.all([goCron(questions), ours(questions)]);
    const differ = questions.flatMap((question, index) =>
      JSON.stringify(theirs[index]) === JSON.stringify(computed[index])
        ? []
        : [{ question, theirs: theirs[index], ours: computed[index] }],
    );
    expect(differ).toEqual([]);
  }, 600_000);

  test('what go-cron refuses we refuse, and what it accepts we accept, but for what we mean to refuse', async () => {
    const text = fc.oneof({ weight: 8, arbitrary: spoiltExpression }, { weight: 1, arbitrary: lastDays });
    const texts = fc.sample(text, { numRuns: 2 * RANDOM, seed: SEED });
    const answers = await goCron(texts.map((each) => ({ schedule: each, zone: 'UTC', after: START, count: 1 })));
    const judged = texts.map((each, index) => ({
      text: each,
      refused: answers[index].refused,
      fires: answers[index].fires,
      said: checkSchedule('at', Schedule.cron(each))
        .map((mistake) => mistake.text)
        .join(),
    }));
    expect(judged.filter(({ refused, said }) => refused !== undefined && said === '')).toEqual([]);
    const stricter = judged.filter(({ refused, said }) => refused === undefined && said !== '');
    const rules = stricter.map((each) => STRICTER.find(({ is }) => is(each.text, each.said))?.rule ?? each);
    expect(new Set(rules)).toEqual(new Set(STRICTER.map(({ rule }) => rule)));
    const never = judged.filter(({ refused, said }) => refused === undefined && STRICTER[0].is('', said));
    expect(never.filter(({ fires }) => fires !== undefined)).toEqual([]);
    const refused = judged.filter((each) => each.refused !== undefined).length;
    process.stdout.write(`e2e: of ${texts.length} texts go-cron refuses ${refused}, and we ${stricter.length} more\n`);
  });
});
