import { ApiObject, Chart, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-29';
import {
  Backend,
  Engine,
  EngineMetric,
  GpuHpa,
  KedaLlmScaler,
  KServeScaling,
  LlmInferenceService,
  Percent,
  ResourceMetric,
  type ScalerProps,
  type ScaleTarget,
} from '../../src';
import { completeCluster, errorsOf, newChart, newService, only } from '../support/chart';

const BOTH = [
  ['GpuHpa', GpuHpa, 'HorizontalPodAutoscaler', 'hpa'],
  ['KedaLlmScaler', KedaLlmScaler, 'ScaledObject', 'keda'],
] as const;

const onCpu = { maxReplicas: 4, metrics: [ResourceMetric.CPU.target(Percent.of(50))] };
const onRequests = { maxReplicas: 4, metrics: [EngineMetric.RUNNING_REQUESTS.target(8)] };

describe.each(BOTH)('%s', (_name, Scaler, kind, suffix) => {
  test('scales a Deployment of cdk8s-plus-29', () => {
    const chart = newChart();
    const target = new kplus.Deployment(chart, 'Web', {
      metadata: { name: 'web' },
      containers: [{ image: 'nginx:1.29', resources: { memory: { request: Size.mebibytes(64) } } }],
    });
    new Scaler(chart, 'Scaler', { target, ...onCpu });
    expect(errorsOf(chart)).toEqual([]);
    const { metadata, spec } = only(chart, kind);
    expect(metadata).toEqual({ name: `web-${suffix}`, namespace: 'llm' });
    expect(spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' });
  });

  test('scales a bare ApiObject of any kind', () => {
    const chart = newChart();
    const target = new ApiObject(chart, 'Own', {
      apiVersion: 'example.org/v1',
      kind: 'Fleet',
      metadata: { name: 'f' },
    });
    new Scaler(chart, 'Scaler', { target, ...onCpu, metadata: { namespace: 'fleets' } });
    expect(errorsOf(chart)).toEqual([]);
    expect(only(chart, kind).metadata.namespace).toBe('fleets');
    expect(only(chart, kind).spec.scaleTargetRef).toEqual({ apiVersion: 'example.org/v1', kind: 'Fleet', name: 'f' });
  });

  test('refuses an engine metric of a target whose pods are not known, and names the way out', () => {
    const chart = newChart();
    new Scaler(chart, 'Scaler', { target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, ...onRequests });
    expect(errorsOf(chart)).toEqual([
      "[test/Scaler] 'metrics[0]' is measured on pods, and of this target no pods are known; give an LlmInferenceService (fromDeployment, fromInferenceService or fromName for one that exists), or a RawMetric (metric/needs-pods)",
    ]);
  });

  test.each([
    ['fromDeployment', 'web'],
    ['fromInferenceService', 'web-predictor'],
  ] as const)('takes an engine metric of a service made by %s', (factory, deployment) => {
    const chart = newChart();
    const target = LlmInferenceService[factory](
      chart,
      'Web',
      { name: 'web' },
      { engine: Engine.sglang({ version: '0.5.0' }) },
    );
    new Scaler(chart, 'Scaler', { target, ...onRequests });
    expect(errorsOf(chart)).toEqual([]);
    expect(only(chart, kind).metadata.name).toBe(`web-${suffix}`);
    expect(only(chart, kind).spec.scaleTargetRef.name).toBe(deployment);
  });

  test.each<[string, ScaleTarget, string[]]>([
    [
      'an InferenceService',
      { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', name: 'qwen' },
      [
        'the kind InferenceService has no scale subresource of its own; wrap it: LlmInferenceService.fromInferenceService(…) (scaler/target)',
      ],
    ],
    [
      'an HPA',
      { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'qwen' },
      ['the kind HorizontalPodAutoscaler has no scale subresource of its own; give what it scales (scaler/target)'],
    ],
    [
      'a ScaledObject',
      { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'qwen' },
      ['the kind ScaledObject has no scale subresource of its own; give what it scales (scaler/target)'],
    ],
    [
      'a Pod',
      { apiVersion: 'v1', kind: 'Pod', name: 'qwen' },
      ['the kind Pod has no scale subresource of its own; give the Deployment that makes it (scaler/target)'],
    ],
    [
      'nothing',
      { apiVersion: '', kind: undefined as unknown as string, name: 'qwen' },
      [
        '\'target.apiVersion\' ("") must be given; give a workload (scaler/target)',
        "'target.kind' (undefined) must be given; give a workload (scaler/target)",
      ],
    ],
  ])('refuses to scale %s', (_what, target, expected) => {
    const chart = newChart();
    new Scaler(chart, 'Scaler', { target, ...onCpu });
    expect(errorsOf(chart)).toEqual(expected.map((text) => `[test/Scaler] ${text}`));
  });

  test('refuses a namespace that is not that of the service', () => {
    const chart = newChart();
    new Scaler(chart, 'Scaler', { target: newService(chart), ...onRequests, metadata: { namespace: 'other' } });
    expect(errorsOf(chart)).toContain(
      '[test/Scaler] \'metadata.namespace\' ("other") must be that of the service (llm); leave it out (scaler/target)',
    );
  });

  test('refuses a namespace of its own where that of the service is left to the apply', () => {
    const chart = new Chart(Testing.app(), 'test');
    completeCluster().applyTo(chart);
    new Scaler(chart, 'Scaler', { target: newService(chart), ...onCpu, metadata: { namespace: 'other' } });
    expect(errorsOf(chart)).toContain(
      '[test/Scaler] \'metadata.namespace\' ("other") must be that of the service (the one of the apply); leave it out (scaler/target)',
    );
  });

  test.each<[string, Partial<ScalerProps>, string[]]>([
    [
      'bounds out of order',
      { minReplicas: 5 },
      [
        "'maxReplicas' (4) must be at least 'minReplicas' (5); raise maxReplicas or lower minReplicas (hpa/replica-bounds)",
      ],
    ],
    [
      'a fraction',
      { maxReplicas: 2.5 },
      ["'maxReplicas' (2.5) must be a whole number of at least 1; give such a number (value/number)"],
    ],
    [
      'no number',
      { minReplicas: Number.NaN },
      [
        `'minReplicas' (NaN) must be a whole number of at least ${suffix === 'hpa' ? 1 : 0}; give such a number (value/number)`,
      ],
    ],
    [
      'a maximum of none',
      { maxReplicas: 0 },
      ["'maxReplicas' (0) must be a whole number of at least 1; give such a number (value/number)"],
    ],
    [
      'text',
      { maxReplicas: '3' as unknown as number },
      ['\'maxReplicas\' ("3") must be a whole number of at least 1; give such a number (value/number)'],
    ],
    [
      'more than int32 holds',
      { maxReplicas: 2 ** 31 },
      [
        "'maxReplicas' (2147483648) must be a whole number of at least 1 (at most 2147483647); give such a number (value/number)",
      ],
    ],
    [
      'a name with capitals',
      { metadata: { name: 'Qwen_HPA' } },
      [
        "'metadata.name' (\"Qwen_HPA\") must consist of lower-case letters, digits and '-', start with a letter and not end with '-'; choose such a name (name/syntax)",
      ],
    ],
    [
      'the name of what KServe makes',
      { metadata: { name: 'qwen-predictor' } },
      [
        '\'metadata.name\' ("qwen-predictor") must not be the name of what KServe makes, which deletes it; use another name (name/reserved)',
      ],
    ],
    [
      'a label that is none',
      { metadata: { labels: { model: 'Qwen/Qwen2.5' } } },
      [
        '\'metadata.labels.model\' ("Qwen/Qwen2.5") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)',
      ],
    ],
  ])('refuses %s', (_what, props, expected) => {
    const chart = newChart();
    new Scaler(chart, 'Scaler', { target: newService(chart), ...onRequests, ...props });
    expect(errorsOf(chart)).toEqual(expected.map((text) => `[test/Scaler] ${text}`));
  });
});

test('an HPA does not scale to zero', () => {
  const chart = newChart();
  new GpuHpa(chart, 'Scaler', { target: newService(chart), ...onRequests, minReplicas: 0 });
  expect(errorsOf(chart)).toEqual([
    "[test/Scaler] 'minReplicas' (0) must be at least 1, since an HPA does not scale to zero; use a KedaLlmScaler for that (hpa/replica-bounds)",
  ]);
});

test('a plain Deployment reserves no name', () => {
  const chart = newChart();
  const target = newService(chart, 'Qwen', { backend: Backend.deployment() });
  new GpuHpa(chart, 'Scaler', { target, ...onRequests, metadata: { name: 'qwen-predictor' } });
  expect(errorsOf(chart)).toEqual([]);
});

test('names have the room that each controller leaves them', () => {
  for (const [Scaler, most] of [
    [GpuHpa, 63],
    [KedaLlmScaler, 54],
  ] as const)
    for (const length of [most, most + 1]) {
      const chart = newChart();
      const name = 'a'.repeat(length);
      new Scaler(chart, 'Scaler', { target: newService(chart), ...onRequests, metadata: { name } });
      expect(errorsOf(chart)).toEqual(
        length === most
          ? []
          : [
              `[test/Scaler] 'metadata.name' ("${name}") must have at most ${most} characters, not ${length}; shorten it (name/too-long)`,
            ],
      );
    }
});

describe('one target has one scaler', () => {
  const build = (first: typeof GpuHpa | typeof KedaLlmScaler, second: typeof GpuHpa | typeof KedaLlmScaler) => {
    const chart = newChart();
    const target = newService(chart);
    new first(chart, 'First', { target, ...onRequests, metadata: { name: 'one' } });
    new second(chart, 'Second', { target, ...onRequests, metadata: { name: 'two' } });
    return errorsOf(chart);
  };
  test.each(BOTH.flatMap(([, A]) => BOTH.map(([, B]) => [A.name, B.name, A, B] as const)))(
    'a %s and a %s are refused, and both are named',
    (first, second, A, B) => {
      expect(build(A, B)).toEqual([
        `[test/First] Deployment 'qwen-predictor' is scaled already, by the ${second} at test/Second; keep one of them and give it all metrics (scaler/two-scalers)`,
        `[test/Second] Deployment 'qwen-predictor' is scaled already, by the ${first} at test/First; keep one of them and give it all metrics (scaler/two-scalers)`,
      ]);
    },
  );

  test('a service that KServe scales takes no scaler', () => {
    const chart = newChart();
    const target = newService(chart, 'Qwen', { scaling: KServeScaling.cpu(Percent.of(10), { maxReplicas: 3 }) });
    new GpuHpa(chart, 'Scaler', { target, ...onRequests });
    expect(errorsOf(chart)).toEqual([
      "[test/Scaler] Deployment 'qwen-predictor' is scaled already, by the scaling of the service at test/Qwen; keep one of them and give it all metrics (scaler/two-scalers)",
    ]);
  });

  test('the same Deployment by another version of its API is the same target', () => {
    const chart = newChart();
    for (const version of ['v1', 'v2'])
      new GpuHpa(chart, version, {
        target: { apiVersion: `apps/${version}`, kind: 'Deployment', name: 'web' },
        ...onCpu,
        metadata: { name: version },
      });
    expect(errorsOf(chart)).toHaveLength(2);
  });

  test('targets of one name in two namespaces or two clusters are two', () => {
    const app = Testing.app();
    const charts = ['east', 'west'].map((id) => {
      const chart = new Chart(app, id, { namespace: 'a' });
      completeCluster().applyTo(chart);
      new GpuHpa(chart, 'Scaler', { target: newService(chart), ...onRequests });
      const neighbor = newService(chart, 'Neighbor', { metadata: { name: 'qwen', namespace: 'b' } });
      new GpuHpa(chart, 'NeighborScaler', { target: neighbor, ...onRequests });
      return chart;
    });
    expect(charts.map(errorsOf)).toEqual([[], []]);
  });

  test('two scalers of one name in one namespace are refused', () => {
    const chart = newChart();
    for (const id of ['One', 'Two'])
      new GpuHpa(chart, `${id}Scaler`, { target: newService(chart, id), ...onRequests, metadata: { name: 'same' } });
    expect(errorsOf(chart)).toEqual([
      "[test/OneScaler] the HorizontalPodAutoscaler 'same' stands in this namespace already, at test/TwoScaler; give one of them another metadata.name (name/duplicate)",
      "[test/TwoScaler] the HorizontalPodAutoscaler 'same' stands in this namespace already, at test/OneScaler; give one of them another metadata.name (name/duplicate)",
    ]);
  });
});
