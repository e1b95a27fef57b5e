import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import {
  Backend,
  Engine,
  HybridResourcePolicy,
  type HybridResourcePolicyProps,
  LlmInferenceService,
  type PodSelector,
  PreemptPolicy,
  ResourceUnit,
  type ResourceUnitOptions,
  TryNextPolicy,
} from '../../src';
import { errorsOf, type Manifest, newChart, newService, only } from '../support/chart';

const ON_PREMISES = ResourceUnit.ecs({ nodePool: 'np-on-premises' });
const LIMITED = ResourceUnit.ecs({ nodePool: 'np-on-premises', max: 2 });

function build(props: Partial<HybridResourcePolicyProps> = {}) {
  const chart = newChart();
  const policy = new HybridResourcePolicy(chart, 'Pools', {
    service: newService(chart),
    units: [ON_PREMISES],
    ...props,
  });
  return { chart, policy };
}

function manifest(props: Partial<HybridResourcePolicyProps> = {}): Manifest {
  const { chart } = build(props);
  expect(errorsOf(chart)).toEqual([]);
  return only(chart, 'ResourcePolicy');
}

test('the smallest policy', () => {
  expect(manifest()).toMatchInlineSnapshot(`
{
  "apiVersion": "scheduling.alibabacloud.com/v1alpha1",
  "kind": "ResourcePolicy",
  "metadata": {
    "name": "qwen-policy",
    "namespace": "llm",
  },
  "spec": {
    "selector": {
      "app": "isvc.qwen-predictor",
    },
    "strategy": "prefer",
    "units": [
      {
        "nodeSelector": {
          "alibabacloud.com/nodepool-id": "np-on-premises",
        },
        "resource": "ecs",
      },
    ],
  },
}
`);
});

describe('every prop reaches the output', () => {
  interface Entry {
    readonly given: Partial<HybridResourcePolicyProps>;
    readonly where: (manifest: Manifest) => unknown;
    readonly expected: unknown;
  }
  const entries: Record<keyof Omit<HybridResourcePolicyProps, 'service'>, Entry> = {
    units: { given: { units: [ResourceUnit.eci()] }, where: ({ spec }) => spec.units, expected: [{ resource: 'eci' }] },
    preemptPolicy: {
      given: { preemptPolicy: PreemptPolicy.BEFORE_NEXT_UNIT },
      where: ({ spec }) => spec.preemptPolicy,
      expected: 'BeforeNextUnit',
    },
    ignorePreviousPod: {
      given: { units: [LIMITED], ignorePreviousPod: true },
      where: ({ spec }) => spec.ignorePreviousPod,
      expected: true,
    },
    ignoreTerminatingPod: {
      given: { units: [LIMITED], ignoreTerminatingPod: false },
      where: ({ spec }) => spec.ignoreTerminatingPod,
      expected: false,
    },
    matchLabelKeys: {
      given: { units: [LIMITED], matchLabelKeys: ['pod-template-hash'] },
      where: ({ spec }) => spec.matchLabelKeys,
      expected: ['pod-template-hash'],
    },
    whenTryNextUnits: {
      given: { whenTryNextUnits: TryNextPolicy.EXCEED_MAX },
      where: ({ spec }) => spec.whenTryNextUnits,
      expected: { policy: 'ExceedMax' },
    },
    tryNextTimeout: {
      given: { whenTryNextUnits: TryNextPolicy.TIMEOUT, tryNextTimeout: Duration.minutes(2) },
      where: ({ spec }) => spec.whenTryNextUnits,
      expected: { policy: 'Timeout', timeout: '120s' },
    },
    metadata: {
      given: { metadata: { name: 'own', labels: { team: 'a' }, annotations: { note: 'b' } } },
      where: ({ metadata }) => metadata,
      expected: { name: 'own', namespace: 'llm', labels: { team: 'a' }, annotations: { note: 'b' } },
    },
  };

  test.each(Object.entries(entries))('%s', (_prop, { given, where, expected }) => {
    expect(where(manifest())).not.toEqual(expected);
    expect(where(manifest(given))).toEqual(expected);
  });

  test('every word of the enums is the one of the documentation', () => {
    expect(Object.values(PreemptPolicy)).toEqual(['AfterAllUnits', 'BeforeNextUnit']);
    expect(Object.values(TryNextPolicy)).toEqual([
      'LackResourceOrExceedMax',
      'ExceedMax',
      'TimeoutOrExceedMax',
      'LackResourceAndNoTerminating',
      'Timeout',
    ]);
  });
});

