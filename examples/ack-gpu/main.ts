import { App, Chart, Size } from 'cdk8s';
import {
  Accelerator,
  ClusterProfile,
  Engine,
  GpuHpa,
  GpuMetric,
  LlmInferenceService,
  MetricsAdapter,
  Model,
  Percent,
} from 'cdk8s-llm-inference';

const app = new App();
const chart = new Chart(app, 'ack-gpu', { namespace: 'default' });
ClusterProfile.ack({
  prometheusUrl: 'http://cn-shanghai-intranet.arms.aliyuncs.com:9090/api/v1/prometheus/EXAMPLE',
}).applyTo(chart);

const qwen = new LlmInferenceService(chart, 'Qwen', {
  engine: Engine.vllm({
    version: '0.4.1',
    image: 'kube-ai-registry.cn-shanghai.cr.aliyuncs.com/kube-ai/vllm:0.4.1',
    port: 8080,
    args: ['--trust-remote-code', '--gpu-memory-utilization=0.95', '--quantization=gptq', '--max-model-len=6144'],
  }),
  model: Model.claim('llm-model', { mountPath: '/mnt/models/Qwen-7B-Chat-Int8' }),
  accelerator: Accelerator.gpus(1),
  cpu: 4,
  memory: Size.gibibytes(12),
});

new GpuHpa(chart, 'Autoscaler', {
  target: qwen,
  minReplicas: 1,
  maxReplicas: 2,
  metrics: [GpuMetric.UTILIZATION.target(Percent.of(50))],
});

new MetricsAdapter(chart, 'Adapter');

app.synth();
