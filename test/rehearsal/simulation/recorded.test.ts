import type { RehearseOptions } from '../../../src/rehearsal/options/rehearse-options';
import { Unreadable } from '../../../src/rehearsal/reader';
import { readRecorded } from '../../../src/rehearsal/recorded/read-recorded';
import { rehearse } from '../../../src/rehearsal/rehearse';
import { golden, readable } from '../support';

/** Pods that are ready at once, and looked at from the second interval on. */
const QUICK: RehearseOptions = { coldStart: { imageSeconds: 0, loadSeconds: 0, warmUpSeconds: 0 } };

/** A Deployment of nothing that is known, with 2 CPUs in two containers, and an HPA of these metrics. */
const withMetric = (...metrics: readonly object[]) =>
  [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 1,
        template: {
          spec: {
            containers: [
              { name: 'a', resources: { requests: { cpu: '1500m' } } },
              { name: 'b', resources: { requests: { cpu: '500m' } } },
              { name: 'c', resources: { requests: { cpu: 'much' } } },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: {
        minReplicas: 1,
        maxReplicas: 10,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        metrics,
      },
    },
  ] as const;

const cpu = (target: object) => ({ type: 'Resource', resource: { name: 'cpu', target } });
const HALF = { type: 'Utilization', averageUtilization: 50 };
const object = {
  type: 'Object',
  object: {
    describedObject: { apiVersion: 'v1', kind: 'Service', name: 'web' },
    metric: { name: 'requests' },
    target: { type: 'Value', value: '10' },
  },
};
const external = {
  type: 'External',
  external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '5' } },
};

function play(manifests: string | readonly object[], ticks: readonly object[], options: RehearseOptions = {}) {
  const recorded = readable(readRecorded(ticks.map((tick) => JSON.stringify(tick)).join('\n')));
  return rehearse(manifests, { ...QUICK, recorded, ...options });
}

function outcomeOf(...given: Parameters<typeof play>) {
  const result = readable(play(...given));
  const [{ scalers, steps }] = result.services;
  return {
    replicas: steps.specReplicas.at(-1),
    value: scalers[0].metrics[0].values.at(-1),
    said: result.decisions.map(({ reason, message }) => `${reason}: ${message}`),
  };
}

const twice = (tick: object) => [tick, tick];

describe('what was recorded is what the HPA sees', () => {
  // What stays above its target however many pods there are, makes them more and more.
  test.each<[string, object, object, number, number]>([
    ['the use of CPU of each pod', cpu(HALF), { values: { cpu: [2000] } }, 10, 100],
    ['the use of CPU of all pods', cpu(HALF), { totals: { cpu: 3000 } }, 3, 50],
    ['the use of CPU itself', cpu({ type: 'AverageValue', averageValue: '500m' }), { values: { cpu: [1000] } }, 10, 1],
    ['a metric of an object', object, { values: { requests: [40_000] } }, 10, 40],
    ['all of a metric of an object', object, { totals: { requests: 20_000 } }, 10, 20],
    ['an external metric of several series', external, { values: { queue: [10_000, null, 5000] } }, 3, 5],
    ['all of an external metric', external, { totals: { queue: 20_000 } }, 4, 5],
    ['a metric by its place', external, { values: { '#0': [10_000] } }, 2, 5],
  ])('%s', (_, metric, tick, replicas, value) => {
    expect(outcomeOf(withMetric(metric), Array(8).fill(tick))).toMatchObject({ replicas, value });
  });

  test('a resource that no pod requests is taken to be requested once', () => {
    const memory = { type: 'Resource', resource: { name: 'memory', target: HALF } };
    expect(outcomeOf(withMetric(memory), twice({ values: { memory: [500] } }))).toMatchObject({
      replicas: 1,
      value: 50,
    });
  });

  test('a pod that has not been scraped has no share of the whole', () => {
    const slow = { coldStart: { loadSeconds: 60 } };
    const { replicas, said } = outcomeOf(withMetric(cpu(HALF)), Array(16).fill({ totals: { cpu: 3000 } }), slow);
    expect(replicas).toBe(3);
    expect(said.filter((each) => each.startsWith('SuccessfulRescale'))).toHaveLength(1);
  });

  test('percent are no metric of an object', () => {
    const recorded = readable(
      readRecorded(
        'NAME REFERENCE TARGETS\nweb Deployment/web 100%/50% 1 10 1 5s\nweb Deployment/web 100%/50% 1 10 1 50s',
      ),
    );
    const result = readable(rehearse(withMetric(object), { ...QUICK, recorded }));
    expect(result.decisions.map(({ message }) => message).join('\n')).toMatch(/no value/);
  });

  test('percent of a log are percent of the requests', () => {
    const head = 'NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE';
    const log = [0, 15, 30, 45].map((age) => `web Deployment/web cpu: 100%/50% 1 10 1 ${age}s`).join('\n');
    const recorded = readable(readRecorded(`${head}\n${log}`));
    const result = readable(rehearse(withMetric(cpu(HALF)), { ...QUICK, recorded }));
    const { decisions } = result;
    expect(decisions.find(({ to }) => to !== null)).toMatchObject({ from: 1, to: 2 });
  });

  test.each([
    ['a resource', cpu(HALF), 'FailedGetResourceMetric'],
    ['a metric of an object', object, 'FailedGetObjectMetric'],
    ['an external metric', external, 'FailedGetExternalMetric'],
  ])('%s that failed changes nothing, and is said', (_, metric, reason) => {
    const name = metric === object ? 'requests' : metric === external ? 'queue' : 'cpu';
    const { replicas, said } = outcomeOf(withMetric(metric), [
      { errors: [name], values: { other: [1] } },
      { errors: [name] },
    ]);
    expect(replicas).toBe(1);
    expect(said.filter((each) => each.startsWith(reason))[0]).toMatch(/the metric fails in this tick/);
  });

  test.each([
    ['a resource', cpu(HALF), { values: { cpu: [] } }, /no metrics returned/],
    ['a metric of an object', object, { values: { requests: [null] } }, /no value/],
    ['a resource that is missing for a while', cpu(HALF), { values: {} }, /no metrics returned/],
  ])('%s without a value fails', (_, metric, tick, why) => {
    const name = metric === object ? 'requests' : 'cpu';
    const { replicas, said } = outcomeOf(withMetric(metric), [tick, tick, { values: { [name]: [1000] } }]);
    expect(replicas).toBe(1);
    expect(said.join('\n')).toMatch(why);
  });

  test('a metric that was never recorded is named', () => {
    expect(play(withMetric(cpu(HALF)), twice({ values: { memory: [1] } }))).toEqual(
      new Unreadable([
        'HorizontalPodAutoscaler default/web cannot be rehearsed: cpu was not recorded; there is memory',
      ]),
    );
  });
});

