import { documents, EXAMPLE_NAMES, runExample } from './support/examples';
import { invalid, secondOpinion } from './support/schemas';

const all = EXAMPLE_NAMES.flatMap((name) => documents(runExample(name)[`${name}.k8s.yaml`]));

test.each(all.map((manifest) => [manifest.kind, manifest.metadata.name, manifest]))(
  'our schemas, closed, take the %s %s of the examples',
  (_kind, _name, manifest) => {
    expect(invalid(manifest)).toEqual([]);
  },
);

test("the models generated from upstream's types take all objects of the examples", () => {
  expect(secondOpinion(all)).toEqual([]);
});

test.each([
  ['an unknown field', (spec: any) => ({ ...spec, minReplica: 1 })],
  ['a wrong type', (spec: any) => ({ ...spec, maxReplicas: '3' })],
  ['a bound below 1', (spec: any) => ({ ...spec, maxReplicas: 0 })],
  ['no metrics', (spec: any) => ({ ...spec, metrics: [] })],
])('the schema of the HPA refuses %s', (_what, change) => {
  const hpa = all.find(({ kind }) => kind === 'HorizontalPodAutoscaler');
  expect(invalid({ ...hpa, spec: change(hpa?.spec) })).not.toEqual([]);
});

test.each([
  ['ScaledObject', (spec: any) => ({ ...spec, triggers: [{ ...spec.triggers[0], metadata: { threshold: 2 } }] })],
  ['InferenceService', (spec: any) => ({ predictor: { ...spec.predictor, tolerationz: ['x'] } })],
  ['InferenceService', (spec: any) => ({ predictor: { ...spec.predictor, scaleMetric: 'gpu' } })],
  ['Deployment', (spec: any) => ({ ...spec, replicaz: 1 })],
  ['ServiceMonitor', (spec: any) => ({ ...spec, endpoints: [{ port: 'http', intervall: '15s' }] })],
  ['ResourcePolicy', (spec: any) => ({ ...spec, units: [{ resource: 'gpu' }] })],
  ['CronHorizontalPodAutoscaler', (spec: any) => ({ ...spec, jobs: [{ ...spec.jobs[0], timezone: 'UTC' }] })],
])('the strict reading of %s is one that can fail', (kind, change) => {
  const manifest = all.find((each) => each.kind === kind);
  expect(invalid({ ...manifest, spec: change(manifest?.spec) })).not.toEqual([]);
});
