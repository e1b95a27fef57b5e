import { App, Chart, Duration, Size } from 'cdk8s';
import {
  Accelerator,
  Backend,
  ClusterProfile,
  DcgmMonitoring,
  Engine,
  EngineMetric,
  GpuHpa,
  GpuMetric,
  LlmInferenceService,
  MetricsAdapter,
  Model,
  Percent,
  ScalingPolicy,
  SecretKey,
} from 'cdk8s-llm-inference';

const app = new App();
const chart = new Chart(app, 'vllm-hpa', { namespace: 'vllm-example' });
ClusterProfile.kubePrometheusStack({ release: 'prometheus' }).applyTo(chart);

const gemma = new LlmInferenceService(chart, 'Gemma', {
  backend: Backend.deployment(),
  engine: Engine.vllm({
    version: '0.11.0',
    port: 8080,
    args: ['--tensor-parallel-size=1', '--gpu-memory-utilization=0.85', '--max-num-seqs=64'],
  }),
  model: Model.huggingFace('google/gemma-3-1b-it', { token: SecretKey.of('hf-secret', 'hf_token') }),
  accelerator: Accelerator.gpus(1),
  cpu: 2,
  memory: Size.gibibytes(10),
  sharedMemory: Size.gibibytes(2),
});

new GpuHpa(chart, 'Autoscaler', {
  target: gemma,
  minReplicas: 1,
  maxReplicas: 5,
  metrics: [EngineMetric.RUNNING_REQUESTS.target(4), GpuMetric.UTILIZATION.target(Percent.of(20))],
  behavior: {
    scaleUp: {
      stabilizationWindow: Duration.seconds(0),
      policies: [ScalingPolicy.pods(4, Duration.seconds(15)), ScalingPolicy.percent(100, Duration.seconds(15))],
    },
    scaleDown: {
      stabilizationWindow: Duration.seconds(30),
      policies: [ScalingPolicy.percent(100, Duration.seconds(15))],
    },
  },
});

new DcgmMonitoring(chart, 'Dcgm');
new MetricsAdapter(chart, 'Adapter');

app.synth();
