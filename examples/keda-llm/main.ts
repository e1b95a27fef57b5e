import { App, Chart, Size } from 'cdk8s';
import { ClusterProfile, Engine, EngineMetric, KedaLlmScaler, LlmInferenceService, Model } from 'cdk8s-llm-inference';

const app = new App();
const chart = new Chart(app, 'keda-llm', { namespace: 'default' });
ClusterProfile.kubePrometheusStack({ release: 'prometheus' }).applyTo(chart);

const opt = new LlmInferenceService(chart, 'HuggingfaceFbopt', {
  engine: Engine.huggingFaceServer({ servedModelName: 'fbopt' }),
  model: Model.huggingFace('facebook/opt-125m'),
  cpu: 1,
  memory: Size.gibibytes(4),
});

new KedaLlmScaler(chart, 'Autoscaler', {
  target: opt,
  minReplicas: 1,
  maxReplicas: 5,
  metrics: [EngineMetric.RUNNING_REQUESTS.target(2)],
});

app.synth();
