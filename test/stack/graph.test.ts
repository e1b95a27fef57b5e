import fc from 'fast-check';
import { buildGraph } from '../../src/stack/graph';
import { manifestsOf } from '../../src/stack/manifest';
import { golden, graphOf, scaledOn, VLLM_STACK } from './support';

/** Every kind that the graph looks into, by the group of its API. */
const KINDS = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['monitoring.coreos.com/v1', 'ServiceMonitor'],
  ['monitoring.coreos.com/v1', 'PodMonitor'],
  ['monitoring.coreos.com/v1', 'PrometheusRule'],
  ['monitoring.coreos.com/v1', 'Prometheus'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler'],
  ['keda.sh/v1alpha1', 'ScaledObject'],
  ['autoscaling.alibabacloud.com/v1beta1', 'CronHorizontalPodAutoscaler'],
  ['scheduling.alibabacloud.com/v1alpha1', 'ResourcePolicy'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['serving.kserve.io/v1beta1', 'InferenceService'],
  ['serving.kserve.io/v1alpha2', 'LLMInferenceService'],
] as const;

const FIELDS = [
  'selector',
  'matchLabels',
  'matchExpressions',
  'template',
  'metadata',
  'labels',
  'spec',
  'containers',
  'ports',
  'endpoints',
  'groups',
  'rules',
  'metrics',
  'triggers',
  'scaleTargetRef',
  'predictor',
  'model',
  'name',
  'type',
];

/** Any value, with the names of fields that are looked for among its keys. */
const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    fc.constantFrom<unknown>(null, true, 0, 1.5, '', 'a', 'sum(', 'Pods'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 4 }),
  ),
})).value;

const anyManifest = fc
  .tuple(fc.constantFrom(...KINDS), anyValue, anyValue)
  .map(([[apiVersion, kind], metadata, spec]) => ({
    object: { apiVersion, kind, metadata, spec, data: spec },
  }));

test('manifests with any values in any field give a graph', () => {
  fc.assert(
    fc.property(fc.array(anyManifest, { maxLength: 6 }), (objects) => {
      const manifests = manifestsOf(objects);
      const graph = buildGraph(manifests);
      expect(graph.manifests).toHaveLength(objects.length);
      // A wire leads to something that is there.
      for (const scaler of graph.scalers) if (scaler.workload) expect(graph.workloads).toContain(scaler.workload.to);
      for (const service of graph.services)
        for (const { to } of service.workloads) expect(graph.workloads).toContain(to);
    }),
    { numRuns: 1000 },
  );
});

test('a field of a wrong type in every place of a sound stack is passed over', () => {
  const stack = VLLM_STACK + scaledOn('sum(vllm:num_requests_running)');
  const weird = [null, {}, [], 'x', 7, [null], { a: [] }];
  const { manifests } = graphOf(stack);
  for (const { fields } of manifests)
    for (const value of weird)
      for (const changed of everyChange(fields, value)) {
        const others = manifests.filter((each) => each.fields !== fields).map((each) => ({ object: each.fields }));
        expect(() => buildGraph(manifestsOf([...others, { object: changed }]))).not.toThrow();
      }
});

/** Copies of a value, each with another one of its parts replaced. */
function* everyChange(value: unknown, by: unknown): Generator<unknown> {
  yield by;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value))
    for (const changed of everyChange(part, by))
      yield Array.isArray(value)
        ? value.map((each, index) => (String(index) === key ? changed : each))
        : { ...value, [key]: changed };
}

test('neither the order of the manifests nor a file for each changes what is wired', () => {
  const summary = (text: string) => {
    const { scalers, monitors, metrics } = graphOf(text);
    return [
      ...scalers.map(({ id, workload }) => `${id} scales ${workload?.to.id}`),
      ...monitors.map(({ id, workloads }) => `${id} finds ${workloads.map(({ to }) => to.id)}`),
      ...metrics.map(
        ({ name, selectors }) =>
          `${name?.value} finds ${selectors.flatMap(({ sources }) => sources.map(({ from }) => from))}`,
      ),
    ].sort();
  };
  const text = golden('vllm-hpa');
  const reversed = text.split('---\n').reverse().join('\n---\n');
  expect(summary(text).length).toBeGreaterThan(4);
  expect(summary(reversed)).toEqual(summary(text));
});

test('what is of the same name in two namespaces is wired within each', () => {
  const web = VLLM_STACK.replaceAll('namespace: llm', 'namespace: web');
  const { services, scrapes } = graphOf(`${VLLM_STACK}---${web}`);
  expect(services.map(({ workloads }) => workloads.map(({ to }) => to.namespace))).toEqual([['llm'], ['web']]);
  expect(scrapes.map(({ monitor, workload }) => [monitor.namespace, workload.namespace])).toEqual([
    ['llm', 'llm'],
    ['web', 'web'],
  ]);
});
