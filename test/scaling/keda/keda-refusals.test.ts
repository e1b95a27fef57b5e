import {
  ClusterProfile,
  CronScaleSchedule,
  CronScheduler,
  EngineMetric,
  KedaLlmScaler,
  type KedaLlmScalerProps,
  KedaTrigger,
  Percent,
  Ratio,
  ResourceMetric,
  type ScalingModifiers,
  Schedule,
} from '../../../src';
import { errorsOf, newChart, newService } from '../../support/chart';

const requests = EngineMetric.RUNNING_REQUESTS.target(8);

function build(props: Partial<KedaLlmScalerProps>, chart = newChart()) {
  new KedaLlmScaler(chart, 'Scaler', { target: newService(chart), maxReplicas: 4, metrics: [requests], ...props });
  return chart;
}

const errors = (props: Partial<KedaLlmScalerProps>) => errorsOf(build(props));
const cron = { timezone: 'Asia/Shanghai', start: '0 8 * * *', end: '0 20 * * *', replicas: 2 };
const query = { query: 'sum(queue)', threshold: 5 };
const custom = { type: 'kafka', metadata: {} };

test.each<[string, KedaTrigger, string[]]>([
  [
    'cron: six fields',
    KedaTrigger.cron({ ...cron, start: '0 0 8 * * *' }),
    [
      "'triggers[0].start' (\"0 0 8 * * *\") must have five fields, minutes first, not 6; write it like '0 8 * * 1-5' (cron/schedule)",
    ],
  ],
  [
    'cron: an hour that is none',
    KedaTrigger.cron({ ...cron, end: '0 24 * * *' }),
    ["'triggers[0].end' (\"0 24 * * *\") must be valid: '24' is no hour (0–23); correct the field (cron/schedule)"],
  ],
  [
    'cron: 30 February',
    KedaTrigger.cron({ ...cron, end: '0 8 30 2 *' }),
    ['\'triggers[0].end\' ("0 8 30 2 *") must match a date that exists; correct the day or the month (cron/schedule)'],
  ],
  [
    'cron: no text',
    KedaTrigger.cron({ ...cron, end: 8 as unknown as string }),
    ["'triggers[0].end' (8) must have five fields, minutes first, not 0; write it like '0 8 * * 1-5' (cron/schedule)"],
  ],
  [
    'cron: an end that is the start',
    KedaTrigger.cron({ ...cron, end: cron.start }),
    ["'triggers[0].end' (\"0 8 * * *\") must differ from 'start'; correct one of them (keda/trigger)"],
  ],
  [
    'cron: no replicas, in Beijing',
    KedaTrigger.cron({ ...cron, replicas: 0, timezone: 'Beijing' }),
    [
      "'triggers[0].timezone' (\"Beijing\") must be an IANA time zone; write it like 'Asia/Shanghai' or 'Etc/UTC' (cron/timezone)",
      "'triggers[0].replicas' (0) must be a whole number of at least 1; give such a number (value/number)",
    ],
  ],
  [
    'prometheus: no query',
    KedaTrigger.prometheus({ ...query, query: ' ' }),
    ['\'triggers[0].query\' (" ") must be a query; write one that gives a single element (keda/trigger)'],
  ],
  ...([0, -1, Number.NaN, 0.0001, '0.5' as unknown as number].map((threshold) => [
    `prometheus: the threshold ${threshold}`,
    KedaTrigger.prometheus({ ...query, threshold }),
    [
      `'triggers[0].threshold' (${typeof threshold === 'string' ? '"0.5"' : threshold}) must be a number of at least 0.001, with at most three decimals; give one (keda/trigger)`,
    ],
  ]) as [string, KedaTrigger, string[]][]),
  [
    'prometheus: a negative activation',
    KedaTrigger.prometheus({ ...query, activationThreshold: -1 }),
    [
      "'triggers[0].activationThreshold' (-1) must be a number of at least 0, with at most three decimals; give one (keda/trigger)",
    ],
  ],
  [
    'prometheus: an address without scheme',
    KedaTrigger.prometheus({ ...query, serverAddress: 'prometheus:9090' }),
    [
      '\'triggers[0].serverAddress\' ("prometheus:9090") must be an absolute http(s) URL; write it like http://prometheus.monitoring.svc:9090 (keda/server-address)',
    ],
  ],
  [
    'prometheus: an address with a password, which is not shown',
    KedaTrigger.prometheus({ ...query, serverAddress: 'http://user:pass@prometheus:9090' }),
    [
      "'triggers[0].serverAddress' (a secret, not shown) must not hold credentials; reference them through authentication (keda/server-address)",
    ],
  ],
  [
    'cpu: more than all',
    KedaTrigger.cpu(Percent.of(101)),
    [
      "'triggers[0]' (101) must be at most 100 % and at least 1, with at most three decimals; give a value in that range (metric/target)",
    ],
  ],
  [
    'memory: a ratio',
    KedaTrigger.memory(Ratio.of(0.5) as unknown as Percent),
    [
      "'triggers[0]' (an instance of Ratio) must be a Percent, 0–100, as its metric is; use the type of the unit (metric/unit)",
    ],
  ],
  [
    'custom: no type',
    KedaTrigger.custom({ ...custom, type: '' }),
    ['\'triggers[0].type\' ("") must be the type of a KEDA trigger; give it (keda/trigger)'],
  ],
  [
    'custom: a number among the settings',
    KedaTrigger.custom({ ...custom, metadata: { lag: 5 as unknown as string, topic: 'jobs' } }),
    ["'triggers[0].metadata.lag' (5) must be a string; write it in quotes (keda/trigger)"],
  ],
  [
    'custom: a share of nothing',
    KedaTrigger.custom({ ...custom, metricType: 'Utilization' }),
    ["'triggers[0].metricType' (\"Utilization\") must be 'AverageValue' or 'Value'; use one of them (keda/trigger)"],
  ],
  [
    'custom: the value of all CPUs',
    KedaTrigger.custom({ type: 'cpu', metadata: { value: '50' }, metricType: 'Value' }),
    ["'triggers[0].metricType' (\"Value\") must be 'AverageValue' or 'Utilization'; use one of them (keda/trigger)"],
  ],
])('a trigger is refused: %s', (_what, trigger, expected) => {
  expect(errors({ triggers: [trigger] })).toEqual(expected.map((text) => `[test/Scaler] ${text}`));
});

