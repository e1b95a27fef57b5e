import { Unreadable } from '../../../src/rehearsal/reader';
import { currentPolicy } from '../../../src/rehearsal/suggest/current';
import { neighboursOf } from '../../../src/rehearsal/suggest/neighbours';
import { suggestionMarkdown, suggestionNotes } from '../../../src/rehearsal/suggest/render';
import { type Suggestion, suggest } from '../../../src/rehearsal/suggest/suggest';
import { type Axis, type Policy, parseSweep, policiesOf, policyText } from '../../../src/rehearsal/sweep/grammar';
import { parseTraffic } from '../../../src/rehearsal/trace/spec';
import type { TrafficSource } from '../../../src/rehearsal/trace/traffic';
import type { Fields } from '../../../src/stack/fields';
import { scaledObject, workload } from '../findings/support';
import { stackGraph } from '../stack/support';

const hpa = (spec: object): Fields => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  spec: { maxReplicas: 4, ...spec },
});
const resource = (target: object | undefined) => ({ type: 'Resource', resource: { name: 'cpu', target } });
const keda = (spec: object): Fields => ({ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', spec });
const kserve = (predictor: object, autoscalerClass = 'hpa'): Fields => ({
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: { annotations: { 'serving.kserve.io/autoscalerClass': autoscalerClass } },
  spec: { predictor },
});
const trigger = (metadata: object | undefined, name?: unknown) => ({ type: 'prometheus', name, metadata });
const OF_HPA = 'minReplicas=1, maxReplicas=4, stabilization=5m';
const OF_KEDA = 'minReplicas=0, maxReplicas=100, stabilization=5m';

describe('the current policy is read from', () => {
  test.each<[string, Fields, string]>([
    ['a utilization', hpa({ metrics: [resource({ averageUtilization: 70 })] }), `target=70, ${OF_HPA}`],
    ['an average of a resource', hpa({ metrics: [resource({ averageValue: '500m' })] }), `target=0.5, ${OF_HPA}`],
    [
      'a value of an External metric',
      hpa({ metrics: [{ type: 'External', external: { metric: { name: 'q' }, target: { value: '12' } } }] }),
      `target=12, ${OF_HPA}`,
    ],
    ['an HPA without metrics', hpa({}), OF_HPA],
    [
      'no metric that is not written to its end',
      hpa({
        metrics: [
          {},
          { type: 'Pods' },
          resource(undefined),
          resource({ averageValue: 'many' }),
          { type: 'Pods', pods: { target: { averageValue: '4' } } },
        ],
      }),
      OF_HPA,
    ],
    ['a threshold', keda({ triggers: [trigger({ threshold: '2.5' })] }), `target=2.5, ${OF_KEDA}`],
    ['a value', keda({ triggers: [trigger({ value: '60' })] }), `target=60, ${OF_KEDA}`],
    [
      'triggers by their names, and no schedule',
      keda({
        triggers: [trigger({ threshold: '2' }, 'a'), { type: 'cron', metadata: {} }, trigger({ value: '3' }, 'b')],
      }),
      `target:a=2, target:b=3, ${OF_KEDA}`,
    ],
    ['no trigger without a number', keda({ triggers: [trigger(undefined), trigger({ threshold: 'x' })] }), OF_KEDA],
    ['a ScaledObject without triggers', keda({ minReplicaCount: 2 }), OF_KEDA.replace('=0', '=2')],
    [
      'an InferenceService',
      kserve({ minReplicas: 2, maxReplicas: 6, scaleTarget: 8 }),
      'target=8, minReplicas=2, maxReplicas=6',
    ],
    ['an InferenceService without a target', kserve({ maxReplicas: 6 }), 'minReplicas=1, maxReplicas=6'],
  ])('%s', (_, object, expected) => expect(policyText(currentPolicy(stackGraph(object)) as Policy)).toBe(expected));

  test.each<[string, Fields]>([
    ['an InferenceService that somebody else scales', kserve({ maxReplicas: 6 }, 'external')],
    ['a ScaledObject of another group', { ...keda({}), apiVersion: 'example.com/v1' }],
    ['anything else', { apiVersion: 'apps/v1', kind: 'Deployment', spec: {} }],
  ])('not %s', (_, object) =>
    expect(currentPolicy(stackGraph(object))).toEqual(
      new Unreadable([
        'there is nothing to suggest: no HorizontalPodAutoscaler and no ScaledObject is among the manifests',
      ]),
    ),
  );
});

test.each([
  ['target=0.5', 'coarse', ['target=0.25', 'target=1']],
  ['target=0.5', 'fine', ['target=0.38', 'target=0.63']],
  ['target=1', 'coarse', ['target=0.5', 'target=2']],
  ['minReplicas=700', 'coarse', ['minReplicas=350']],
  ['maxReplicas=1', 'fine', ['maxReplicas=2']],
  ['stabilization=0s', 'fine', ['stabilization=1m']],
] as const)('the neighbours of %s by a %s step', (text, step, expected) => {
  const [policy] = policiesOf(parseSweep(text) as readonly Axis[]);
  expect(neighboursOf(policy, step).map(policyText)).toEqual(expected);
});

describe('a suggestion', () => {
  const stack = [...workload(), scaledObject({ minReplicaCount: 1, maxReplicaCount: 2 })] as Fields[];
  const objectives = [{ name: 'e2e-p50=10m', measure: 'e2e', quantile: 0.5, seconds: 600 }] as const;
  const traffic = parseTraffic('constant:rate=0.2,duration=2m', { seed: 1, durationMs: 120_000 }) as TrafficSource;

  test('needs something to suggest, and what can be rehearsed', () => {
    expect(suggest([], { traffic, objectives })).toBeInstanceOf(Unreadable);
    expect(suggest(stack, { traffic })).toEqual(
      new Unreadable(['a suggestion needs an objective; give --slo, such as --slo ttft-p95=2s']),
    );
    expect(suggest(stack, { traffic, objectives, service: 'llm/other' })).toEqual(
      new Unreadable([expect.stringMatching(/^with target=16, .*: 'service' \(llm\/other\) must be one of /)]),
    );
  });

  test('says so where nothing has to be changed', () => {
    const made = suggest(stack, { traffic, objectives }) as Suggestion;
    expect(made.tried).toBeLessThanOrEqual(80);
    const same: Suggestion = { ...made, proposed: made.current, changes: [], rejected: [] };
    expect(suggestionNotes(same)).toEqual([
      'Keep it as it is: target=16, minReplicas=1, maxReplicas=2, stabilization=5m.',
      `It is the cheapest of ${made.tried} rehearsed policies that meets the objectives.`,
    ]);
    expect(suggestionMarkdown(same)).not.toContain('| neighbour |');
  });
});
