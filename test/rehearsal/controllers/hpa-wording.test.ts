import type { HpaMetricPolicy } from '../../../src/rehearsal/controllers/hpa/policy';
import { failureOf, selectorText, titleOf, wholeFailureOf } from '../../../src/rehearsal/controllers/hpa/wording';

type Metric = Omit<HpaMetricPolicy, 'title'>;

const utilization = { type: 'Utilization', value: 50 } as const;
const average = { type: 'AverageValue', value: 1000 } as const;
const whole = { type: 'Value', value: 1000 } as const;
const object = { kind: 'Service', name: 's' };

test.each<[Metric, string, string]>([
  [
    { type: 'Resource', name: 'cpu', target: utilization },
    'cpu resource utilization (percentage of request)',
    'failed to get cpu resource metric value: failed to get cpu utilization: lost',
  ],
  [
    { type: 'Resource', name: 'cpu', target: average },
    'cpu resource',
    'failed to get cpu resource metric value: failed to get cpu usage: lost',
  ],
  [
    { type: 'ContainerResource', name: 'cpu', container: 'app', target: utilization },
    'cpu container resource utilization (percentage of request)',
    'failed to get app container metric value: failed to get cpu utilization: lost',
  ],
  [
    { type: 'ContainerResource', name: 'cpu', container: 'app', target: average },
    'cpu resource',
    'failed to get app container metric value: failed to get cpu usage: lost',
  ],
  [{ type: 'Pods', name: 'queue', target: average }, 'pods metric queue', 'failed to get pods metric value: lost'],
  [
    { type: 'Object', name: 'queue', object, target: whole },
    'Service metric queue',
    'failed to get object metric value: lost',
  ],
  [
    { type: 'Object', name: 'queue', object, selector: 'some', target: average },
    'external metric queue(some)',
    'failed to get object metric value: failed to get queue object metric: lost',
  ],
  [
    { type: 'External', name: 'queue', target: average },
    'external metric queue(nil)',
    'failed to get queue external metric value: failed to get queue external metric: lost',
  ],
  [
    { type: 'External', name: 'queue', selector: 'some', target: whole },
    'external metric queue(some)',
    'failed to get queue external metric value: failed to get external metric queue: lost',
  ],
])('%j is called and complained of as by the controller', (metric, title, failure) => {
  expect(titleOf(metric)).toBe(title);
  expect(wholeFailureOf(metric, 'lost')).toBe(failure);
});

test('only of a resource an event names what failed', () => {
  expect(failureOf({ type: 'Resource', name: 'cpu', target: average }, 'lost')).toBe('failed to get cpu usage: lost');
  expect(failureOf({ type: 'Pods', name: 'queue', target: average }, 'lost')).toBe('lost');
});

test.each([
  [{}, 'nil'],
  [
    { matchLabels: { b: '2', a: '1', c: '3' } },
    '&LabelSelector{MatchLabels:map[string]string{a: 1,b: 2,c: 3,},MatchExpressions:[]LabelSelectorRequirement{},}',
  ],
  [
    {
      matchExpressions: [
        { key: 'a', operator: 'In', values: ['x', 'y'] },
        { key: 'b', operator: 'Exists' },
      ],
    },
    '&LabelSelector{MatchLabels:map[string]string{},MatchExpressions:[]LabelSelectorRequirement{LabelSelectorRequirement{Key:a,Operator:In,Values:[x y],},LabelSelectorRequirement{Key:b,Operator:Exists,Values:[],},},}',
  ],
])('the selector %j is printed as Go prints it', (selector, text) => {
  expect(selectorText(selector)).toBe(text);
});
