import { ApiObject, App, Chart, Size } from 'cdk8s';
import * as llm from '../src';

/** One app with everything that the package creates, each under the id that a user chose for it. */
function objectsOf(profile: llm.ClusterProfile, declare: (chart: Chart) => void): string[] {
  const app = new App();
  const chart = new Chart(app, 'prod', { namespace: 'llm' });
  profile.applyTo(chart);
  declare(chart);
  expect(app.synthYaml()).not.toBe('');
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  return objects.map(({ node, kind, name, metadata }) => `${node.path}: ${kind} ${metadata.namespace}/${name}`);
}

const SERVING: llm.LlmInferenceServiceProps = {
  engine: llm.Engine.vllm({ version: '0.11.0' }),
  model: llm.Model.huggingFace('Qwen/Qwen2.5-7B-Instruct'),
  accelerator: llm.Accelerator.gpus(1),
  cpu: 4,
  memory: Size.gibibytes(24),
};
const METRICS = [llm.EngineMetric.RUNNING_REQUESTS.target(8)];
const NIGHT: llm.ScheduleWindow = {
  name: 'night',
  start: llm.Schedule.daily({ hour: 22 }),
  end: llm.Schedule.daily({ hour: 6 }),
  replicas: 3,
};

// The paths and names are those of running objects: whoever changes a line here deletes and creates them anew in every
// cluster. That is a breaking change, and CHANGELOG.md has to say how to get through it.

test('with Prometheus, the paths of the constructs and the names of the objects are these', () => {
  const profile = llm.ClusterProfile.kubePrometheusStack({ release: 'prometheus' });
  const objects = objectsOf(profile, (chart) => {
    const kserve = new llm.LlmInferenceService(chart, 'QwenChat', SERVING);
    const plain = new llm.LlmInferenceService(chart, 'Plain', {
      ...SERVING,
      backend: llm.Backend.deployment(),
      monitoring: llm.Monitoring.podMonitor(),
    });
    const alone = new llm.LlmInferenceService(chart, 'Alone', SERVING);
    new llm.GpuHpa(chart, 'Hpa', { target: kserve, maxReplicas: 4, metrics: METRICS });
    new llm.KedaLlmScaler(chart, 'Keda', { target: plain, maxReplicas: 4, metrics: METRICS });
    new llm.CronScaleSchedule(chart, 'Cron', { target: alone, timezone: 'Europe/Berlin', windows: [NIGHT] });
    new llm.MetricsAdapter(chart, 'Adapter');
    new llm.DcgmMonitoring(chart, 'Dcgm');
  });
  expect(objects).toEqual([
    'prod/QwenChat/Resource: InferenceService llm/qwen-chat',
    'prod/QwenChat/Monitor: ServiceMonitor llm/qwen-chat',
    'prod/Plain/Resource: Deployment llm/plain',
    'prod/Plain/Service: Service llm/plain',
    'prod/Plain/Monitor: PodMonitor llm/plain',
    'prod/Alone/Resource: InferenceService llm/alone',
    'prod/Alone/Monitor: ServiceMonitor llm/alone',
    'prod/Hpa/Resource: HorizontalPodAutoscaler llm/qwen-chat-hpa',
    'prod/Keda/Resource: ScaledObject llm/plain-keda',
    'prod/Cron/Resource: ScaledObject llm/alone-cron',
    'prod/Adapter/Resource: ConfigMap monitoring/prometheus-adapter-config',
    'prod/Dcgm/Resource: PrometheusRule monitoring/dcgm-exporter',
    'prod/Dcgm/Monitor: ServiceMonitor monitoring/dcgm-exporter',
  ]);
});

test('on ACK, the paths of the constructs and the names of the objects are these', () => {
  const objects = objectsOf(llm.ClusterProfile.ack({ prometheusUrl: 'http://prometheus.example:9090' }), (chart) => {
    const target = new llm.LlmInferenceService(chart, 'QwenChat', SERVING);
    new llm.CronScaleSchedule(chart, 'Cron', { target, windows: [NIGHT] });
    new llm.HybridResourcePolicy(chart, 'Policy', {
      service: target,
      units: [llm.ResourceUnit.ecs({ nodeSelector: { pool: 'own' } }), llm.ResourceUnit.elastic()],
    });
    new llm.MetricsAdapter(chart, 'Adapter');
  });
  expect(objects).toEqual([
    'prod/QwenChat/Resource: InferenceService llm/qwen-chat',
    'prod/QwenChat/Monitor: ServiceMonitor llm/qwen-chat',
    'prod/Cron/Resource: CronHorizontalPodAutoscaler llm/qwen-chat-cron',
    'prod/Policy/Resource: ResourcePolicy llm/qwen-chat-policy',
    'prod/Adapter/Resource: ConfigMap kube-system/ack-alibaba-cloud-metrics-adapter-values',
  ]);
});
