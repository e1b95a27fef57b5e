import { App, Chart, Size } from 'cdk8s';
import {
  Accelerator,
  ClusterProfile,
  Engine,
  GpuHpa,
  GpuMetric,
  HybridResourcePolicy,
  LlmInferenceService,
  MetricsAdapter,
  Model,
  Percent,
  ResourceUnit,
} from 'cdk8s-llm-inference';

const app = new App();
const chart = new Chart(app, 'edge-hybrid', { namespace: 'default' });
ClusterProfile.ack({
  name: 'ACK Edge',
  prometheusUrl: 'http://cn-hangzhou-intranet.arms.aliyuncs.com:9090/api/v1/prometheus/EXAMPLE',
}).applyTo(chart);

const qwen = new LlmInferenceService(chart, 'QwenChat', {
  engine: Engine.vllm({
    version: '0.4.1',
    image: 'kube-ai-registry.cn-shanghai.cr.aliyuncs.com/kube-ai/vllm:0.4.1',
    port: 8080,
    servedModelName: 'qwen',
    args: ['--trust-remote-code', '--gpu-memory-utilization=0.95', '--quantization=gptq', '--max-model-len=6144'],
  }),
  model: Model.claim('llm-model', { mountPath: '/mnt/models/Qwen' }),
  accelerator: Accelerator.gpus(1),
  cpu: 4,
  memory: Size.gibibytes(12),
});

new GpuHpa(chart, 'Autoscaler', {
  target: qwen,
  minReplicas: 1,
  maxReplicas: 3,
  metrics: [GpuMetric.UTILIZATION.target(Percent.of(50))],
});

new HybridResourcePolicy(chart, 'Pools', {
  service: qwen,
  units: [
    ResourceUnit.ecs({ nodePool: 'np-on-premises' }), // the own data center first
    ResourceUnit.elastic({ nodePool: 'np-cloud' }), // then the cloud
  ],
});

new MetricsAdapter(chart, 'Adapter');

app.synth();
