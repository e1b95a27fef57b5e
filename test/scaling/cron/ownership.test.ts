import {
  ClusterComponent,
  ClusterProfile,
  CronScaleSchedule,
  CronScheduler,
  EngineMetric,
  GpuHpa,
  KedaLlmScaler,
  KServeScaling,
  Percent,
  Schedule,
  type ScheduleWindow,
} from '../../../src';
import { OWNERSHIP, type Owner } from '../../../src/scaling/cron/ownership';
import { errorsOf, type Manifest, newChart, newService, only, synth } from '../../support/chart';

const { CRON_HPA, KEDA } = CronScheduler;

const WINDOW: ScheduleWindow = {
  name: 'office',
  start: Schedule.weekdays({ hour: 8 }),
  end: Schedule.weekdays({ hour: 20 }),
  replicas: 3,
};

const ownerPath = { nobody: '', GpuHpa: 'test/Scaler', KedaLlmScaler: 'test/Scaler', KServe: 'test/Qwen' };

/** A service that `owner` scales between 1 and 4, and a schedule run by `scheduler`. */
function build(owner: Owner, scheduler: CronScheduler | undefined, window = WINDOW, order: 'early' | 'late' = 'early') {
  const chart = newChart();
  const scaling =
    owner === 'KServe' ? KServeScaling.cpu(Percent.of(10), { minReplicas: 1, maxReplicas: 4 }) : undefined;
  const target = newService(chart, 'Qwen', { scaling });
  const scaler = { target, minReplicas: 1, maxReplicas: 4, metrics: [EngineMetric.RUNNING_REQUESTS.target(8)] };
  const scale = () => {
    if (owner === 'GpuHpa') new GpuHpa(chart, 'Scaler', scaler);
    if (owner === 'KedaLlmScaler') new KedaLlmScaler(chart, 'Scaler', scaler);
  };
  if (order === 'early') scale();
  const schedule = new CronScaleSchedule(chart, 'Hours', { target, scheduler, windows: [window] });
  if (order === 'late') scale();
  return { chart, schedule };
}

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' };
const cronTrigger = {
  type: 'cron',
  name: 'office',
  metadata: { timezone: 'Asia/Shanghai', start: '0 8 * * 1-5', end: '0 20 * * 1-5', desiredReplicas: '3' },
};

const refused = (owner: 'GpuHpa' | 'KedaLlmScaler' | 'KServe', scheduler: CronScheduler) => {
  const cell = OWNERSHIP[owner][scheduler];
  if (!('refused' in cell)) throw new Error('this cell is not refused');
  const who = owner === 'KServe' ? 'the scaling of the service' : `the ${owner}`;
  return [
    `[test/Hours] ${scheduler} cannot move what ${who} at ${ownerPath[owner]} scales: ${cell.refused}; ${cell.way} (cron/ownership)`,
  ];
};

interface Cell {
  readonly errors?: string[];
  /** Where the schedule lands: the objects of the schedule and of the scaler. */
  readonly check?: (chart: ReturnType<typeof newChart>, schedule: CronScaleSchedule) => void;
}

const kindsOf = (chart: ReturnType<typeof newChart>) =>
  synth(chart)
    .map(({ kind }: Manifest) => kind)
    .filter((kind) => /Autoscaler|ScaledObject/.test(kind));

