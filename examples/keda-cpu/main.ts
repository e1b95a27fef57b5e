import { App, Chart, Size } from 'cdk8s';
import {
  ClusterProfile,
  Engine,
  KServeScaling,
  LlmInferenceService,
  Model,
  Percent,
  ResourceMetric,
} from 'cdk8s-llm-inference';

const app = new App();
const chart = new Chart(app, 'keda-cpu', { namespace: 'default' });
ClusterProfile.custom({ kserveVersion: '0.20' }).applyTo(chart);

new LlmInferenceService(chart, 'SklearnV2Iris', {
  metadata: { name: 'sklearn-v2-iris' },
  engine: Engine.kserveRuntime({ modelFormat: 'sklearn', protocolVersion: 'v2', runtime: 'kserve-sklearnserver' }),
  model: Model.storage('gs://kfserving-examples/models/sklearn/1.0/model'),
  cpu: 1,
  memory: Size.gibibytes(2),
  scaling: KServeScaling.keda([ResourceMetric.CPU.target(Percent.of(50))], { minReplicas: 1, maxReplicas: 5 }),
});

app.synth();