test.each<[string, KedaTrigger]>([
  ['CPU as a share', KedaTrigger.custom({ type: 'cpu', metadata: { value: '50' }, metricType: 'Utilization' })],
  ['a queue as it is', KedaTrigger.custom({ ...custom, metricType: 'Value' })],
  ['no metric type', KedaTrigger.custom(custom)],
])('a custom trigger is accepted: %s', (_what, trigger) => {
  expect(errors({ triggers: [trigger] })).toEqual([]);
});

test('a query without a Prometheus needs an address of its own', () => {
  const service = { metrics: [ResourceMetric.CPU.target(Percent.of(50))] };
  const without = build({ ...service, triggers: [KedaTrigger.prometheus(query)] }, newChart(ClusterProfile.custom()));
  expect(errorsOf(without)).toEqual([
    "[test/Scaler] 'triggers[0]' needs the address of Prometheus; give serverAddress, or a cluster profile that knows it (metric/no-prometheus)",
  ]);
  const trigger = KedaTrigger.prometheus({ ...query, serverAddress: 'http://thanos:9090' });
  expect(errorsOf(build({ ...service, triggers: [trigger] }, newChart(ClusterProfile.custom())))).toEqual([]);
});

describe('names of triggers are unique', () => {
  const duplicate = (index: number, name: string) =>
    `[test/Scaler] 'triggers[${index}].name' ("${name}") must be unique in the scaler; rename one of them (keda/trigger)`;

  test('among triggers', () => {
    const named = KedaTrigger.prometheus({ ...query, name: 'queue' });
    expect(errors({ triggers: [named, KedaTrigger.prometheus(query), named] })).toEqual([duplicate(2, 'queue')]);
  });

  test('against metrics', () => {
    const name = 'vllm_num_requests_running';
    expect(errors({ triggers: [KedaTrigger.prometheus({ ...query, name })] })).toEqual([duplicate(0, name)]);
  });

  test('against the windows of schedules', () => {
    const chart = build({ triggers: [KedaTrigger.prometheus({ ...query, name: 'office' })] });
    const target = chart.node.findChild('Qwen') as ReturnType<typeof newService>;
    const window = { start: Schedule.daily({ hour: 8 }), end: Schedule.daily({ hour: 20 }), replicas: 2 };
    for (const [id, name] of Object.entries({ One: 'office', Two: 'night', Three: 'night' }))
      new CronScaleSchedule(chart, id, { target, scheduler: CronScheduler.KEDA, windows: [{ ...window, name }] });
    expect(errorsOf(chart)).toEqual(
      ['office', 'night'].map(
        (name) =>
          `[test/Scaler] the window '${name}' of a schedule has the name of another trigger of this scaler; rename one of them (keda/trigger)`,
      ),
    );
  });
});

describe('scalingModifiers', () => {
  const triggers = [KedaTrigger.prometheus({ ...query, name: 'queue' })];

  test.each([
    'vllm_num_requests_running + queue',
    'queue > 2 ? vllm_num_requests_running : 0',
    'max([queue, vllm_num_requests_running]) * 1e3',
    'not (queue > 5 and true) ? 1 : queue',
  ])('take the formula %s', (formula) => {
    expect(errors({ triggers, scalingModifiers: { formula, target: 2 } })).toEqual([]);
  });

  const unknown = (word: string, known: string) =>
    `'scalingModifiers.formula' ("${word}") must be the name of a trigger; use ${known} (keda/scaling-modifiers)`;
  test.each<[string, Partial<KedaLlmScalerProps>, Partial<ScalingModifiers>, string[]]>([
    [
      'an unknown name',
      { triggers },
      { formula: 'queue + waiting' },
      [unknown('waiting', 'queue, vllm_num_requests_running')],
    ],
    [
      'a name where there is none',
      { metrics: [], triggers: [KedaTrigger.prometheus(query)] },
      { formula: 'queue' },
      [unknown('queue', 'a trigger that has a name')],
    ],
    [
      'no formula',
      { triggers },
      { formula: '' },
      ['\'scalingModifiers.formula\' ("") must be a formula; write one (keda/scaling-modifiers)'],
    ],
    [
      'a target of nothing',
      { triggers },
      { target: 0 },
      ["'scalingModifiers.target' (0) must be a number of more than 0; give one (keda/scaling-modifiers)"],
    ],
    [
      'an activation that is no number',
      { triggers },
      { activationTarget: Number.NaN },
      ["'scalingModifiers.activationTarget' (NaN) must be a number; give one (keda/scaling-modifiers)"],
    ],
    [
      'a share',
      { triggers },
      { metricType: 'Utilization' },
      [
        "'scalingModifiers.metricType' (\"Utilization\") must be 'AverageValue' or 'Value'; use one of them (keda/scaling-modifiers)",
      ],
    ],
  ])('refuse %s', (_what, props, modifiers, expected) => {
    expect(errors({ ...props, scalingModifiers: { formula: 'queue', target: 2, ...modifiers } })).toEqual(
      expected.map((text) => `[test/Scaler] ${text}`),
    );
  });
});
