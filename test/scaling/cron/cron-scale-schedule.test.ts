import { ApiObject, JsonPatch } from 'cdk8s';
import {
  ClusterProfile,
  CronScaleSchedule,
  type CronScaleScheduleProps,
  CronScheduler,
  EngineMetric,
  KedaLlmScaler,
  Schedule,
  type ScheduleWindow,
} from '../../../src';
import { errorsOf, type Manifest, newChart, newService, only } from '../../support/chart';

const { CRON_HPA, KEDA } = CronScheduler;

const WINDOW: ScheduleWindow = {
  name: 'office',
  start: Schedule.weekdays({ hour: 8, minute: 30 }),
  end: Schedule.weekdays({ hour: 20 }),
  replicas: 4,
};

function build(props: Partial<CronScaleScheduleProps> = {}) {
  const chart = newChart();
  const target = newService(chart);
  const schedule = new CronScaleSchedule(chart, 'Hours', { target, windows: [WINDOW], ...props });
  expect(errorsOf(chart)).toEqual([]);
  return { chart, schedule };
}

const cronHpa = (props: Partial<CronScaleScheduleProps> = {}): Manifest =>
  only(build({ scheduler: CRON_HPA, ...props }).chart, 'CronHorizontalPodAutoscaler');
const ownScaledObject = (props: Partial<CronScaleScheduleProps> = {}): Manifest =>
  only(build({ scheduler: KEDA, ...props }).chart, 'ScaledObject');

test('the smallest CronHPA', () => {
  expect(cronHpa()).toMatchInlineSnapshot(`
{
  "apiVersion": "autoscaling.alibabacloud.com/v1beta1",
  "kind": "CronHorizontalPodAutoscaler",
  "metadata": {
    "name": "qwen-cron",
    "namespace": "llm",
  },
  "spec": {
    "jobs": [
      {
        "name": "office-start",
        "schedule": "0 30 8 * * 1-5",
        "targetSize": 4,
      },
      {
        "name": "office-end",
        "schedule": "0 0 20 * * 1-5",
        "targetSize": 1,
      },
    ],
    "scaleTargetRef": {
      "apiVersion": "apps/v1",
      "kind": "Deployment",
      "name": "qwen-predictor",
    },
  },
}
`);
});

test('the smallest schedule of KEDA alone', () => {
  expect(ownScaledObject()).toMatchInlineSnapshot(`
{
  "apiVersion": "keda.sh/v1alpha1",
  "kind": "ScaledObject",
  "metadata": {
    "name": "qwen-cron",
    "namespace": "llm",
  },
  "spec": {
    "advanced": {
      "horizontalPodAutoscalerConfig": {
        "behavior": {
          "scaleDown": {
            "stabilizationWindowSeconds": 300,
          },
        },
      },
    },
    "maxReplicaCount": 4,
    "minReplicaCount": 1,
    "scaleTargetRef": {
      "apiVersion": "apps/v1",
      "kind": "Deployment",
      "name": "qwen-predictor",
    },
    "triggers": [
      {
        "metadata": {
          "desiredReplicas": "4",
          "end": "0 20 * * 1-5",
          "start": "30 8 * * 1-5",
          "timezone": "Asia/Shanghai",
        },
        "name": "office",
        "type": "cron",
      },
    ],
  },
}
`);
});

