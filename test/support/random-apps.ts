import { App, Chart, Duration, Size } from 'cdk8s';
import * as lib from '../../src';
import {
  type AppPlan,
  type MetricPlan,
  type ScalerPlan,
  type SchedulePlan,
  type ServicePlan,
  tidy,
} from './random-plans';

/** Makes the constructs of a plan; throws nothing, since constructors do not judge. */
export function build(plan: AppPlan): { app: App; chart: Chart } {
  const app = new App();
  const chart = new Chart(app, 'random', { namespace: plan.namespace });
  cluster(plan.cluster)?.applyTo(chart);
  for (const each of plan.services) buildService(chart, plan.isTidy ? tidy(each, plan.cluster) : each);
  if (plan.cluster === 'stack' && plan.hasDcgm) new lib.DcgmMonitoring(chart, 'Dcgm');
  if ((plan.cluster === 'stack' || plan.cluster === 'ack') && plan.hasAdapter) new lib.MetricsAdapter(chart, 'Adapter');
  return { app, chart };
}

function cluster(kind: AppPlan['cluster']): lib.ClusterProfile | undefined {
  const { METRICS_ADAPTER, DCGM_MONITORING } = lib.ClusterComponent;
  const managedElsewhere = [METRICS_ADAPTER, DCGM_MONITORING];
  switch (kind) {
    case 'stack':
      return lib.ClusterProfile.kubePrometheusStack({ release: 'prometheus', controllerTimezone: 'Etc/UTC' });
    case 'ack':
      return lib.ClusterProfile.ack({ prometheusUrl: 'http://arms.example.com:9090/api' });
    case 'elsewhere':
      return lib.ClusterProfile.custom({
        prometheusUrl: 'http://prom:9090',
        managedElsewhere,
        controllerTimezone: 'Asia/Tokyo',
      });
    default:
      return undefined;
  }
}

function buildService(chart: Chart, plan: ServicePlan): void {
  const { scaler: scaling, id } = plan;
  const target = new lib.LlmInferenceService(chart, id, {
    backend: plan.backend === 'kserve' ? lib.Backend.kserve() : lib.Backend.deployment(),
    engine: engine(plan),
    model: model(plan),
    cpu: plan.cpu,
    memory: Size.mebibytes(plan.memoryMi),
    accelerator: plan.gpus === 0 ? undefined : lib.Accelerator.gpus(plan.gpus),
    replicas: scaling.kind === 'none' ? plan.replicas : undefined,
    env: Object.fromEntries(Object.entries(plan.env).map(([name, value]) => [name, lib.EnvValue.of(value)])),
    podLabels: plan.podLabels,
    rollout: plan.rollout,
    podSecurity: { preset: lib.PodSecurity.PRESET, user: lib.PodSecurity.asUser(1000), none: lib.PodSecurity.NONE }[
      plan.security
    ],
    monitoring: { default: undefined, pods: lib.Monitoring.podMonitor(), none: lib.Monitoring.none() }[plan.monitoring],
    topologySpread: { none: undefined, zones: [lib.TopologySpread.zones()], nodes: [lib.TopologySpread.nodes()] }[
      plan.spread
    ],
    disruptionBudget: plan.budget === undefined ? undefined : lib.DisruptionBudget.maxUnavailable(plan.budget),
    networkAccess: {
      all: undefined,
      gateway: { callers: [lib.NetworkPeer.namespace('gateway')] },
      nobody: { callers: [] },
    }[plan.callers],
    exposure: {
      default: undefined,
      local: lib.Exposure.clusterLocal(),
      'node port': lib.Exposure.nodePort(30080),
      'load balancer': lib.Exposure.loadBalancer({ sourceRanges: ['10.0.0.0/8'] }),
    }[plan.exposure],
    startupTimeout: plan.startupSeconds === undefined ? undefined : seconds(plan.startupSeconds),
    scaling: scaling.kind === 'kserve' ? kserveScaling(scaling) : undefined,
  });
  const common = {
    target,
    minReplicas: scaling.min,
    maxReplicas: scaling.max,
    metrics: scaling.metrics.map(target_),
    behavior: {
      scaleDown: {
        stabilizationWindow: seconds(scaling.windowSeconds),
        policies: [lib.ScalingPolicy.pods(scaling.policyValue, Duration.minutes(1))],
      },
    },
  };
  if (scaling.kind === 'hpa') new lib.GpuHpa(chart, `${id}-hpa`, common);
  if (scaling.kind === 'keda') {
    const cron = lib.KedaTrigger.cron({ timezone: 'Asia/Tokyo', start: '0 8 * * *', end: '0 20 * * *', replicas: 1 });
    new lib.KedaLlmScaler(chart, `${id}-keda`, {
      ...common,
      triggers: scaling.wakes ? [cron] : [],
      minReplicas: scaling.wakes ? 0 : scaling.min,
    });
  }
  if (plan.schedule) buildSchedule(chart, id, target, plan.schedule);
  if (plan.hasPolicy) {
    const units = [
      lib.ResourceUnit.ecs({ nodePool: 'np-1', max: Math.max(1, Math.trunc(plan.gpus)) }),
      lib.ResourceUnit.eci(),
    ];
    new lib.HybridResourcePolicy(chart, `${id}-policy`, { service: target, units });
  }
}