const CELLS: Record<Owner, Record<CronScheduler, Cell>> = {
  nobody: {
    [CRON_HPA]: {
      check: (chart, schedule) => {
        expect(kindsOf(chart)).toEqual(['CronHorizontalPodAutoscaler']);
        const { spec } = only(chart, 'CronHorizontalPodAutoscaler');
        expect(spec.scaleTargetRef).toEqual(deployment);
        expect(spec.jobs.map(({ targetSize }: Manifest) => targetSize)).toEqual([3, 1]);
        expect(schedule.cronHorizontalPodAutoscaler?.name).toBe('qwen-cron');
        expect(schedule.scaledObject).toBeUndefined();
      },
    },
    [KEDA]: {
      check: (chart, schedule) => {
        expect(kindsOf(chart)).toEqual(['ScaledObject']);
        const { spec } = only(chart, 'ScaledObject');
        expect(spec.scaleTargetRef).toEqual(deployment);
        expect(spec).toMatchObject({ minReplicaCount: 1, maxReplicaCount: 3, triggers: [cronTrigger] });
        expect(schedule.scaledObject?.name).toBe('qwen-cron');
        expect(schedule.cronHorizontalPodAutoscaler).toBeUndefined();
      },
    },
  },
  GpuHpa: {
    [CRON_HPA]: {
      check: (chart) => {
        expect(kindsOf(chart).sort()).toEqual(['CronHorizontalPodAutoscaler', 'HorizontalPodAutoscaler']);
        const hpa = { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', name: 'qwen-hpa' };
        expect(only(chart, 'CronHorizontalPodAutoscaler').spec.scaleTargetRef).toEqual(hpa);
        expect(only(chart, 'HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual(deployment);
      },
    },
    [KEDA]: { errors: refused('GpuHpa', KEDA) },
  },
  KedaLlmScaler: {
    [CRON_HPA]: { errors: refused('KedaLlmScaler', CRON_HPA) },
    [KEDA]: {
      check: (chart, schedule) => {
        expect(kindsOf(chart)).toEqual(['ScaledObject']);
        const { metadata, spec } = only(chart, 'ScaledObject');
        expect(metadata.name).toBe('qwen-keda');
        expect(spec.triggers.map(({ type }: Manifest) => type)).toEqual(['prometheus', 'cron']);
        expect(spec.triggers[1]).toEqual(cronTrigger);
        expect(schedule.scaledObject).toBeUndefined();
        expect(schedule.cronHorizontalPodAutoscaler).toBeUndefined();
      },
    },
  },
  KServe: {
    [CRON_HPA]: { errors: refused('KServe', CRON_HPA) },
    [KEDA]: { errors: refused('KServe', KEDA) },
  },
};

const ALL = Object.entries(CELLS).flatMap(([owner, row]) =>
  Object.entries(row).map(([scheduler, cell]) => [owner as Owner, scheduler as CronScheduler, cell] as const),
);

test.each(ALL)('a target of %s moved by %s', (owner, scheduler, { errors = [], check }) => {
  const { chart, schedule } = build(owner, scheduler);
  expect(errorsOf(chart)).toEqual(errors);
  check?.(chart, schedule);
});

test('the table of the source says the same of every cell', () => {
  const summary = Object.fromEntries(
    Object.entries(OWNERSHIP).map(([owner, row]) => [
      owner,
      Object.values(row).map((cell) => ('refused' in cell ? 'refused' : `${cell.moves}: ${cell.effect}`)),
    ]),
  );
  expect(summary).toEqual({
    nobody: [
      'workload: sets the number of replicas at each point in time',
      'own ScaledObject: is the number of replicas in each window',
    ],
    GpuHpa: ["hpa: moves the HPA's floor; metrics may still want more", 'refused'],
    KedaLlmScaler: ['refused', "scaler's ScaledObject: is a floor in each window; metrics may still want more"],
    KServe: ['refused', 'refused'],
  });
});

describe('a scaler that is declared after the schedule', () => {
  test('is found where it is an HPA', () => {
    const { chart } = build('GpuHpa', CRON_HPA, WINDOW, 'late');
    expect(errorsOf(chart)).toEqual([]);
    expect(only(chart, 'CronHorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe('qwen-hpa');
  });

  test('is refused where it is a KedaLlmScaler', () => {
    expect(errorsOf(build('KedaLlmScaler', KEDA, WINDOW, 'late').chart)).toEqual([
      '[test/Hours] the KedaLlmScaler at test/Scaler is declared after this schedule; declare the scaler first (cron/ownership)',
    ]);
  });
});

describe('without a scheduler of its own choice the schedule is run by', () => {
  const ack = () =>
    ClusterProfile.ack({ prometheusUrl: 'http://arms:9090', managedElsewhere: [ClusterComponent.METRICS_ADAPTER] });

  test.each<[CronScheduler, string, ClusterProfile, boolean]>([
    [CRON_HPA, 'where the cluster has it', ack(), false],
    [KEDA, 'where a KedaLlmScaler scales the target', ack(), true],
    [KEDA, 'where the cluster has no CronHPA', ClusterProfile.custom({ controllerTimezone: 'Etc/UTC' }), false],
  ])('%s %s', (scheduler, _where, cluster, hasScaler) => {
    const chart = newChart(cluster);
    const target = newService(chart);
    const metrics = [EngineMetric.RUNNING_REQUESTS.target(8)];
    if (hasScaler) new KedaLlmScaler(chart, 'Scaler', { target, maxReplicas: 4, metrics });
    const schedule = new CronScaleSchedule(chart, 'Hours', { target, windows: [WINDOW] });
    expect(schedule.scheduler).toBe(scheduler);
    expect(errorsOf(chart)).toEqual([]);
  });
});

test.each([
  [CRON_HPA, []],
  [
    KEDA,
    [
      '[test/Hours] the kind HorizontalPodAutoscaler has no scale subresource of its own; give what it scales (scaler/target)',
    ],
  ],
])('an HPA that somebody else declares as the target of %s', (scheduler, errors) => {
  const chart = newChart();
  const target = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'other' };
  new CronScaleSchedule(chart, 'Hours', { target, scheduler, windows: [WINDOW] });
  expect(errorsOf(chart)).toEqual(errors);
  if (errors.length === 0) expect(only(chart, 'CronHorizontalPodAutoscaler').spec.scaleTargetRef).toEqual(target);
});

describe('two schedules of one target', () => {
  const build = (first: CronScheduler, second: CronScheduler) => {
    const chart = newChart();
    const target = newService(chart);
    for (const [id, scheduler] of Object.entries({ One: first, Two: second }))
      new CronScaleSchedule(chart, id, {
        target,
        scheduler,
        windows: [{ ...WINDOW, name: id }],
        metadata: { name: id.toLowerCase() },
      });
    return errorsOf(chart);
  };

  test('can both be jobs of CronHPA', () => {
    expect(build(CRON_HPA, CRON_HPA)).toEqual([]);
  });

  test.each([
    [KEDA, KEDA],
    [KEDA, CRON_HPA],
    [CRON_HPA, KEDA],
  ])('cannot stand beside a ScaledObject: %s and %s', (first, second) => {
    const text = (id: string, other: string) =>
      `[test/${id}] the target is moved by the schedule at test/${other} already, and beside a ScaledObject there can be none; put all windows into one schedule (cron/ownership)`;
    expect(build(first, second)).toEqual([text('One', 'Two'), text('Two', 'One')]);
  });
});
