import { App, Chart, Size } from 'cdk8s';
import {
  Accelerator,
  Backend,
  ClusterProfile,
  Engine,
  EngineMetric,
  GpuHpa,
  LlmInferenceService,
  MetricsAdapter,
  Ratio,
  SecretKey,
} from 'cdk8s-llm-inference';

const app = new App();
const chart = new Chart(app, 'nim-hpa', { namespace: 'nim' });
ClusterProfile.kubePrometheusStack({ release: 'prometheus', namespace: 'prometheus' }).applyTo(chart);

const llama = new LlmInferenceService(chart, 'Llama', {
  metadata: { name: 'meta-llama3-8b' },
  backend: Backend.deployment(),
  engine: Engine.nim({
    image: 'nvcr.io/nim/meta/llama-3.1-8b-instruct:1.8.4',
    apiKey: SecretKey.of('ngc-api', 'NGC_API_KEY'),
  }),
  accelerator: Accelerator.gpus(1),
  cpu: 8,
  memory: Size.gibibytes(32),
  imagePullSecrets: ['ngc-secret'],
});

new GpuHpa(chart, 'Autoscaler', {
  target: llama,
  minReplicas: 1,
  maxReplicas: 10,
  metrics: [EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.1))],
});

new MetricsAdapter(chart, 'Adapter');

app.synth();
