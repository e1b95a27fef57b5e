import { findMistakes } from '../../../src/rehearsal/findings/all';
import { lastOf, mostOf, Scene } from '../../../src/rehearsal/findings/scene';
import type { RehearsalProfile } from '../../../src/rehearsal/options/profile';
import { Unreadable } from '../../../src/rehearsal/reader';
import { found, RUNNING, rulesOf, scaledObject, workload } from './support';

const hpa = (metric: object, spec: object = {}, name = 'qwen') => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: `${name}-hpa`, namespace: 'llm' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: 1,
    maxReplicas: 8,
    metrics: [metric],
    ...spec,
  },
});
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } };
const policy = (...units: object[]) => ({
  apiVersion: 'scheduling.alibabacloud.com/v1alpha1',
  kind: 'ResourcePolicy',
  metadata: { name: 'pools', namespace: 'llm' },
  spec: { selector: { app: 'qwen' }, strategy: 'prefer', units },
});
const cronHpa = (scaleTargetRef: object) => ({
  apiVersion: 'autoscaling.alibabacloud.com/v1beta1',
  kind: 'CronHorizontalPodAutoscaler',
  metadata: { name: 'hours', namespace: 'llm' },
  spec: { scaleTargetRef, jobs: [{ name: 'up', schedule: '0 0 8 * * *', targetSize: 4 }] },
});
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' };
const behavior = (scaleDown: object) => ({
  advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown } } },
});

function findingOf(rule: string, objects: readonly object[], profile?: RehearsalProfile) {
  return found(objects, profile).find((each) => each.rule === rule);
}

describe('manifests that cannot be read', () => {
  test.each([
    ['YAML', ['a: ['], /^.*/],
    ['a scaler', [hpa(cpu, { maxReplicas: undefined })], /maxReplicas/],
  ])('are not searched: %s', (_, manifests, reason) => {
    expect(findMistakes(manifests)).toEqual(new Unreadable([expect.stringMatching(reason)]));
  });
});

describe('without a rehearsal there is no proof, and nothing is said that needs one', () => {
  // It is none of the engines whose times are known.
  const unknown = workload({ containers: [{ name: 'web', image: 'nginx:1', ports: [{ containerPort: 8000 }] }] });
  const limits = { 'nvidia.com/gpu': '1' };
  const unknownOnGpus = workload({ containers: [{ name: 'web', image: 'nginx:1', resources: { limits } }] });
  const cron = (desiredReplicas: string) => ({
    type: 'cron',
    metadata: { timezone: 'UTC', start: '0 8 * * *', end: '0 18 * * *', desiredReplicas },
  });
  const smUtil = hpa({
    type: 'Pods',
    pods: { metric: { name: 'DCGM_CUSTOM_PROCESS_SM_UTIL' }, target: { type: 'AverageValue', averageValue: '80' } },
  });
  const percent = { policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] };

  test.each([
    ['keda/unaggregated-query', scaledObject({}, {}, { query: RUNNING })],
    ['scaler/total-as-value', scaledObject({}, { metricType: 'Value' })],
    ['keda/never-wakes', scaledObject({ minReplicaCount: 0 })],
    ['keda/cron-in-tolerance', scaledObject({ minReplicaCount: 10, maxReplicaCount: 20, triggers: [cron('11')] })],
    ['scaler/window-below-cold-start', scaledObject(behavior({ stabilizationWindowSeconds: 0 }))],
    ['keda/cooldown-below-window', scaledObject({ minReplicaCount: 0, cooldownPeriod: 60 })],
    ['behavior/rounded-percent', scaledObject(behavior(percent))],
    ['workload/short-grace', scaledObject()],
    ['hpa/saturating-target', smUtil],
  ])('%s', (_, scaler) => expect(rulesOf([...unknown, scaler])).toEqual([]));

  test('scaler/beyond-gpus is known without one', () => {
    const finding = findingOf('scaler/beyond-gpus', [...unknownOnGpus, scaledObject()], { pools: [{ name: 'a' }] });
    expect([finding?.message, finding?.proof]).toEqual([
      "'maxReplicas' (8) must be at most 1, for which there are GPUs",
      undefined,
    ]);
  });

  test('cron/beside-hpa is known without one', () => {
    const finding = findingOf('cron/beside-hpa', [...unknown, scaledObject(), cronHpa(deployment)]);
    expect([finding?.message, finding?.proof]).toEqual([
      'the schedule sets the replicas of Deployment qwen, which ScaledObject qwen-keda scales',
      undefined,
    ]);
  });

  test('a scene refuses what is no traffic', () => {
    const scene = Scene.of([...workload(), scaledObject()], {}) as Scene;
    const [{ service }] = scene.owners();
    expect(scene.take(service, { traffic: 'constant:rate=1,duration=1m', untilSeconds: 60 })?.service.name).toBe(
      'qwen',
    );
    expect(scene.take(service, { traffic: 'nothing', untilSeconds: 60 })).toBeUndefined();
  });
});

