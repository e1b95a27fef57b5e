import {
  CronScaleSchedule,
  type CronScaleScheduleProps,
  CronScheduler,
  EngineMetric,
  GpuHpa,
  KedaLlmScaler,
  KedaTrigger,
  Schedule,
  type ScheduleJob,
  type ScheduleWindow,
} from '../../../src';
import { errorsOf, newChart, newService, warningsOf } from '../../support/chart';

const { CRON_HPA, KEDA } = CronScheduler;

const WINDOW: ScheduleWindow = {
  name: 'office',
  start: Schedule.daily({ hour: 8 }),
  end: Schedule.daily({ hour: 20 }),
  replicas: 3,
};
const JOB: ScheduleJob = { name: 'launch', at: Schedule.date('2126-12-01 09:00:00'), replicas: 2 };

function build(props: Partial<CronScaleScheduleProps>, Scaler?: typeof GpuHpa | typeof KedaLlmScaler, minReplicas = 2) {
  const chart = newChart();
  const target = newService(chart);
  const scaling = { target, minReplicas, maxReplicas: 4, metrics: [EngineMetric.RUNNING_REQUESTS.target(8)] };
  const wake = KedaTrigger.prometheus({ query: 'sum(queue)', threshold: 1, existsWithoutPods: true });
  if (Scaler === GpuHpa) new GpuHpa(chart, 'Scaler', scaling);
  if (Scaler === KedaLlmScaler) new KedaLlmScaler(chart, 'Scaler', { ...scaling, triggers: [wake] });
  new CronScaleSchedule(chart, 'Hours', { target, windows: [WINDOW], ...props });
  return chart;
}

const windows = (...all: Partial<ScheduleWindow>[]) => ({ windows: all.map((each) => ({ ...WINDOW, ...each })) });

