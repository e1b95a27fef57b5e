import { App, Chart, Size } from 'cdk8s';
import { ClusterProfile, Engine, KServeScaling, LlmInferenceService, Percent } from 'cdk8s-llm-inference';

const app = new App();
const chart = new Chart(app, 'ack-cpu', { namespace: 'default' });
ClusterProfile.ack().applyTo(chart);

new LlmInferenceService(chart, 'SklearnIris', {
  engine: Engine.custom({
    image: 'kube-ai-registry.cn-shanghai.cr.aliyuncs.com/ai-sample/kserve-sklearn-server:v0.12.0',
    command: ['python', '-m', 'sklearnserver'],
    args: ['--model_name=sklearn-iris', '--model_dir=/models', '--http_port=8080'],
    port: 8080,
  }),
  cpu: 1,
  memory: Size.mebibytes(200),
  scaling: KServeScaling.cpu(Percent.of(10), { minReplicas: 1, maxReplicas: 10 }),
});

app.synth();