test('the smallest schedule of KEDA on a KedaLlmScaler', () => {
  const chart = newChart();
  const target = newService(chart);
  new KedaLlmScaler(chart, 'Scaler', { target, maxReplicas: 4, metrics: [EngineMetric.RUNNING_REQUESTS.target(8)] });
  new CronScaleSchedule(chart, 'Hours', { target, windows: [WINDOW] });
  expect(errorsOf(chart)).toEqual([]);
  expect(only(chart, 'ScaledObject')).toMatchInlineSnapshot(`
{
  "apiVersion": "keda.sh/v1alpha1",
  "kind": "ScaledObject",
  "metadata": {
    "name": "qwen-keda",
    "namespace": "llm",
  },
  "spec": {
    "advanced": {
      "horizontalPodAutoscalerConfig": {
        "behavior": {
          "scaleDown": {
            "stabilizationWindowSeconds": 300,
          },
        },
      },
    },
    "fallback": {
      "behavior": "currentReplicasIfHigher",
      "failureThreshold": 3,
      "replicas": 1,
    },
    "maxReplicaCount": 4,
    "minReplicaCount": 1,
    "scaleTargetRef": {
      "apiVersion": "apps/v1",
      "kind": "Deployment",
      "name": "qwen-predictor",
    },
    "triggers": [
      {
        "metadata": {
          "ignoreNullValues": "false",
          "query": "sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"})",
          "serverAddress": "http://prometheus-kube-prometheus-prometheus.monitoring.svc:9090",
          "threshold": "8",
        },
        "metricType": "AverageValue",
        "name": "vllm_num_requests_running",
        "type": "prometheus",
      },
      {
        "metadata": {
          "desiredReplicas": "4",
          "end": "0 20 * * 1-5",
          "start": "30 8 * * 1-5",
          "timezone": "Asia/Shanghai",
        },
        "name": "office",
        "type": "cron",
      },
    ],
  },
}
`);
});

describe('every prop reaches the output', () => {
  interface Entry {
    readonly given: Partial<CronScaleScheduleProps>;
    readonly emitted: (props?: Partial<CronScaleScheduleProps>) => unknown;
    readonly expected: unknown;
  }
  const raw = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'other' };
  const metadata = { name: 'own', labels: { team: 'a' }, annotations: { note: 'b' } };
  const jobNames = (props?: Partial<CronScaleScheduleProps>) =>
    cronHpa(props).spec.jobs.map(({ name, targetSize }: Manifest) => [name, targetSize]);
  const entries: Record<keyof CronScaleScheduleProps, Entry[]> = {
    target: [
      { given: { target: raw }, emitted: (props) => cronHpa(props).spec.scaleTargetRef, expected: raw },
      { given: { target: raw }, emitted: (props) => ownScaledObject(props).spec.scaleTargetRef, expected: raw },
    ],
    windows: [
      {
        given: { windows: [{ ...WINDOW, name: 'day', replicas: 2, otherwise: 0 }] },
        emitted: jobNames,
        expected: [
          ['day-start', 2],
          ['day-end', 0],
        ],
      },
      {
        given: { windows: [{ ...WINDOW, name: 'day', replicas: 2, otherwise: 0 }] },
        emitted: (props) => {
          const { minReplicaCount, maxReplicaCount, triggers } = ownScaledObject(props).spec;
          return [minReplicaCount, maxReplicaCount, triggers[0].name, triggers[0].metadata.desiredReplicas];
        },
        expected: [0, 2, 'day', '2'],
      },
    ],
    jobs: [
      {
        given: {
          windows: undefined,
          jobs: [{ name: 'launch', at: Schedule.date('2126-12-01 09:00:00'), replicas: 8 }],
        },
        emitted: (props) => cronHpa(props).spec.jobs,
        expected: [{ name: 'launch', schedule: '@date 2126-12-01 09:00:00', targetSize: 8 }],
      },
    ],
    timezone: [
      {
        given: { timezone: 'Europe/Berlin' },
        emitted: (props) => ownScaledObject(props).spec.triggers[0].metadata.timezone,
        expected: 'Europe/Berlin',
      },
    ],
    scheduler: [
      { given: { scheduler: CRON_HPA }, emitted: (props) => build(props).schedule.scheduler, expected: CRON_HPA },
    ],
    metadata: [
      {
        given: { metadata },
        emitted: (props) => cronHpa(props).metadata,
        expected: { ...metadata, namespace: 'llm' },
      },
      {
        given: { metadata },
        emitted: (props) => ownScaledObject(props).metadata,
        expected: { ...metadata, namespace: 'llm' },
      },
    ],
  };

  test.each(
    Object.entries(entries).flatMap(([prop, all]) => all.map((entry, index) => [`${prop} (${index})`, entry] as const)),
  )('%s', (_prop, { given, emitted, expected }) => {
    expect(emitted()).not.toEqual(expected);
    expect(emitted(given)).toEqual(expected);
  });
});

