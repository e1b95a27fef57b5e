import { Construct } from 'constructs';
import {
  Backend,
  Engine,
  KedaLlmScaler,
  KedaTrigger,
  LlmInferenceService,
  Percent,
  ResourceMetric,
} from '../../../src';
import { newChart, newService, synth, warningsOf } from '../../support/chart';

const onCpu = { maxReplicas: 4, metrics: [ResourceMetric.CPU.target(Percent.of(50))] };

describe('a ScaledObject on CPU, which KEDA refuses while there is no Deployment', () => {
  test('stands after the Deployment, wherever its construct does', () => {
    const chart = newChart();
    const first = new Construct(chart, 'First');
    const target = newService(chart, 'Qwen', { backend: Backend.deployment() });
    new KedaLlmScaler(first, 'Scaler', { ...onCpu, target });
    const kinds = synth(chart).map(({ kind }) => kind);
    expect(kinds.indexOf('Deployment')).toBeLessThan(kinds.indexOf('ScaledObject'));
    expect(warningsOf(chart)).toEqual([]);
  });

  test.each([
    ['a metric', onCpu],
    ['a trigger', { maxReplicas: 4, metrics: [], triggers: [KedaTrigger.memory(Percent.of(50))] }],
  ])('is warned of where KServe makes the Deployment, by %s', (_what, props) => {
    const chart = newChart();
    new KedaLlmScaler(chart, 'Scaler', { ...props, target: newService(chart) });
    expect(warningsOf(chart)).toEqual([
      "[test/Scaler] KEDA refuses a trigger on CPU or memory as long as there is no Deployment, and KServe makes it only after the apply; apply the file again when the service is there, or let KServe make the ScaledObject: the service's scaling with KServeScaling.keda(…) (keda/apply-order)",
    ]);
  });

  test('is no matter for a service that exists', () => {
    const chart = newChart();
    const engine = Engine.vllm({ version: '0.11.0' });
    const target = LlmInferenceService.fromInferenceService(chart, 'Web', { name: 'web' }, { engine });
    new KedaLlmScaler(chart, 'Scaler', { ...onCpu, target });
    expect(warningsOf(chart)).toEqual([]);
  });
});