describe('units', () => {
  test.each(['ecs', 'eci', 'acs', 'elastic'] as const)('of the resource %s', (resource) => {
    expect(manifest({ units: [ResourceUnit[resource]()] }).spec.units).toEqual([{ resource }]);
  });

  const options: Record<keyof ResourceUnitOptions, [ResourceUnitOptions, object]> = {
    nodePool: [{ nodePool: 'np-1' }, { nodeSelector: { 'alibabacloud.com/nodepool-id': 'np-1' } }],
    nodeSelector: [{ nodeSelector: { zone: 'a' } }, { nodeSelector: { zone: 'a' } }],
    max: [{ max: 1 }, { max: 1 }],
    maxResources: [{ maxResources: { 'nvidia.com/gpu': '8' } }, { maxResources: { 'nvidia.com/gpu': '8' } }],
    podLabels: [{ podLabels: { pool: 'cloud' } }, { podLabels: { pool: 'cloud' } }],
    podAnnotations: [{ podAnnotations: { note: 'any text' } }, { podAnnotations: { note: 'any text' } }],
  };
  test.each(Object.entries(options))('with the option %s', (_option, [given, expected]) => {
    expect(manifest({ units: [ResourceUnit.ecs(given)] }).spec.units).toEqual([{ resource: 'ecs', ...expected }]);
  });

  test('stand in their order, and a pool adds to a selector', () => {
    const units = [
      ResourceUnit.ecs({ nodePool: 'np-1', nodeSelector: { gpu: 'a10' } }),
      ResourceUnit.elastic({ nodePool: 'np-2' }),
      ResourceUnit.eci(),
    ];
    expect(manifest({ units }).spec.units).toEqual([
      { resource: 'ecs', nodeSelector: { gpu: 'a10', 'alibabacloud.com/nodepool-id': 'np-1' } },
      { resource: 'elastic', nodeSelector: { 'alibabacloud.com/nodepool-id': 'np-2' } },
      { resource: 'eci' },
    ]);
  });
});

describe('the selector is that of the service', () => {
  test.each([
    ['of KServe', Backend.kserve(), { app: 'isvc.qwen-predictor' }],
    [
      'of a Deployment',
      Backend.deployment(),
      { 'app.kubernetes.io/name': 'qwen', 'app.kubernetes.io/component': 'inference-server' },
    ],
  ])('%s', (_what, backend, expected) => {
    const chart = newChart();
    const service = newService(chart, 'Qwen', { backend });
    new HybridResourcePolicy(chart, 'Pools', { service, units: [ON_PREMISES] });
    expect(service.podSelector).toEqual(expected);
    expect(only(chart, 'ResourcePolicy').spec.selector).toEqual(expected);
  });

  test.each<[Backend, PodSelector | undefined, PodSelector]>([
    [Backend.kserve(), undefined, { app: 'isvc.old-predictor' }],
    [Backend.deployment(), { tier: 'llm' }, { tier: 'llm' }],
  ])('of one that is known by its name (%#)', (backend, podSelector, expected) => {
    const chart = newChart();
    const props = { engine: Engine.vllm({ version: '0.11.0' }), podSelector, namespace: 'other' };
    const service = LlmInferenceService.fromName(chart, 'Old', 'old', backend, props);
    new HybridResourcePolicy(chart, 'Pools', { service, units: [ON_PREMISES] });
    expect(errorsOf(chart)).toEqual([]);
    const { metadata, spec } = only(chart, 'ResourcePolicy');
    expect(metadata).toEqual({ name: 'old-policy', namespace: 'other' });
    expect(spec.selector).toEqual(expected);
  });
});

test('the construct says what it made, and a JsonPatch of a field that nobody knows survives', () => {
  const { chart, policy } = build();
  expect([policy.name, policy.namespace]).toEqual(['qwen-policy', 'llm']);
  expect(ApiObject.of(policy)).toBe(policy.resourcePolicy);
  policy.resourcePolicy.addJsonPatch(JsonPatch.add('/spec/consumerRef', { kind: 'Job' }));
  expect(only(chart, 'ResourcePolicy').spec.consumerRef).toEqual({ kind: 'Job' });
});

test('the selector is not guessed for a Deployment that is known by its name only', () => {
  const chart = newChart();
  const props = { engine: Engine.vllm({ version: '0.11.0' }) };
  const service = LlmInferenceService.fromName(chart, 'Old', 'old', Backend.deployment(), props);
  new HybridResourcePolicy(chart, 'Pools', { service, units: [ON_PREMISES] });
  expect(errorsOf(chart)).toEqual([
    '[test/Pools] the pod selector of the service is empty and would select every pod of the namespace; give the service its podSelector (policy/selector)',
  ]);
});
