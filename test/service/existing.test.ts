import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-29';
import { KubeDeployment } from 'cdk8s-plus-29/lib/imports/k8s';
import {
  Backend,
  Engine,
  EngineMetric,
  GpuHpa,
  type ILlmInferenceService,
  LlmInferenceService,
  type ObjectReference,
} from '../../src';
import { errorsOf, newChart, newService, only, synth } from '../support/chart';

const engine = Engine.vllm({ version: '0.11.0' });
const RUNNING = EngineMetric.RUNNING_REQUESTS.target(2);

/** A Deployment in every form in which an app may have one. */
const DEPLOYMENTS: [string, (chart: Chart) => ObjectReference][] = [
  [
    'KubeDeployment of cdk8s-plus-29',
    (chart) =>
      new KubeDeployment(chart, 'Own', {
        metadata: { name: 'gemma' },
        spec: { selector: {}, template: { spec: { containers: [{ name: 'main', image: 'mine:1.0' }] } } },
      }),
  ],
  [
    'Deployment of cdk8s-plus-29',
    (chart) => new kplus.Deployment(chart, 'Own', { metadata: { name: 'gemma' }, containers: [{ image: 'mine:1.0' }] }),
  ],
  [
    'bare ApiObject',
    (chart) => new ApiObject(chart, 'Own', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'gemma' } }),
  ],
  ['name', () => ({ name: 'gemma' })],
];

/** Declares one HPA on a service and gives what the HPA refers to. */
function scaledBy(chart: Chart, target: ILlmInferenceService) {
  new GpuHpa(chart, 'Hpa', { target, maxReplicas: 3, metrics: [RUNNING] });
  const { metadata, spec } = only(chart, 'HorizontalPodAutoscaler');
  return { name: metadata.name, namespace: metadata.namespace, target: spec.scaleTargetRef, metrics: spec.metrics };
}

describe.each(DEPLOYMENTS)('a Deployment that is given as %s', (_, declare) => {
  test('states its facts and declares nothing of its own', () => {
    const chart = newChart();
    const object = declare(chart);
    const before = synth(chart).length;
    const service = LlmInferenceService.fromDeployment(chart, 'Gemma', object, { engine });
    expect(synth(chart)).toHaveLength(before);
    expect(service).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'gemma',
      namespace: 'llm',
      scaleTarget: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'gemma' },
      podSelector: {},
    });
  });

  test('is scaled by a GpuHpa', () => {
    const chart = newChart();
    const target = LlmInferenceService.fromDeployment(chart, 'Gemma', declare(chart), { engine });
    expect(scaledBy(chart, target)).toEqual({
      name: 'gemma-hpa',
      namespace: 'llm',
      target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'gemma' },
      metrics: [
        {
          type: 'Pods',
          pods: { metric: { name: 'vllm_num_requests_running' }, target: { type: 'AverageValue', averageValue: '2' } },
        },
      ],
    });
  });
});

describe('an InferenceService that exists', () => {
  const reference = (chart: Chart) =>
    new ApiObject(chart, 'Own', {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'qwen' },
    });

  test.each<[string, (chart: Chart) => ILlmInferenceService]>([
    ['an ApiObject', (chart) => LlmInferenceService.fromInferenceService(chart, 'Qwen', reference(chart), { engine })],
    ['its name', (chart) => LlmInferenceService.fromName(chart, 'Qwen', 'qwen', Backend.kserve(), { engine })],
  ])('is known by %s', (_, declare) => {
    const chart = newChart();
    const service = declare(chart);
    expect(service).toMatchObject({
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      name: 'qwen',
      namespace: 'llm',
      scaleTarget: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' },
      podSelector: { app: 'isvc.qwen-predictor' },
    });
    expect(scaledBy(chart, service)).toMatchObject({
      name: 'qwen-hpa',
      target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' },
    });
  });
});

describe('what is said of an existing service', () => {
  const from = (chart: Chart, name: string, props = {}) =>
    LlmInferenceService.fromName(chart, 'Existing', name, Backend.deployment(), { engine, ...props });

  test('wins over the defaults', () => {
    const service = from(newChart(), 'gemma', { namespace: 'apart', podSelector: { tier: 'serving' } });
    expect([service.namespace, service.podSelector]).toEqual(['apart', { tier: 'serving' }]);
  });

  test('is where its scaler goes', () => {
    const chart = newChart();
    expect(scaledBy(chart, from(chart, 'gemma', { namespace: 'apart' })).namespace).toBe('apart');
  });

  test('leaves the namespace to the apply where the chart has none', () => {
    const chart = new Chart(Testing.app(), 'test');
    expect(from(chart, 'gemma').namespace).toBeUndefined();
  });

  test('may be that its pods are not scraped, and then its metrics cannot be used', () => {
    const chart = newChart();
    const target = from(chart, 'gemma', { isScraped: false });
    new GpuHpa(chart, 'Hpa', { target, maxReplicas: 3, metrics: [RUNNING] });
    expect(errorsOf(chart)).toEqual([expect.stringMatching(/^\[test\/Hpa\] .*\(metric\/not-scraped\)$/)]);
  });

  test.each(['7b-chat', 'llama.v3', 'n'.repeat(253)])('may be a name that a Deployment can have: %s', (name) => {
    const chart = newChart();
    from(chart, name);
    expect(errorsOf(chart)).toEqual([]);
  });

  test.each([
    ['capitals', 'Gemma', '"Gemma"'],
    ['nothing', '', '""'],
    ['a slash', 'a/b', '"a/b"'],
    ['NaN', Number.NaN as unknown as string, 'NaN'],
    ['254 characters', 'n'.repeat(254), `"${'n'.repeat(79)}…`],
  ])('is not a name of %s', (_, name, shown) => {
    const chart = newChart();
    from(chart, name);
    expect(errorsOf(chart)).toEqual([
      `[test/Existing] 'name' (${shown}) must consist of lower-case letters, digits, '-' and '.', at most 253 characters, and start and end with a letter or digit; use the name of an existing object (name/syntax)`,
    ]);
  });

  test('is not a namespace that cannot be', () => {
    const chart = newChart();
    from(chart, 'gemma', { namespace: 'Kube System' });
    expect(errorsOf(chart)).toEqual([
      `[test/Existing] 'namespace' ("Kube System") must be a DNS label: lower-case letters, digits and '-', at most 63 characters; use the name of an existing namespace (name/syntax)`,
    ]);
  });
});

test('a service of the app and the same one by its name are one target', () => {
  const chart = newChart();
  const own = newService(chart, 'Qwen');
  const known = LlmInferenceService.fromName(chart, 'Known', 'qwen', Backend.kserve(), { engine });
  new GpuHpa(chart, 'A', { target: own, maxReplicas: 3, metrics: [RUNNING] });
  new GpuHpa(chart, 'B', { target: known, maxReplicas: 3, metrics: [RUNNING], metadata: { name: 'other' } });
  expect(errorsOf(chart).join('\n')).toContain('(scaler/two-scalers)');
});
