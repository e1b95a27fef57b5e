import { Conditions } from '../../../src/rehearsal/controllers/hpa/conditions';
import { HpaController } from '../../../src/rehearsal/controllers/hpa/controller';
import { groupPods } from '../../../src/rehearsal/controllers/hpa/group-pods';
import { limitByBehavior } from '../../../src/rehearsal/controllers/hpa/limits';
import { DEFAULT_HPA_SETTINGS } from '../../../src/rehearsal/controllers/hpa/policy';
import { ScaleEvents } from '../../../src/rehearsal/controllers/hpa/rate-limits';
import { readHpaSpec } from '../../../src/rehearsal/controllers/hpa/read-policy';
import { type HpaPod, MetricError } from '../../../src/rehearsal/controllers/hpa/world';
import { Unreadable } from '../../../src/rehearsal/reader';
import { hpaPolicyOf, hpaWorldOf } from '../../support/hpa-world';

const policyOf = (spec: object) => hpaPolicyOf({ maxReplicas: 9, ...spec });

test('a condition remembers when its status changed, not when it was said again', () => {
  const conditions = new Conditions();
  conditions.set('AbleToScale', true, 'One', 'one', 1);
  conditions.set('AbleToScale', true, 'Two', 'two', 2);
  expect(conditions.list).toMatchObject([{ status: 'True', reason: 'Two', lastTransition: 1 }]);
  conditions.set('AbleToScale', false, 'Three', 'three', 3);
  expect(conditions.list).toMatchObject([{ status: 'False', reason: 'Three', lastTransition: 3 }]);
  expect(conditions.reasonOf('ScalingActive')).toBeNull();
});

test.each([
  ['what stays above the most', 5, 5, { minReplicas: 1, maxReplicas: 3 }, 5, 'DesiredWithinRange'],
  ['what stays below the least', 5, 5, { minReplicas: 7, maxReplicas: 9 }, 5, 'DesiredWithinRange'],
  ['the most', 2, 4, { minReplicas: 1, maxReplicas: 4 }, 4, 'DesiredWithinRange'],
  ['more than the most', 2, 5, { minReplicas: 1, maxReplicas: 4 }, 4, 'TooManyReplicas'],
  ['the least', 4, 2, { minReplicas: 2, maxReplicas: 9 }, 2, 'DesiredWithinRange'],
  ['less than the least', 4, 1, { minReplicas: 2, maxReplicas: 9 }, 2, 'TooFewReplicas'],
])('%s is limited to what is allowed', (_name, current, desired, bounds, replicas, reason) => {
  const { behavior } = policyOf({ behavior: {} });
  if (behavior === undefined) throw new Error('there is no behavior');
  expect(limitByBehavior(current, desired, bounds, behavior, new ScaleEvents(), 0)).toEqual({ replicas, reason });
});

test('after the time of initialization only a pod that was never ready is left out', () => {
  const now = 600_000;
  const pod = (since: number): HpaPod => ({ phase: 'Running', startTime: 0, ready: { isTrue: false, since } });
  const sample = { value: 1, at: now, window: 15_000 };
  // Ready once, if its condition changed later than half a minute after its start.
  const groups = groupPods([pod(29_999), pod(30_000)], [sample, sample], true, DEFAULT_HPA_SETTINGS, now);
  expect(groups).toMatchObject({ unready: [0], places: [1] });
});

/** A controller of one metric that wants as many replicas as it is told, and what it says. */
function obedient() {
  const metrics = [
    { type: 'External', external: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '1' } } },
  ];
  const said: string[] = [];
  const controller = new HpaController(policyOf({ metrics }), DEFAULT_HPA_SETTINGS, ({ message }) =>
    said.push(message),
  );
  const reconcile = (specReplicas: number, wanted: number, now: number) =>
    controller.reconcile(hpaWorldOf(specReplicas, { values: [wanted * 1000] }), now);
  return { reconcile, said };
}

