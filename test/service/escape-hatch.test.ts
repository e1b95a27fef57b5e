import { ApiObject, JsonPatch } from 'cdk8s';
import { Backend, type LlmInferenceService, Monitoring } from '../../src';
import { newChart, newService, only } from '../support/chart';

const PATCH = { deep: [{ of: 'tomorrow' }] };

const EXPOSED = [
  ['InferenceService', Backend.kserve(), (service: LlmInferenceService) => service.inferenceService],
  ['ServiceMonitor', Backend.kserve(), (service: LlmInferenceService) => service.monitor],
  ['Deployment', Backend.deployment(), (service: LlmInferenceService) => service.deployment],
  ['Service', Backend.deployment(), (service: LlmInferenceService) => service.service],
] as const;

test.each(EXPOSED)('a patch of a field that nobody knows reaches the %s', (kind, backend, objectOf) => {
  const chart = newChart();
  objectOf(newService(chart, 'Qwen', { backend }))?.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', PATCH));
  expect(only(chart, kind).spec.fieldOfTomorrow).toEqual(PATCH);
});

test('a patch of a field that nobody knows reaches the PodMonitor', () => {
  const chart = newChart();
  const { monitor } = newService(chart, 'Qwen', { monitoring: Monitoring.podMonitor() });
  monitor?.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', PATCH));
  expect(only(chart, 'PodMonitor').spec.fieldOfTomorrow).toEqual(PATCH);
});

test('a patch changes what is inside a list', () => {
  const chart = newChart();
  const { inferenceService } = newService(chart);
  inferenceService?.addJsonPatch(JsonPatch.replace('/spec/predictor/containers/0/image', 'mine:2.0'));
  expect(only(chart, 'InferenceService').spec.predictor.containers[0].image).toBe('mine:2.0');
});

test.each([
  ['InferenceService', Backend.kserve()],
  ['Deployment', Backend.deployment()],
] as const)('the %s is the object of its construct', (kind, backend) => {
  const service = newService(newChart(), 'Qwen', { backend });
  const main = service.inferenceService ?? service.deployment;
  expect(main?.kind).toBe(kind);
  expect(ApiObject.of(service)).toBe(main);
  expect(service.node.findChild('Resource')).toBe(main);
});

test('the ids of the objects are what users know them by', () => {
  const ids = (service: LlmInferenceService) => service.node.children.map(({ node }) => node.id);
  const chart = newChart();
  expect(ids(newService(chart, 'One'))).toEqual(['Resource', 'Monitor']);
  expect(ids(newService(chart, 'Two', { backend: Backend.deployment() }))).toEqual(['Resource', 'Service', 'Monitor']);
});

test('an object can depend on another', () => {
  const chart = newChart();
  const first = newService(chart, 'First');
  const second = newService(chart, 'Second');
  first.node.addDependency(second);
  const names = chart.toJson().map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(names.indexOf('InferenceService second')).toBeLessThan(names.indexOf('InferenceService first'));
});