test.each<[string, CronScheduler, Partial<CronScaleScheduleProps>, string[]]>([
  ['nothing to do', CRON_HPA, { windows: [] }, ['there is neither a window nor a job; give at least one (cron/jobs)']],
  [
    'nothing at all',
    KEDA,
    { windows: undefined },
    ['there is neither a window nor a job; give at least one (cron/jobs)'],
  ],
  [
    'a point in time for KEDA',
    KEDA,
    { jobs: [{ ...JOB, at: Schedule.daily({ hour: 3 }) }] },
    [
      "'jobs' (a list of 1) must be windows, since KEDA's cron knows no points in time; use windows, or CronScheduler.CRON_HPA (cron/jobs)",
    ],
  ],
  [
    'two windows of one name',
    CRON_HPA,
    windows({}, {}),
    ['\'windows[1].name\' ("office") must be unique: of two, one is lost; rename one (cron/jobs)'],
  ],
  [
    'a job named like a window',
    CRON_HPA,
    { jobs: [{ ...JOB, name: 'office' }] },
    ['\'jobs[0].name\' ("office") must be unique: of two, one is lost; rename one (cron/jobs)'],
  ],
  [
    'a job named like the end of a window',
    CRON_HPA,
    { jobs: [{ ...JOB, name: 'office-end' }] },
    ['\'jobs[0].name\' ("office-end") must not be what a window calls its own jobs; rename it (cron/jobs)'],
  ],
  ...['', 'a b', '-a', undefined].map(
    (name) =>
      [
        `the name ${name}`,
        KEDA,
        windows({ name: name as string }),
        [
          `'windows[0].name' (${JSON.stringify(name)}) must be a name of letters, digits, '-', '_' and '.'; rename it (cron/jobs)`,
        ],
      ] as [string, CronScheduler, Partial<CronScaleScheduleProps>, string[]],
  ),
  [
    'five fields',
    CRON_HPA,
    windows({ start: Schedule.cron('0 8 * * *') }),
    [
      "'windows[0].start' (\"0 8 * * *\") must have six fields, seconds first, not 5; did you mean '0 0 8 * * *'? (cron/six-fields)",
    ],
  ],
  [
    'no expression at all',
    KEDA,
    windows({ end: Schedule.cron(undefined as unknown as string) }),
    [
      "'windows[0].end' (undefined) must have six fields, seconds first, not 0; write it like '0 0 8 * * 1-5' (cron/six-fields)",
    ],
  ],
  [
    'a time that is none',
    CRON_HPA,
    windows({ end: Schedule.daily({ hour: 25 }) }),
    ["'windows[0].end.hour' (25) must be a whole number between 0 and 23; give such a number (value/number)"],
  ],
  [
    'a date that is none',
    CRON_HPA,
    { jobs: [{ ...JOB, at: Schedule.date('2026-02-30 09:00:00') }] },
    [
      "'jobs[0].at' (\"2026-02-30 09:00:00\") must be a date that exists; write it like '2026-12-01 09:00:00' (cron/schedule)",
    ],
  ],
  ...[CRON_HPA, KEDA].map(
    (scheduler) =>
      [
        `a window that begins on a date with ${scheduler}`,
        scheduler,
        windows({ start: JOB.at }),
        ["'windows[0].start' is a single date, and windows come again; use a job (cron/schedule)"],
      ] as [string, CronScheduler, Partial<CronScaleScheduleProps>, string[]],
  ),
  [
    'a window that ends as it begins',
    CRON_HPA,
    windows({ end: Schedule.cron('0 0  8 * * *') }),
    ["'windows[0].end' (\"0 0 8 * * *\") must differ from 'start'; correct one of them (cron/schedule)"],
  ],
  [
    'seconds for KEDA',
    KEDA,
    windows({ start: Schedule.daily({ hour: 8, second: 5 }) }),
    [
      "'windows[0].start' (\"5 0 8 * * *\") must be on the full minute, since KEDA's cron has no seconds; set the seconds to 0 (cron/schedule)",
    ],
  ],
  [
    'fewer than none',
    CRON_HPA,
    { ...windows({ replicas: -1, otherwise: 0.5 }), jobs: [{ ...JOB, replicas: Number.NaN }] },
    [
      "'windows[0].replicas' (-1) must be a whole number of at least 0; give such a number (value/number)",
      "'windows[0].otherwise' (0.5) must be a whole number of at least 0; give such a number (value/number)",
      "'jobs[0].replicas' (NaN) must be a whole number of at least 0; give such a number (value/number)",
    ],
  ],
  [
    'a window without replicas for KEDA',
    KEDA,
    windows({ replicas: 0 }),
    ["'windows[0].replicas' (0) must be a whole number of at least 1; give such a number (value/number)"],
  ],
  [
    'two sizes outside of windows for KEDA',
    KEDA,
    windows({}, { name: 'night', otherwise: 2 }),
    [
      "'windows[1].otherwise' (2) must be that of 'windows[0]' (1), since KEDA has one size outside of windows; make them equal (cron/size)",
    ],
  ],
  [
    'a target without group, which brings the CronHPA controller down',
    CRON_HPA,
    { target: { apiVersion: 'v1', kind: 'ReplicationController', name: 'old' } },
    [
      '\'target.apiVersion\' ("v1") must have a group, without which the CronHPA controller crashes for the whole cluster; schedule a Deployment instead (cron/ownership)',
    ],
  ],
  [
    'an InferenceService',
    CRON_HPA,
    { target: { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', name: 'qwen' } },
    [
      'the kind InferenceService has no scale subresource of its own; wrap it: LlmInferenceService.fromInferenceService(…) (scaler/target)',
    ],
  ],
])('%s is refused (%s)', (_what, scheduler, props, expected) => {
  expect(errorsOf(build({ scheduler, ...props }))).toEqual(expected.map((text) => `[test/Hours] ${text}`));
});

test('a target without group is none of the business of KEDA', () => {
  const target = { apiVersion: 'v1', kind: 'ReplicationController', name: 'old' };
  expect(errorsOf(build({ scheduler: KEDA, target }))).toEqual([]);
});

describe('sizes lie within the bounds of the scaler (2–4)', () => {
  const tooMany = (prop: string, size: number) =>
    `[test/Hours] '${prop}' (${size}) must be at most the scaler's maxReplicas (4); raise maxReplicas or lower it (cron/size)`;
  const tooFew = (prop: string, size: number) =>
    `[test/Hours] '${prop}' (${size}) must be at least the scaler's minReplicas (2); lower minReplicas or raise it (cron/size)`;

  test.each<[string, typeof GpuHpa | typeof KedaLlmScaler, Partial<CronScaleScheduleProps>, string[]]>([
    ['its bounds', GpuHpa, windows({ replicas: 4, otherwise: 2 }), []],
    ['more', GpuHpa, windows({ replicas: 5 }), [tooMany('windows[0].replicas', 5)]],
    ['fewer', GpuHpa, windows({ otherwise: 1 }), [tooFew('windows[0].otherwise', 1)]],
    ['more in a job', GpuHpa, { jobs: [{ ...JOB, replicas: 9 }] }, [tooMany('jobs[0].replicas', 9)]],
    [
      'none',
      GpuHpa,
      windows({ otherwise: 0 }),
      [
        "[test/Hours] 'windows[0].otherwise' (0) must be a whole number of at least 1; give such a number (value/number)",
      ],
    ],
    ['a floor at the bound', KedaLlmScaler, windows({ replicas: 4, otherwise: 2 }), []],
    ['a floor above', KedaLlmScaler, windows({ replicas: 5 }), [tooMany('windows[0].replicas', 5)]],
    [
      'another size outside of the windows',
      KedaLlmScaler,
      windows({ otherwise: 3 }),
      ["[test/Hours] 'windows[0].otherwise' (3) must be the scaler's minReplicas (2); leave it out (cron/size)"],
    ],
  ])('%s', (_what, Scaler, props, expected) => {
    expect(errorsOf(build({ scheduler: Scaler === GpuHpa ? CRON_HPA : KEDA, ...props }, Scaler))).toEqual(expected);
  });

  test('an HPA of somebody else is not moved to none', () => {
    const target = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'other' };
    expect(errorsOf(build({ scheduler: CRON_HPA, target, ...windows({ otherwise: 0 }) }))).toEqual([
      "[test/Hours] 'windows[0].otherwise' (0) must be a whole number of at least 1; give such a number (value/number)",
    ]);
  });

  test('KEDA may go to none where the scaler does', () => {
    expect(errorsOf(build({ scheduler: KEDA, ...windows({ otherwise: 0 }) }, KedaLlmScaler, 0))).toEqual([]);
  });
});

describe('moments that coincide with different sizes', () => {
  const at = (prop: string, other: string, a: number, b: number) =>
    `[test/Hours] '${prop}' and '${other}' can fall on the same moment with different sizes (${a} and ${b}), of which either may win; move one of them by a second (cron/schedule)`;
  const noon = Schedule.daily({ hour: 12 });
  const afternoon = { name: 'afternoon', start: noon, end: Schedule.daily({ hour: 20 }), replicas: 2 };

  test.each<[string, Partial<CronScaleScheduleProps>, string[]]>([
    ['end and start', windows({ end: noon }, afternoon), [at('windows[0].end', 'windows[1].start', 1, 2)]],
    [
      'on some days only',
      windows({ end: Schedule.weekdays({ hour: 12 }) }, afternoon),
      [at('windows[0].end', 'windows[1].start', 1, 2)],
    ],
    ['a second apart', windows({ end: Schedule.daily({ hour: 11, minute: 59, second: 59 }) }, afternoon), []],
    ['with the same size', windows({ end: noon, otherwise: 2 }, { ...afternoon, otherwise: 2 }), []],
    [
      'never, by the day of the week',
      windows({ end: Schedule.weekends({ hour: 12 }) }, { ...afternoon, start: Schedule.weekdays({ hour: 12 }) }),
      [],
    ],
    [
      'on a 9th that is a Wednesday',
      windows({ end: Schedule.cron('0 0 12 2 * wed') }, { ...afternoon, start: Schedule.cron('0 0 12 9 * mon') }),
      [at('windows[0].end', 'windows[1].start', 1, 2)],
    ],
    ['a date, of which nobody knows the day', { jobs: [{ ...JOB, at: Schedule.date('2126-12-01 08:00:00') }] }, []],
  ])('%s', (_what, props, expected) => {
    expect(warningsOf(build({ scheduler: CRON_HPA, ...props }))).toEqual(expected);
  });
});