test('who was made smaller by somebody goes back to what was recommended lately, for no reason that it names', () => {
  const { reconcile, said } = obedient();
  reconcile(6, 6, 15_000);
  expect(reconcile(4, 4, 30_000)).toBe(6);
  expect(reconcile(6, 8, 45_000)).toBe(8);
  expect(said).toEqual(['New size: 6; reason: ', 'New size: 8; reason: external metric m(nil) above target']);
});

test('bounds can change, and what it remembers can be asked', () => {
  const metrics = [
    { type: 'Pods', pods: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '1' } } },
  ];
  const controller = new HpaController(policyOf({ metrics, behavior: {} }));
  expect(controller.currentMetrics).toEqual([]);
  const world = (value: number) => hpaWorldOf(1, { values: [value] });
  controller.setBounds(1, 2);
  expect(controller.reconcile(world(9000), 15_000)).toBe(2);
  expect(controller.memory).toEqual({
    wanted: [
      [1, 15_000],
      [9, 15_000],
    ],
    scaleUps: [[1, 15_000]],
    scaleDowns: [],
  });
  controller.setBounds(3, 4);
  expect(controller.reconcile(world(1000), 30_000)).toBe(3);
});

test.each([
  ['a type that it does not have', { type: 'Utilization', value: '1' }, { type: 'Utilization', value: 0 }],
  ['such a type and a field of another', { type: 'Utilization', averageValue: '1' }, { type: 'Utilization', value: 0 }],
  ['the other field', { type: 'Value', averageValue: '1' }, { type: 'Utilization', value: 0 }],
  ['the other field, too', { type: 'AverageValue', value: '1' }, { type: 'Utilization', value: 0 }],
  ['both', { type: 'Value', averageValue: '1', value: '2' }, { type: 'Value', value: 2000 }],
])('the target of an Object by %s', (_name, target, expected) => {
  const object = { metric: { name: 'm' }, describedObject: { kind: 'Service', name: 's' }, target };
  expect(policyOf({ metrics: [{ type: 'Object', object }] }).metrics[0].target).toEqual(expected);
});

test.each([
  [{ type: 'External', external: { metric: { name: 'm' }, target: { value: '2' } } }, 'Value', 2000],
  [
    { type: 'External', external: { metric: { name: 'm' }, target: { value: '2', averageValue: '3' } } },
    'AverageValue',
    3000,
  ],
  [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 50 } } }, 'Utilization', 50],
])('the target of %j', (metric, type, value) => {
  expect(policyOf({ metrics: [metric] }).metrics[0].target).toEqual({ type, value });
});

test('a metric of pods needs an average', () => {
  const metrics = [{ type: 'Pods', pods: { metric: { name: 'm' }, target: { type: 'Value', value: '2' } } }];
  expect(readHpaSpec({ maxReplicas: 9, metrics })).toEqual(
    new Unreadable(["'spec.metrics[0].pods.target.averageValue' (nothing) must be a quantity above zero"]),
  );
});

test('an Object without a selector has none in its title', () => {
  const object = {
    metric: { name: 'm' },
    describedObject: { kind: 'Service', name: 's' },
    target: { type: 'AverageValue', averageValue: '1' },
  };
  expect(policyOf({ metrics: [{ type: 'Object', object }] }).metrics[0].title).toBe('external metric m(nil)');
});

test('a policy that says no more than it must is in the namespace default and selects nothing', () => {
  const said: string[] = [];
  const target = { type: 'Value', value: 1000 } as const;
  const metrics = [{ type: 'External', name: 'm', title: 'm', target }] as const;
  new HpaController({ minReplicas: 1, maxReplicas: 2, metrics }, DEFAULT_HPA_SETTINGS, ({ message }) =>
    said.push(message),
  ).reconcile(hpaWorldOf(1, { failure: new MetricError('gone') }), 0);
  expect(said[0]).toBe('unable to get external metric default/m/nil: gone');
});

test('from zero it goes where zero is the least, whatever the version', () => {
  const metrics = [
    { type: 'External', external: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '1' } } },
  ];
  const controller = new HpaController({ ...policyOf({ metrics }), minReplicas: 0 });
  expect(controller.reconcile(hpaWorldOf(0, { values: [2000] }), 0)).toBe(2);
});