function buildSchedule(chart: Chart, id: string, target: lib.LlmInferenceService, plan: SchedulePlan): void {
  const { cron, hour, replicas, hasJob } = plan;
  new lib.CronScaleSchedule(chart, `${id}-cron`, {
    target,
    windows: [{ name: 'day', start: lib.Schedule.cron(cron), end: lib.Schedule.daily({ hour }), replicas }],
    jobs: hasJob ? [{ name: 'once', at: lib.Schedule.date('2027-01-01 00:00:00'), replicas }] : [],
  });
}

function engine({ engine: kind, version, port, security, split, memoryShare, rawArgs }: ServicePlan): lib.Engine {
  const serving: lib.ServingOptions = {
    tensorParallelSize: split,
    gpuMemoryUtilization: memoryShare === undefined ? undefined : lib.Ratio.of(memoryShare),
    args: rawArgs,
  };
  switch (kind) {
    case 'vllm':
      return lib.Engine.vllm({
        ...serving,
        version,
        port,
        image: version === '' ? undefined : `registry.example.com/vllm:v${version}`,
      });
    case 'sglang':
      return lib.Engine.sglang({ ...serving, version, port });
    case 'nim':
      return lib.Engine.nim({ image: 'nvcr.io/nim/meta/llama3:1.2.0', apiKey: lib.SecretKey.of('ngc', 'key'), port });
    case 'huggingface':
      return lib.Engine.huggingFaceServer({ ...serving, vllmVersion: version });
    case 'runtime':
      return lib.Engine.kserveRuntime({ modelFormat: 'sklearn', port, metricsPath: '/metrics' });
    default:
      return lib.Engine.custom({
        image: 'example.com/engine:1',
        port: port ?? 8080,
        metricsPort: 9400,
        family: lib.EngineFamily.VLLM,
        version,
        runAsUser: security === 'preset' ? 65532 : undefined,
      });
  }
}

function model({ model: kind }: ServicePlan): lib.Model {
  switch (kind) {
    case 'hub':
      return lib.Model.huggingFace('Qwen/Qwen2.5-7B', { token: lib.SecretKey.of('hf', 'token') });
    case 'claim':
      return lib.Model.claim('models', { path: 'qwen' });
    case 'storage':
      return lib.Model.storage('s3://models/qwen');
    default:
      return lib.Model.inImage();
  }
}

function kserveScaling({ min, max, metrics, windowSeconds }: ScalerPlan): lib.KServeScaling {
  const [first, ...more] = metrics;
  const bounds = { minReplicas: min, maxReplicas: max };
  if (more.length === 0) return lib.KServeScaling.cpu(lib.Percent.of(first.value), bounds);
  return lib.KServeScaling.keda(metrics.map(target_), { ...bounds, scaleDownStabilization: seconds(windowSeconds) });
}

function target_({ of, value }: MetricPlan): lib.MetricTarget {
  switch (of) {
    case 'running':
      return lib.EngineMetric.RUNNING_REQUESTS.target(value);
    case 'kv':
      return lib.EngineMetric.KV_CACHE_USAGE.target(lib.Ratio.of(value / 100));
    case 'ttft':
      return lib.EngineMetric.timeToFirstToken(0.95).target(seconds(value));
    case 'tokens':
      return lib.EngineMetric.GENERATED_TOKEN_RATE.target(value);
    case 'gpu':
      return lib.GpuMetric.UTILIZATION.target(lib.Percent.of(value));
    case 'cpu':
      return lib.ResourceMetric.CPU.target(lib.Percent.of(value));
    case 'memory':
      return lib.ResourceMetric.MEMORY.targetSize(Size.gibibytes(Math.max(0, value) || 0));
    case 'own':
      return lib.Metric.count('my:queue_depth').target(value);
    default:
      return lib.RawMetric.external('queue_depth', { queue: 'llm' }).averageValue(value);
  }
}

/** cdk8s' own durations refuse what is no number; those are not ours to test. */
function seconds(value: number): Duration {
  return Duration.seconds(Number.isFinite(value) && value >= 0 ? value : 0);
}