test('windows and jobs stand in the order in which they were written', () => {
  const jobs = [{ name: 'cleanup', at: Schedule.cron('0 0 3 * * 0'), replicas: 1 }];
  const { spec } = cronHpa({ windows: [WINDOW, { ...WINDOW, name: 'second' }], jobs });
  expect(spec.jobs.map(({ name, schedule }: Manifest) => `${name} ${schedule}`)).toEqual([
    'office-start 0 30 8 * * 1-5',
    'office-end 0 0 20 * * 1-5',
    'second-start 0 30 8 * * 1-5',
    'second-end 0 0 20 * * 1-5',
    'cleanup 0 0 3 * * 0',
  ]);
});

test('the construct says what it made', () => {
  const { schedule } = build({ scheduler: CRON_HPA });
  expect(schedule.name).toBe('qwen-cron');
  expect(schedule.namespace).toBe('llm');
  expect(schedule.scaleTarget).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' });
  expect(ApiObject.of(schedule)).toBe(schedule.cronHorizontalPodAutoscaler);
  const { schedule: ofKeda } = build({ scheduler: KEDA });
  expect(ApiObject.of(ofKeda)).toBe(ofKeda.scaledObject);
});

test.each([
  [CRON_HPA, 'CronHorizontalPodAutoscaler'],
  [KEDA, 'ScaledObject'],
])('a JsonPatch of a field that nobody knows survives with %s', (scheduler, kind) => {
  const { chart, schedule } = build({ scheduler });
  const object = schedule.cronHorizontalPodAutoscaler ?? schedule.scaledObject;
  object?.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', ['a']));
  expect(only(chart, kind).spec.fieldOfTomorrow).toEqual(['a']);
});

describe('the time zone', () => {
  const errors = (props: Partial<CronScaleScheduleProps>, controllerTimezone?: string) => {
    const chart = newChart(ClusterProfile.custom({ controllerTimezone }));
    new CronScaleSchedule(chart, 'Hours', { target: newService(chart), windows: [WINDOW], ...props });
    return errorsOf(chart);
  };
  const wrong = (timezone: string, known: string) =>
    `[test/Hours] 'timezone' ("${timezone}") must be that of the CronHPA controller (${known}), which knows no other; convert the times, or use CronScheduler.KEDA (cron/timezone)`;
  const NOT_IANA =
    "[test/Hours] 'timezone' (\"+08:00\") must be an IANA time zone; write it like 'Asia/Shanghai' or 'Etc/UTC' (cron/timezone)";

  test.each<[CronScheduler, string | undefined, string | undefined, string[]]>([
    [CRON_HPA, undefined, undefined, []],
    [CRON_HPA, undefined, 'Asia/Shanghai', []],
    [CRON_HPA, 'Asia/Shanghai', 'Asia/Shanghai', []],
    [CRON_HPA, 'Europe/Berlin', 'Asia/Shanghai', [wrong('Europe/Berlin', 'Asia/Shanghai')]],
    [CRON_HPA, 'Etc/UTC', undefined, [wrong('Etc/UTC', 'not known: say it in the cluster profile')]],
    [CRON_HPA, '+08:00', 'Asia/Shanghai', [NOT_IANA]],
    [KEDA, '+08:00', 'Asia/Shanghai', [NOT_IANA]],
    [KEDA, 'Europe/Berlin', 'Asia/Shanghai', []],
    [KEDA, undefined, 'Asia/Shanghai', []],
    [
      KEDA,
      undefined,
      undefined,
      ["[test/Hours] KEDA's cron needs a time zone; give timezone, for example 'Etc/UTC' (cron/timezone)"],
    ],
  ])('%s with the zone %s on a controller in %s', (scheduler, timezone, controllerTimezone, expected) => {
    expect(errors({ scheduler, timezone }, controllerTimezone)).toEqual(expected);
  });

  test('of the profile goes to KEDA', () => {
    expect(ownScaledObject().spec.triggers[0].metadata.timezone).toBe('Asia/Shanghai');
  });
});