test('columns have a last and a greatest value, or zero', () => {
  expect([lastOf([1, 3, 2, null]), lastOf([null]), mostOf([1, null, 3, 2]), mostOf([])]).toEqual([2, 0, 3, 0]);
});

describe('scaler/beyond-gpus: how many replicas the pools can hold', () => {
  const most = (objects: readonly object[], profile?: RehearsalProfile) =>
    findingOf('scaler/beyond-gpus', [...workload(), scaledObject(), ...objects], profile)?.message.match(/\d+/g)?.[1];

  test.each<[string, RehearsalProfile['pools'], string | undefined]>([
    ['a node, where nothing is said', [{ name: 'a' }], '1'],
    ['nodes of several GPUs', [{ name: 'a', nodes: 2, gpusPerNode: 2 }], '4'],
    [
      'pools together',
      [
        { name: 'a', nodes: 2 },
        { name: 'b', nodes: 1, scaling: 'fixed' },
      ],
      '3',
    ],
    ['the most that a pool may have', [{ name: 'a', nodes: 1, maxNodes: 5, scaling: 'ack-instant' }], '5'],
    ['any number, where nothing limits it', [{ name: 'a', scaling: 'ack-instant' }], undefined],
  ])('%s', (_, pools, expected) => expect(most([], { pools })).toBe(expected));

  test.each([
    [
      'the limits of all units',
      [
        { resource: 'ecs', max: 2 },
        { resource: 'ecs', max: 3 },
      ],
      '5',
    ],
    ['any number, where a unit has no limit', [{ resource: 'ecs', max: 2 }, { resource: 'ecs' }], undefined],
  ])('%s', (_, units, expected) => expect(most([policy(...units)])).toBe(expected));
});

describe('scaler/same-pods', () => {
  const labelled = (name: string, selector: object | undefined, labels: object, kind = 'Deployment') => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'llm' },
    spec: { selector, template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i' }] } } },
  });
  const one = hpa(cpu, {}, 'one');
  const two = hpa(cpu, {}, 'two');
  const wide = labelled('one', { matchLabels: { app: 'llm' } }, { app: 'llm', role: 'one' });
  const narrow = labelled('two', { matchLabels: { app: 'llm', role: 'two' } }, { app: 'llm', role: 'two' });
  const said = (objects: readonly object[]) => {
    const finding = findingOf('scaler/same-pods', objects);
    return finding && [finding.message, finding.fix, finding.objects];
  };
  const SAME = [
    'the selectors of one and two select the same pods',
    'give each workload a label of its own, in its selector as well',
    ['HorizontalPodAutoscaler/llm/one-hpa', 'HorizontalPodAutoscaler/llm/two-hpa'],
  ];

  test.each([
    ['the first selects what is of the second', [wide, narrow]],
    [
      'the second selects what is of the first',
      [
        labelled('one', { matchLabels: { role: 'one' } }, { app: 'llm', role: 'one' }),
        labelled('two', { matchLabels: { app: 'llm' } }, { app: 'llm' }),
      ],
    ],
  ])('sees selectors that overlap: %s', (_, workloads) => expect(said([one, two, ...workloads])).toEqual(SAME));

  test.each<[string, object[]]>([
    ['selectors that do not overlap', [one, two, labelled('one', { matchLabels: { a: '1' } }, { a: '1' }), narrow]],
    ['a workload without a selector', [one, two, labelled('one', undefined, { a: '1' }), narrow]],
    ['a workload that is not there', [one, two, wide]],
    ['scalers of two namespaces', [one, { ...two, metadata: { name: 'two-hpa', namespace: 'other' } }, wide, narrow]],
  ])('does not mind %s', (_, objects) => expect(said(objects)).toBeUndefined());
});

