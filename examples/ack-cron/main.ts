import { App, Chart, Size } from 'cdk8s';
import {
  Accelerator,
  ClusterProfile,
  CronScaleSchedule,
  Engine,
  LlmInferenceService,
  Model,
  Schedule,
} from 'cdk8s-llm-inference';

const app = new App();
const chart = new Chart(app, 'ack-cron', { namespace: 'default' });
ClusterProfile.ack({ controllerTimezone: 'Asia/Shanghai' }).applyTo(chart);

const qwen = new LlmInferenceService(chart, 'QwenCronhpa', {
  engine: Engine.vllm({
    version: '0.4.1',
    image: 'kube-ai-registry.cn-shanghai.cr.aliyuncs.com/kube-ai/vllm:0.4.1',
    port: 8080,
    servedModelName: 'qwen',
    args: ['--trust-remote-code', '--gpu-memory-utilization=0.95', '--quantization=gptq', '--max-model-len=6144'],
  }),
  model: Model.claim('llm-model', { mountPath: '/mnt/models/Qwen-7B-Chat-Int8' }),
  accelerator: Accelerator.gpus(1),
  cpu: 4,
  memory: Size.gibibytes(12),
});

new CronScaleSchedule(chart, 'Hours', {
  target: qwen,
  windows: [
    {
      name: 'office',
      start: Schedule.weekdays({ hour: 8, minute: 30 }),
      end: Schedule.weekdays({ hour: 20 }),
      replicas: 2,
      otherwise: 1,
    },
  ],
});

app.synth();
