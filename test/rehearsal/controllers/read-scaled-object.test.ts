import { hpaSettingsOf } from '../../../src/rehearsal/controllers/hpa/versions';
import { readScaledObject } from '../../../src/rehearsal/controllers/keda/read-scaled-object';
import { readable, reasonsIn } from '../support';

const prometheus = (metadata: object = {}, more: object = {}) => ({
  type: 'prometheus',
  metadata: { serverAddress: 'http://p', query: 'q', threshold: '2', ...metadata },
  ...more,
});
const cron = (metadata: object = {}) => ({
  type: 'cron',
  metadata: { timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 18 * * *', desiredReplicas: '3', ...metadata },
});
const modifiers = (fields: object) => ({
  triggers: [prometheus({}, { name: 'a' })],
  advanced: { scalingModifiers: { formula: 'a * 2', target: '4', ...fields } },
});

function policyOf(spec: object, annotations: Readonly<Record<string, string>> = {}) {
  return readable(readScaledObject({ triggers: [prometheus()], ...spec }, annotations, 'gemma'));
}

const reasonsOf = (spec: object) => reasonsIn(readScaledObject({ triggers: [prometheus()], ...spec }));

test.each<[object, string]>([
  [{ triggers: [] }, "'spec.triggers' ([]) must have a trigger"],
  [{ pollingInterval: 0 }, "'spec.pollingInterval' (0) must be at least 1"],
  [
    { triggers: [prometheus({ threshold: '0' })] },
    '\'spec.triggers[0].metadata.threshold\' ("0") must be at least 0.001',
  ],
  [
    { triggers: [prometheus({ ignoreNullValues: 'maybe' })] },
    '\'spec.triggers[0].metadata.ignoreNullValues\' ("maybe") must be true or false',
  ],
  [
    { triggers: [cron({ timezone: 'Moon/Sea' })] },
    '\'spec.triggers[0].metadata.timezone\' ("Moon/Sea") must be an IANA time zone',
  ],
  [
    { triggers: [cron({ end: '0 8 * * *' })] },
    '\'spec.triggers[0].metadata.end\' ("0 8 * * *") must not be the same as start',
  ],
  [
    { triggers: [cron({ desiredReplicas: '0' })] },
    '\'spec.triggers[0].metadata.desiredReplicas\' ("0") must be a whole number and not 0',
  ],
  [
    { triggers: [cron({ desiredReplicas: '1.5' })] },
    '\'spec.triggers[0].metadata.desiredReplicas\' ("1.5") must be a whole number and not 0',
  ],
  [modifiers({ target: '0' }), '\'spec.advanced.scalingModifiers.target\' ("0") must be above zero'],
  [
    modifiers({ formula: 'a > 1' }),
    '\'spec.advanced.scalingModifiers.formula\' ("a > 1") must be valid: it gives no number',
  ],
])('%j is refused', (spec, reason) => {
  expect(reasonsOf(spec)).toEqual([reason]);
});

test.each([
  [undefined, true],
  ['', true],
  ['T', true],
  ['0', false],
])('null values are ignored with %j: %s', (ignoreNullValues, expected) => {
  expect(policyOf({ triggers: [prometheus({ ignoreNullValues })] }).triggers).toMatchObject([
    { ignoreNullValues: expected },
  ]);
});

test.each([
  ['cpu', { metricType: 'Utilization', metadata: { value: '50' } }, 'Resource', 50],
  ['memory', { metricType: 'AverageValue', metadata: { value: '2' } }, 'Resource', 2000],
  ['cpu', { metricType: 'Utilization', metadata: { value: '50', containerName: 'app' } }, 'ContainerResource', 50],
])('a trigger of %s with %j is a metric of type %s', (type, fields, kind, value) => {
  expect(policyOf({ triggers: [{ type, ...fields }, prometheus()] }).hpa.metrics).toMatchObject(
    kind === 'Resource'
      ? [{ type: 'External' }, { type: kind, name: type, target: { value } }]
      : [{ type: kind, name: type, container: 'app', target: { value } }, { type: 'External' }],
  );
});

test('a formula takes the place of the triggers', () => {
  const policy = policyOf({ ...modifiers({ target: '1.5', metricType: 'Value', activationTarget: '3' }) });
  expect(policy.modifiers).toEqual({
    formula: 'a * 2',
    target: 1.5,
    hasWholeTarget: false,
    activationTarget: 3,
    metricType: 'Value',
  });
  expect(policy.hpa.metrics).toMatchObject([{ type: 'External', target: { type: 'Value', value: 1500 } }]);
});

test.each([
  [{ failureThreshold: 3, replicas: 2 }, {}, { behavior: 'static', isValid: true }],
  [{ failureThreshold: -1, replicas: 2 }, {}, { isValid: false }],
  [{ failureThreshold: 3, replicas: -2 }, {}, { isValid: false }],
  // KEDA reads the target of a formula as a whole number there.
  [{ failureThreshold: 3, replicas: 2 }, modifiers({}), { isValid: true }],
  [{ failureThreshold: 3, replicas: 2 }, modifiers({ target: '1.5' }), { isValid: false }],
])('the fallback %j beside %j is %j', (fallback, spec, expected) => {
  expect(policyOf({ ...spec, fallback }).fallback).toMatchObject(expected);
});

test.each([
  [{}, { isPaused: false, isScaleInPaused: false, isScaleOutPaused: false, isActivationForced: false }],
  [{ paused: 'true' }, { isPaused: true }],
  [{ paused: 'false' }, { isPaused: false }],
  [{ 'paused-replicas': '3' }, { isPaused: true, pausedReplicas: 3 }],
  [{ 'paused-replicas': '12' }, { isPaused: true, pausedReplicas: 12 }],
  [{ 'force-activation': 'true' }, { isActivationForced: true }],
])('the annotations %j mean %j', (given, expected) => {
  const annotations = Object.entries(given).map(([name, value]) => [`autoscaling.keda.sh/${name}`, value]);
  expect(policyOf({}, Object.fromEntries(annotations)).annotations).toMatchObject(expected);
});

test.each(['many', '3 or 4', 'about 3', ''])('a pause at %j replicas keeps those that there are', (replicas) => {
  const { annotations } = policyOf({}, { 'autoscaling.keda.sh/paused-replicas': replicas });
  expect([annotations.isPaused, annotations.pausedReplicas]).toEqual([true, undefined]);
});

test.each([
  ['+4', true],
  ['12', true],
  ['4.0', false],
])('a target of %j for a formula is whole: %s', (target, hasWholeTarget) => {
  expect(policyOf(modifiers({ target })).modifiers?.hasWholeTarget).toBe(hasWholeTarget);
});

test.each(['4x', 'x4'])('a target of %j for a formula is no number', (target) => {
  expect(reasonsOf(modifiers({ target }))).toEqual([
    `'spec.advanced.scalingModifiers.target' ("${target}") must be a number`,
  ]);
});

test('the metrics of the HPA are told apart by the name of the ScaledObject', () => {
  const selector =
    '&LabelSelector{MatchLabels:map[string]string{scaledobject.keda.sh/name: gemma,},MatchExpressions:[]LabelSelectorRequirement{},}';
  expect(policyOf({}).hpa.metrics).toMatchObject([{ name: 's0-prometheus', selector }]);
});

test('a trigger without a name is called by its place', () => {
  const policy = policyOf({ triggers: [prometheus(), prometheus({}, { name: '' }), prometheus({}, { name: 'c' })] });
  expect(policy.triggers.map((trigger) => 'name' in trigger && trigger.name)).toEqual(['0', '1', 'c']);
});

test('the least threshold is a thousandth, and times may have blanks around', () => {
  const policy = policyOf({ triggers: [prometheus({ threshold: '0.001' }), cron({ start: ' 0 8 * * * ' })] });
  expect(policy.triggers).toMatchObject([{ thresholdMilli: 1 }, { start: '0 8 * * *' }]);
});

test('a formula may come to nothing where it asks for that, and must be one that can be calculated', () => {
  expect(policyOf(modifiers({ formula: 'nil ?? nil' })).modifiers?.formula).toBe('nil ?? nil');
  expect(reasonsOf(modifiers({ formula: 'nil' }))).toEqual([
    '\'spec.advanced.scalingModifiers.formula\' ("nil") must be valid: it gives no number',
  ]);
  expect(reasonsOf(modifiers({ formula: 'a + b' }))).toEqual([
    '\'spec.advanced.scalingModifiers.formula\' ("a + b") must be valid: unknown name b',
  ]);
  expect(reasonsOf(modifiers({ formula: 'a > 1 ?? a' }))).toEqual([
    '\'spec.advanced.scalingModifiers.formula\' ("a > 1 ?? a") must be valid: it gives no number',
  ]);
});

test.each([
  ['paused-scale-in', { scaleDown: { selectPolicy: 'Disabled' }, scaleUp: { stabilizationWindowSeconds: 5 } }],
  ['paused-scale-out', { scaleUp: { selectPolicy: 'Disabled', stabilizationWindowSeconds: 5 } }],
])('%s forbids a direction to the HPA, and leaves the rest', (annotation, expected) => {
  const behavior = { scaleUp: { stabilizationWindowSeconds: 5 } };
  const spec = { advanced: { horizontalPodAutoscalerConfig: { behavior } } };
  const annotations = { [`autoscaling.keda.sh/${annotation}`]: 'true' };
  expect(policyOf(spec, annotations).hpa.behavior).toMatchObject(expected);
  expect(policyOf({}, annotations).hpa.behavior).toMatchObject({
    [annotation === 'paused-scale-in' ? 'scaleDown' : 'scaleUp']: { selectPolicy: 'Disabled' },
  });
});

test.each([
  ['1.20', '1.27'],
  ['v1.99.3', '1.36'],
  ['2.0', '1.36'],
  ['2.1.30', '1.36'],
  ['', '1.36'],
])('the controller of Kubernetes %j is that of %s', (version, known) => {
  expect(hpaSettingsOf(version)).toEqual(hpaSettingsOf(known));
});