test.each<[RehearsalProfile, string]>([
  [{ pools: [{ name: 'a', scaling: 'ack-instant' }] }, 'warning'],
  [{ pools: [{ name: 'a', scaling: 'fixed' }, { name: 'b' }] }, 'info'],
])('policy/unseen-by-autoscaler with %j is a matter of %s', (profile, severity) => {
  const objects = [...workload(), scaledObject(), policy({ resource: 'ecs', nodeSelector: { pool: 'own' } })];
  expect(findingOf('policy/unseen-by-autoscaler', objects, profile)?.severity).toBe(severity);
});

describe('cron/beside-hpa', () => {
  test('names the HPA that the schedule is to move', () => {
    const finding = findingOf('cron/beside-hpa', [...workload(), hpa(cpu), cronHpa(deployment)]);
    expect(finding?.fix).toBe('let the schedule target HorizontalPodAutoscaler qwen-hpa, whose floor it then moves');
  });

  test('does not mind a schedule alone', () =>
    expect(findingOf('cron/beside-hpa', [...workload(), cronHpa(deployment)])).toBeUndefined());
});

test('keda/cron-in-tolerance rehearses a week where the weekday matters', () => {
  const trigger = {
    type: 'cron',
    metadata: { timezone: 'UTC', start: '0 8 * * 1', end: '0 18 * * 1', desiredReplicas: '11' },
  };
  const scaler = scaledObject({ minReplicaCount: 10, maxReplicaCount: 20, triggers: [trigger] });
  expect(findingOf('keda/cron-in-tolerance', [...workload(), scaler])?.proof).toEqual({
    traffic: 'constant:rate=0.001,duration=168h',
    happened: 'in 168 hours, with every window of the schedule, there were never more than 10 replicas',
  });
});

test('workload/short-grace does not mind a service of a fixed size', () => {
  const scaler = scaledObject({ minReplicaCount: 4, maxReplicaCount: 4 });
  expect(
    findingOf('workload/short-grace', [...workload({ terminationGracePeriodSeconds: 30 }), scaler]),
  ).toBeUndefined();
});

test('scaler/window-below-cold-start takes the median of a start that varies', () => {
  const scaler = scaledObject(behavior({ stabilizationWindowSeconds: 0 }));
  const finding = findingOf('scaler/window-below-cold-start', [...workload(), scaler], {
    coldStart: { cachedImageSeconds: 1, loadSeconds: { p50: 90, p90: 120 }, warmUpSeconds: 9 },
  });
  expect(finding?.message).toBe('the window for scaling in (0 s) is shorter than the start of a replica (100 s)');
});

test('keda/unaggregated-query tries its fix on the query that is wrong, beside one that is not', () => {
  const query = `sum(${RUNNING})`;
  const triggers = [RUNNING, query].map((each, index) => ({
    type: 'prometheus',
    name: `t${index}`,
    metadata: { serverAddress: 'http://prometheus:9090', query: each, threshold: '16' },
  }));
  const findings = found([...workload(), scaledObject({ triggers })]).filter(
    ({ rule }) => rule === 'keda/unaggregated-query',
  );
  expect(findings.map(({ message }) => message)).toEqual([
    `the query '${RUNNING}' answers with one element for each pod`,
  ]);
  expect(findings[0].proof?.fixed).toMatch(/^with sum\(…\) there were [3-8]$/);
});

describe('scaler/total-as-value', () => {
  const rule = 'scaler/total-as-value';

  test.each([
    ['that no test reaches', scaledObject({}, { metricType: 'Value' }, { threshold: '10000' })],
    [
      'of something that does not grow with the load',
      scaledObject({}, { metricType: 'Value' }, { query: 'vector(1)' }),
    ],
  ])('does not mind a total %s', (_, scaler) => expect(rulesOf([...workload(), scaler])).not.toContain(rule));
});
