import type { HpaEvent } from '../../src/rehearsal/controllers/hpa/conditions';
import { HpaController } from '../../src/rehearsal/controllers/hpa/controller';
import { DEFAULT_HPA_SETTINGS, type HpaSettings } from '../../src/rehearsal/controllers/hpa/policy';
import { readHpaSpec } from '../../src/rehearsal/controllers/hpa/read-policy';
import { type HpaPod, MetricError } from '../../src/rehearsal/controllers/hpa/world';
import { Unreadable } from '../../src/rehearsal/reader';
import { playHpaScenario } from '../../src/rehearsal/scenarios/hpa-scenario';
import { hpaPolicyOf, hpaWorldOf, READY } from '../support/hpa-world';

const podsMetric = (name: string, averageValue: string) => ({
  type: 'Pods',
  pods: { metric: { name }, target: { type: 'AverageValue', averageValue } },
});
const cpu = (averageUtilization: number) => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});
const scenario = { id: 1, initial: 1, requestMilli: 1000, resyncSeconds: 15, downscaleSeconds: 300 };

test('the ten lines of the log that NVIDIA published for NIM come out, with pods that are not scraped yet', () => {
  const spec = { minReplicas: 1, maxReplicas: 10, metrics: [podsMetric('gpu_cache_usage_perc', '100m')] };
  const values = [[9], [8], [1], [33], [56], [39], [208], [208, null, null], [293, null, null], [7]];
  const ticks = values.map((each) => ({ values: { gpu_cache_usage_perc: each } }));
  expect(playHpaScenario({ ...scenario, spec, ticks })).toMatchObject({ replicas: [1, 1, 1, 1, 1, 1, 3, 3, 3, 3] });
});

test('a load of 0.8 core on 10 % goes 1, 5, 8 where the HPA has a behavior, and 1, 4, 8 where it has none', () => {
  const ticks = [1, 5, 8, 8].map((count) => ({ values: { cpu: [800 / count] } }));
  const spec = { maxReplicas: 10, metrics: [cpu(10)] };
  expect(playHpaScenario({ ...scenario, spec: { ...spec, behavior: {} }, ticks })).toMatchObject({
    replicas: [5, 8, 8, 8],
  });
  const slower = [1, 4, 8, 8].map((count) => ({ values: { cpu: [800 / count] } }));
  expect(playHpaScenario({ ...scenario, spec, ticks: slower })).toMatchObject({ replicas: [4, 8, 8, 8] });
});

function controllerOf(spec: object, settings: Partial<HpaSettings> = {}) {
  const events: HpaEvent[] = [];
  const controller = new HpaController(hpaPolicyOf(spec), { ...DEFAULT_HPA_SETTINGS, ...settings }, (event) =>
    events.push(event),
  );
  return { controller, events };
}

/** Where all pods are measured at the same. */
function worldOf(replicas: number, value: number | MetricError, pods: readonly HpaPod[]) {
  if (value instanceof MetricError) return hpaWorldOf(replicas, { pods, failure: value });
  return hpaWorldOf(replicas, { pods, values: pods.map(() => value), at: 60_000, window: 30_000 });
}

test('conditions and events read as those of kubectl describe hpa', () => {
  const { controller, events } = controllerOf({ maxReplicas: 3, metrics: [podsMetric('queue', '2')] });
  expect(controller.reconcile(worldOf(1, 9000, [READY]), 15_000)).toBe(3);
  expect(controller.conditions).toEqual([
    {
      type: 'AbleToScale',
      status: 'True',
      reason: 'SucceededRescale',
      message: 'the HPA controller was able to update the target scale to 3',
      lastTransition: 15_000,
    },
    {
      type: 'ScalingActive',
      status: 'True',
      reason: 'ValidMetricFound',
      message: 'the HPA was able to successfully calculate a replica count from pods metric queue',
      lastTransition: 15_000,
    },
    {
      type: 'ScalingLimited',
      status: 'True',
      reason: 'TooManyReplicas',
      message: 'the desired replica count is more than the maximum replica count',
      lastTransition: 15_000,
    },
  ]);
  expect(events).toEqual([
    { type: 'Normal', reason: 'SuccessfulRescale', message: 'New size: 3; reason: pods metric queue above target' },
  ]);
  expect(controller.currentMetrics).toEqual([{ replicas: 5, usage: 9000 }]);
});

test('a metric that cannot be had holds the size, and says why', () => {
  const { controller, events } = controllerOf({ maxReplicas: 3, metrics: [podsMetric('queue', '2')] });
  const failing = new MetricError('unable to fetch metrics from custom metrics API: not found');
  expect(controller.reconcile(worldOf(2, failing, [READY, READY]), 15_000)).toBe(2);
  expect(controller.conditions.find(({ type }) => type === 'ScalingActive')).toMatchObject({
    status: 'False',
    reason: 'FailedGetPodsMetric',
    message: expect.stringMatching(/^the HPA was unable to compute the replica count: /),
  });
  expect(events.map(({ reason }) => reason)).toEqual(['FailedGetPodsMetric', 'FailedComputeMetricsReplicas']);
});

test('the CPU of a pod that is starting does not count, nor that of one that has never been ready', () => {
  const { controller } = controllerOf({ maxReplicas: 9, metrics: [cpu(50)] });
  const starting: HpaPod = { phase: 'Running', startTime: 50_000, ready: { isTrue: true, since: 50_000 } };
  // Two at 200 %, one of them too young for its sample: as if it were idle.
  expect(controller.reconcile(worldOf(2, 2000, [READY, starting]), 60_000)).toBe(4);
  const broken: HpaPod = { phase: 'Running', startTime: 0, ready: { isTrue: false, since: 10_000 } };
  const other = controllerOf({ maxReplicas: 9, metrics: [cpu(50)] }).controller;
  expect(other.reconcile(worldOf(2, 2000, [READY, broken]), 600_000)).toBe(4);
});

test('a tolerance of its own counts from Kubernetes 1.35 on', () => {
  const spec = { maxReplicas: 9, metrics: [podsMetric('queue', '10')], behavior: { scaleUp: { tolerance: '0.5' } } };
  const world = worldOf(1, 14_000, [READY]);
  expect(controllerOf(spec).controller.reconcile(world, 15_000)).toBe(1);
  expect(controllerOf(spec, { hasOwnTolerance: false }).controller.reconcile(world, 15_000)).toBe(2);
});

test('sums that do not fit into 53 bits are as exact as those of the controller', () => {
  const external = { type: 'External', external: { metric: { name: 'x' }, target: { type: 'Value', value: '1' } } };
  const { controller } = controllerOf({ maxReplicas: 9, metrics: [external] });
  const world = { ...worldOf(1, 0, [READY]) };
  const series = [9e18, 9e18];
  expect(controller.reconcile({ ...world, metrics: { ...world.metrics, external: () => series } }, 15_000)).toBe(4);
  expect(controller.currentMetrics[0]?.usage).toBe(2 ** 63);
});

test('what cannot be read is said field by field', () => {
  expect(readHpaSpec({ maxReplicas: 'three', metrics: [{ type: 'Pod' }, podsMetric('', '0')] })).toEqual(
    new Unreadable([
      '\'spec.metrics[0].type\' ("Pod") must be one of Resource, ContainerResource, Pods, Object, External',
      '\'spec.metrics[1].pods.metric.name\' ("") must be a text',
      '\'spec.metrics[1].pods.target.averageValue\' ("0") must be a quantity above zero',
      '\'spec.maxReplicas\' ("three") must be a whole number',
    ]),
  );
  expect(readHpaSpec(null)).toBeInstanceOf(Unreadable);
});
