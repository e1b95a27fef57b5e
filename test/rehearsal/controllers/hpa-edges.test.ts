import type { HpaEvent } from '../../../src/rehearsal/controllers/hpa/conditions';
import { HpaController } from '../../../src/rehearsal/controllers/hpa/controller';
import type { HpaSettings } from '../../../src/rehearsal/controllers/hpa/policy';
import { hpaSettingsOf } from '../../../src/rehearsal/controllers/hpa/versions';
import { MetricError } from '../../../src/rehearsal/controllers/hpa/world';
import { hpaPolicyOf, hpaWorldOf, READY } from '../../support/hpa-world';

interface Case {
  readonly metric: object;
  /** Thousandths, one of each pod or series; nothing where a pod has no sample. */
  readonly values?: readonly (number | undefined)[];
  readonly current?: number;
  readonly pods?: number;
  readonly requests?: MetricError;
  readonly failure?: MetricError;
  readonly settings?: Partial<HpaSettings>;
}

const scaleDown = { stabilizationWindowSeconds: 0 };

/** What one tick of Kubernetes 1.35 comes to. */
function decide({ metric, values = [], current = 2, pods = current, requests, failure, settings }: Case) {
  const policy = hpaPolicyOf({ minReplicas: 0, maxReplicas: 50, metrics: [metric], behavior: { scaleDown } });
  const events: HpaEvent[] = [];
  const controller = new HpaController(policy, { ...hpaSettingsOf('1.35'), ...settings }, (event) =>
    events.push(event),
  );
  const world = hpaWorldOf(current, { values, pods: Array(pods).fill(READY), request: requests, failure });
  const size = controller.reconcile(world, 0);
  return { size, said: events.map(({ message }) => message), measured: controller.currentMetrics[0] };
}

const average = (value = '1') => ({ type: 'AverageValue', averageValue: value });
const external = (target: object, selector?: object) => ({
  type: 'External',
  external: { metric: { name: 'queue', selector }, target },
});
const pods = (value = '1') => ({ type: 'Pods', pods: { metric: { name: 'queue' }, target: average(value) } });
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } };
const lost = new MetricError('it is lost');

test.each([
  ['queue', external(average()), 'unable to get external metric default/queue/nil: it is lost'],
  [
    'queue with a selector',
    external(average(), { matchLabels: { app: 'a' } }),
    'unable to get external metric default/queue/&LabelSelector{MatchLabels:map[string]string{app: a,},MatchExpressions:[]LabelSelectorRequirement{},}: it is lost',
  ],
  ['pods', pods(), 'unable to get metric queue: it is lost'],
  ['a resource', cpu, 'unable to get metrics for resource cpu: it is lost'],
])('what is said of a failing metric: %s', (_name, metric, sentence) => {
  const { size, said } = decide({ metric, failure: lost });
  expect(size).toBe(2);
  expect(said[0]).toContain(sentence);
});

test('a sum below zero is the most there is as an average, and less than nothing as a value', () => {
  expect(decide({ metric: external(average()), values: [-5000] }).size).toBe(6);
  expect(decide({ metric: external({ type: 'Value', value: '1' }), values: [-5000] }).size).toBe(0);
});

test('at zero nothing is used on average', () => {
  expect(decide({ metric: external(average()), values: [0], current: 0 }).measured).toEqual({ replicas: 0, usage: 0 });
});

test('a value for all pods needs some', () => {
  const { size, said } = decide({ metric: external({ type: 'Value', value: '1' }), values: [5000], pods: 0 });
  expect(size).toBe(2);
  expect(said[0]).toContain(
    'unable to calculate ready pods: no pods returned by selector while calculating replica count',
  );
});

test('a share of the requests needs requests', () => {
  const { size, said } = decide({ metric: cpu, values: [900, 900], requests: new MetricError('no request') });
  expect(size).toBe(2);
  expect(said[0]).toContain('no request');
});

test('a proposal that the pods without a sample turn round is none', () => {
  // Three times the target for two of three pods, twice for all: six, of the ten that are wanted.
  expect(decide({ metric: pods(), values: [3000, 3000, undefined], current: 10, pods: 3 }).size).toBe(10);
});

test('on the target of a share a pod without a sample never counted as idle', () => {
  const { quirks } = hpaSettingsOf('1.27');
  expect(decide({ metric: cpu, values: [500, 500, undefined], current: 3, settings: { quirks } }).size).toBe(3);
});

test('what is within the distance of the tolerance was left alone by older versions', () => {
  const settings = { ...hpaSettingsOf('1.27'), tolerance: 0.5 };
  const sizes = [1400, 1500, 1501, 600, 500].map(
    (value) => decide({ metric: pods(), values: [value, value], settings }).size,
  );
  expect(sizes).toEqual([2, 2, 4, 2, 2]);
});