describe('what was recorded is what KEDA sees', () => {
  const KEDA = golden('keda-llm');
  const SLEEPS = KEDA.replace('minReplicaCount: 1', 'minReplicaCount: 0\n  pollingInterval: 15\n  cooldownPeriod: 30');

  test.each([
    ['the name of its metric', 's0-prometheus'],
    ['the name of its trigger', 'vllm_num_requests_running'],
    ['its place', '#0'],
  ])('a trigger by %s', (_, name) => {
    expect(outcomeOf(KEDA, Array(8).fill({ series: { [name]: [8] } })).replicas).toBe(4);
  });

  test('the whole of a trigger', () => {
    expect(outcomeOf(KEDA, Array(8).fill({ totals: { '#0': 6000 } })).replicas).toBe(3);
  });

  test('a trigger that has no value yet', () => {
    const ticks = [{ values: {} }, ...Array(8).fill({ series: { '#0': [8] } })];
    expect(outcomeOf(KEDA, ticks).replicas).toBe(4);
  });

  test('a trigger that was never recorded is named', () => {
    expect(play(KEDA, twice({ series: { other: [1] } }))).toEqual(
      new Unreadable([
        'ScaledObject default/huggingface-fbopt-keda cannot be rehearsed: s0-prometheus was not recorded; there is other',
      ]),
    );
  });

  test('wakes and falls asleep', () => {
    const ticks = [...Array(4).fill([0]), ...Array(8).fill([4]), ...Array(60).fill([0])];
    const { said, replicas } = outcomeOf(
      SLEEPS,
      ticks.map((values) => ({ series: { '#0': values } })),
      { initialReplicas: 0 },
    );
    expect(replicas).toBe(0);
    expect(said.filter((each) => each.startsWith('KEDAScaleTarget'))).toEqual([
      'KEDAScaleTargetActivated: Scaled up Deployment default/huggingface-fbopt-predictor from 0 to 1',
      expect.stringMatching(
        /^KEDAScaleTargetDeactivated: Scaled down Deployment default\/huggingface-fbopt-predictor from \d to 0$/,
      ),
    ]);
  });

  test('says once of each trouble what it is', () => {
    const ticks = [
      ...Array(4).fill({ errors: ['#0'] }),
      ...Array(4).fill({ series: { '#0': [1, 2] } }),
      ...Array(4).fill({ series: { '#0': [1] } }),
    ];
    const { said } = outcomeOf(SLEEPS, ticks, { initialReplicas: 1 });
    const failures = said.filter((each) => each.startsWith('KEDAScalerFailed'));
    expect(failures).toEqual([
      'KEDAScalerFailed: the metric fails in this tick',
      expect.stringMatching(/^KEDAScalerFailed: prometheus query \S+ returned multiple elements$/),
    ]);
  });

  test('says it once for as long as a trigger fails, also beside one that answers', () => {
    const [before, trigger] = SLEEPS.split(/(?<=^ {2}triggers:\n)/m);
    const two = `${before}${trigger.trimEnd()}\n${trigger.replace('name: vllm_num_requests_running', 'name: other')}`;
    const { said } = outcomeOf(two, Array(12).fill({ errors: ['#0'], series: { other: [1] } }), { initialReplicas: 1 });
    expect(said.filter((each) => each.startsWith('KEDAScalerFailed'))).toHaveLength(1);
  });
});
