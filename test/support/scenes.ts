import { type Chart, Duration, Size } from 'cdk8s';
import type { LlmInferenceServiceProps } from '../../src';
import type { Watched } from './watched';

/** A part of an app, in which every prop of some constructs is given. */
export type Scene = (chart: Chart, watched: Watched) => void;

const metadata = {
  name: 'given',
  namespace: 'llm',
  labels: { team: 'nlp' },
  annotations: { note: 'mine' },
  finalizers: ['example.com/keep'],
  ownerReferences: [
    { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: 'u', controller: true, blockOwnerDeletion: true },
  ],
};
const profile = {
  name: 'prod',
  kubernetesVersion: '1.34',
  kserveVersion: '0.15',
  kedaVersion: '2.17',
  scrapeInterval: Duration.seconds(20),
  controllerTimezone: 'Etc/UTC',
};

function cluster(chart: Chart, { lib }: Watched): void {
  const managedElsewhere = [lib.ClusterComponent.METRICS_ADAPTER, lib.ClusterComponent.DCGM_MONITORING];
  lib.ClusterProfile.kubePrometheusStack({
    release: 'prometheus',
    controllerTimezone: 'Etc/UTC',
    managedElsewhere,
  }).applyTo(chart);
}

const small = (lib: Watched['lib']): LlmInferenceServiceProps => ({
  engine: lib.Engine.vllm({ version: '0.11.0' }),
  model: lib.Model.huggingFace('Qwen/Qwen2.5-7B'),
  cpu: 4,
  memory: Size.gibibytes(24),
  accelerator: lib.Accelerator.gpus(1),
});

/** Services: every prop of the construct, every engine and every model. */
export const SERVICES: Readonly<Record<string, Scene>> = {
  'a service of KServe': (chart, watched) => {
    cluster(chart, watched);
    const { lib } = watched;
    const { Volume, NetworkPeer, EnvValue, TopologySpread, SecretKey } = lib;
    new lib.LlmInferenceService(chart, 'Qwen', {
      ...small(lib),
      metadata,
      backend: lib.Backend.kserve(),
      cpuLimit: 5,
      memoryLimit: Size.gibibytes(30),
      sharedMemory: Size.gibibytes(2),
      replicas: 2,
      env: {
        LEVEL: EnvValue.of('debug'),
        KEY: EnvValue.fromSecret(SecretKey.of('secret', 'key')),
        MAP: EnvValue.fromConfigMap('map', 'key'),
      },
      volumes: [
        Volume.claim('claim', { mountPath: '/claim', subPath: 'part', readOnly: true }),
        Volume.secret('secret', { mountPath: '/secret', subPath: 'part', readOnly: true }),
        Volume.configMap('map', { mountPath: '/map', subPath: 'part', readOnly: true }),
        Volume.empty('scratch', { mountPath: '/scratch', sizeLimit: Size.gibibytes(1) }),
      ],
      monitoring: lib.Monitoring.serviceMonitor({ interval: Duration.seconds(20), labels: { team: 'nlp' } }),
      startupTimeout: Duration.minutes(20),
      terminationGracePeriod: Duration.minutes(1),
      rollout: lib.Rollout.SURGE,
      podSecurity: lib.PodSecurity.asUser(1000),
      podLabels: { tier: 'gpu' },
      podAnnotations: { note: 'mine' },
      nodeSelector: { pool: 'gpu' },
      tolerations: [{ key: 'gpu', operator: 'Equal', value: 'a', effect: 'NoSchedule' }],
      affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
      topologySpread: [
        TopologySpread.zones({ maxSkew: 1, required: true }),
        TopologySpread.nodes({ maxSkew: 2, required: false }),
        TopologySpread.by('rack', { maxSkew: 1, required: false }),
      ],
      serviceAccountName: 'account',
      imagePullSecrets: ['registry'],
      priorityClassName: 'high',
      podSpec: { hostname: 'here' },
      disruptionBudget: lib.DisruptionBudget.maxUnavailable(1),
      networkAccess: {
        callers: [NetworkPeer.namespace('gateway'), NetworkPeer.pods({ app: 'chat' }, 'apps')],
        destinations: [NetworkPeer.range('10.0.0.0/8')],
      },
      exposure: lib.Exposure.clusterLocal(),
    });
  },
  'a plain Deployment': (chart, watched) => {
    cluster(chart, watched);
    const { lib } = watched;
    new lib.LlmInferenceService(chart, 'Balanced', {
      ...small(lib),
      backend: lib.Backend.deployment(),
      accelerator: lib.Accelerator.resource('nvidia.com/gpu', 2),
      exposure: lib.Exposure.loadBalancer({ sourceRanges: ['10.0.0.0/8'], annotations: { note: 'mine' } }),
      disruptionBudget: lib.DisruptionBudget.minAvailable(lib.Percent.of(50)),
      monitoring: lib.Monitoring.podMonitor({ interval: Duration.seconds(20), labels: { team: 'nlp' } }),
    });
    new lib.LlmInferenceService(chart, 'Node', {
      ...small(lib),
      backend: lib.Backend.deployment(),
      exposure: lib.Exposure.nodePort(30080),
    });
  },
  engines: (chart, watched) => {
    cluster(chart, watched);
    const { lib } = watched;
    const { Engine, Model } = lib;
    const serving = {
      servedModelName: 'qwen',
      tensorParallelSize: 2,
      pipelineParallelSize: 1,
      maxModelLen: 4096,
      maxRunningRequests: 64,
      quantization: 'awq',
      prefixCaching: true,
      args: ['--seed=1'],
    };
    const serve = (id: string, props: Partial<LlmInferenceServiceProps>) =>
      new lib.LlmInferenceService(chart, id, { ...small(lib), accelerator: lib.Accelerator.gpus(2), ...props });
    const gpuMemoryUtilization = lib.Ratio.of(0.9);
    serve('Vllm', {
      engine: Engine.vllm({ ...serving, gpuMemoryUtilization, version: '0.11.0', image: 'vllm:0.11.0', port: 8000 }),
      model: Model.claim('models', { path: 'qwen', mountPath: '/models' }),
    });
    serve('Sglang', {
      engine: Engine.sglang({ ...serving, gpuMemoryUtilization, version: '0.5.4', image: 'sglang:0.5.4', port: 30000 }),
      model: Model.huggingFace('Qwen/Qwen2.5-7B', { token: lib.SecretKey.of('hf', 'token'), revision: 'main' }),
    });
    serve('Nim', {
      engine: Engine.nim({
        image: 'nvcr.io/nim/meta/llama3:1.2.0',
        apiKey: lib.SecretKey.of('ngc', 'key'),
        cacheClaim: 'cache',
        maxModelLen: 4096,
        port: 8000,
        profile: 'profile',
        servedModelName: 'llama',
        version: '1.2',
      }),
      model: Model.inImage(),
    });
    serve('Hugging', {
      engine: Engine.huggingFaceServer({ ...serving, gpuMemoryUtilization, runtime: 'mine', vllmVersion: '0.9.0' }),
      model: Model.storage('s3://models/qwen'),
    });
    serve('Runtime', {
      engine: Engine.kserveRuntime({
        modelFormat: 'sklearn',
        modelFormatVersion: '1',
        runtime: 'mine',
        protocolVersion: 'v2',
        args: ['--workers=1'],
        port: 8080,
        metricsPath: '/metrics',
      }),
      model: Model.oci('registry.example.com/models/iris:1'),
      accelerator: lib.Accelerator.gpuMemory(Size.gibibytes(8)),
    });
    serve('Custom', {
      engine: Engine.custom({
        image: 'mine:1.0',
        port: 8080,
        command: ['serve'],
        args: ['--fast'],
        family: lib.EngineFamily.VLLM,
        healthPath: '/health',
        metricsPath: '/metrics',
        metricsPort: 9000,
        runAsUser: 1000,
        version: '0.11.0',
      }),
      model: Model.inImage(),
    });
  },
  'what KServe scales': (chart, watched) => {
    cluster(chart, watched);
    const { lib, give } = watched;
    const { KServeScaling, EngineMetric } = lib;
    const serve = (id: string, scaling: LlmInferenceServiceProps['scaling']) =>
      new lib.LlmInferenceService(chart, id, { ...small(lib), scaling });
    const bounds = { minReplicas: 1, maxReplicas: 4 };
    serve('Cpu', KServeScaling.cpu(lib.Percent.of(50), bounds));
    serve('Memory', KServeScaling.memory(lib.Percent.of(50), bounds));
    serve(
      'Keda',
      KServeScaling.keda([EngineMetric.RUNNING_REQUESTS.target(give('CountMetric.target(0)', 2))], {
        ...bounds,
        scaleDownStabilization: Duration.minutes(5),
        scaleUpStabilization: Duration.seconds(0),
      }),
    );
  },
};

/** What scales them, places them and watches them. */
export const AROUND: Readonly<Record<string, Scene>> = {
  'a GpuHpa': (chart, watched) => {
    cluster(chart, watched);
    const { lib, give } = watched;
    const { EngineMetric, GpuMetric, ResourceMetric, Metric, RawMetric } = lib;
    const minute = Duration.minutes(1);
    const policies = [lib.ScalingPolicy.pods(1, minute), lib.ScalingPolicy.percent(50, minute)];
    const rules = {
      policies,
      selectPolicy: lib.SelectPolicy.MIN,
      stabilizationWindow: minute,
      tolerance: lib.Ratio.of(0.1),
    };
    const seconds = Duration.seconds(2);
    new lib.GpuHpa(chart, 'Hpa', {
      target: new lib.LlmInferenceService(chart, 'Qwen', small(lib)),
      minReplicas: 1,
      maxReplicas: 4,
      metadata,
      behavior: { scaleUp: rules, scaleDown: rules },
      metrics: [
        EngineMetric.RUNNING_REQUESTS.target(give('CountMetric.target(0)', 2)),
        EngineMetric.KV_CACHE_USAGE.target(give('RatioMetric.target(0)', lib.Ratio.of(0.5))),
        GpuMetric.UTILIZATION.target(give('PercentMetric.target(0)', lib.Percent.of(50))),
        ...[
          EngineMetric.timeToFirstToken(0.95),
          EngineMetric.interTokenLatency(0.95),
          EngineMetric.requestLatency(0.95),
          EngineMetric.queueTime(0.95),
          EngineMetric.prefillTime(0.95),
          EngineMetric.decodeTime(0.95),
          EngineMetric.inferenceTime(0.95),
          Metric.latency('my:seconds', 0.9),
        ].map((metric) => metric.target(give('LatencyMetric.target(0)', seconds))),
        ...[
          EngineMetric.generatedTokensPerRequest(0.5),
          EngineMetric.promptTokensPerRequest(0.5),
          EngineMetric.tokenLimitPerRequest(0.5),
          EngineMetric.tokensPerStep(0.5),
          Metric.count('my:depth'),
          Metric.rate('my:requests_total'),
        ].map((metric) => metric.target(give('CountMetric.target(0)', 10))),
        Metric.ratio('my:ratio').target(give('RatioMetric.target(0)', lib.Ratio.of(0.5))),
        Metric.percent('my:percent').target(give('PercentMetric.target(0)', lib.Percent.of(50))),
        ResourceMetric.CPU.target(lib.Percent.of(50)),
        ResourceMetric.MEMORY.targetSize(give('MemoryMetric.targetSize(0)', Size.gibibytes(8))),
        RawMetric.pods('depth').averageValue(give('RawMetric.averageValue(0)', 3)),
        RawMetric.object('depth', { apiVersion: 'v1', kind: 'Service', name: 'queue' }).value(
          give('RawMetric.value(0)', 3),
        ),
        RawMetric.external('depth', { queue: 'llm' }).value(give('RawMetric.value(0)', 3)),
      ],
    });
    new lib.GpuHpa(chart, 'Other', {
      target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' },
      maxReplicas: 4,
      metrics: [ResourceMetric.MEMORY.target(give('MemoryMetric.target(0)', lib.Percent.of(50)))],
    });
  },
  'a KedaLlmScaler': (chart, watched) => {
    cluster(chart, watched);
    const { lib, give } = watched;
    const { EngineMetric, KedaTrigger, KedaAuthentication, KedaAuthMode } = lib;
    const policies = [lib.ScalingPolicy.pods(1, Duration.minutes(1))];
    const rules = {
      stabilizationWindow: Duration.minutes(1),
      policies,
      selectPolicy: lib.SelectPolicy.MAX,
      tolerance: lib.Ratio.of(0.1),
    };
    new lib.KedaLlmScaler(chart, 'Keda', {
      target: new lib.LlmInferenceService(chart, 'Qwen', small(lib)),
      minReplicas: 0,
      maxReplicas: 4,
      metadata,
      behavior: { scaleUp: rules, scaleDown: rules },
      metrics: [
        EngineMetric.WAITING_REQUESTS.target(give('CountMetric.target(0)', 2), give('CountMetric.target(1)', 1)),
        EngineMetric.KV_CACHE_USAGE.target(
          give('RatioMetric.target(0)', lib.Ratio.of(0.5)),
          give('RatioMetric.target(1)', lib.Ratio.of(0.1)),
        ),
        lib.GpuMetric.UTILIZATION.target(
          give('PercentMetric.target(0)', lib.Percent.of(50)),
          give('PercentMetric.target(1)', lib.Percent.of(1)),
        ),
        EngineMetric.queueTime().target(
          give('LatencyMetric.target(0)', Duration.seconds(2)),
          give('LatencyMetric.target(1)', Duration.seconds(1)),
        ),
      ],
      triggers: [
        KedaTrigger.cron({ timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 20 * * *', replicas: 1, name: 'day' }),
        KedaTrigger.prometheus({
          query: 'sum(gateway_queue)',
          threshold: 5,
          activationThreshold: 1,
          isTotal: true,
          existsWithoutPods: true,
          serverAddress: 'http://other:9090',
          authentication: KedaAuthentication.clusterReference('auth', KedaAuthMode.BEARER),
          name: 'queue',
        }),
        KedaTrigger.custom({
          type: 'kafka',
          metadata: { topic: 'prompts', bootstrapServers: 'kafka:9092', consumerGroup: 'llm', lagThreshold: '5' },
          metricType: 'AverageValue',
          authentication: KedaAuthentication.reference('kafka'),
          name: 'lag',
        }),
        KedaTrigger.cpu(lib.Percent.of(80)),
        KedaTrigger.memory(lib.Percent.of(80)),
      ],
      authentication: KedaAuthentication.reference('prometheus', KedaAuthMode.BASIC),
      cooldownPeriod: Duration.minutes(5),
      pollingInterval: Duration.seconds(15),
      fallback: { replicas: 2, failureThreshold: 3, behavior: lib.FallbackBehavior.STATIC },
    });
    new lib.KedaLlmScaler(chart, 'Formula', {
      target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'llama' },
      maxReplicas: 4,
      metrics: [],
      triggers: [KedaTrigger.prometheus({ query: 'sum(queue)', threshold: 5, name: 'queue' })],
      scalingModifiers: { formula: 'queue + 1', target: 5, activationTarget: 1, metricType: 'AverageValue' },
    });
  },
  schedules: (chart, watched) => {
    const { lib } = watched;
    const { Schedule, CronScheduler } = lib;
    lib.ClusterProfile.ack({
      ...profile,
      prometheusUrl: 'http://arms:9090/api',
      managedElsewhere: [lib.ClusterComponent.DCGM_MONITORING],
      dcgm: lib.DcgmExporter.arms(),
    }).applyTo(chart);
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nightly' };
    const time = { hour: 8, minute: 30, second: 15 };
    new lib.CronScaleSchedule(chart, 'Cron', {
      target,
      metadata,
      scheduler: CronScheduler.CRON_HPA,
      windows: [
        {
          name: 'work',
          start: Schedule.weekdays(time),
          end: Schedule.weekdays({ hour: 20 }),
          replicas: 3,
          otherwise: 1,
        },
        { name: 'rest', start: Schedule.weekends(time), end: Schedule.weekends({ hour: 19 }), replicas: 2 },
      ],
      jobs: [
        { name: 'once', at: Schedule.date('2027-01-01 00:00:00'), replicas: 4 },
        { name: 'often', at: Schedule.cron('0 0 3 * * *'), replicas: 1 },
        { name: 'daily', at: Schedule.daily({ hour: 4, minute: 5, second: 6 }), replicas: 2 },
      ],
    });
    new lib.CronScaleSchedule(chart, 'Floor', {
      target: { ...target, name: 'floored' },
      scheduler: CronScheduler.KEDA,
      timezone: 'Asia/Tokyo',
      windows: [{ name: 'day', start: Schedule.daily({ hour: 8 }), end: Schedule.daily({ hour: 20 }), replicas: 2 }],
    });
  },
  placement: (chart, watched) => {
    cluster(chart, watched);
    const { lib } = watched;
    const unit = {
      max: 2,
      maxResources: { cpu: '4' },
      nodePool: 'np-1',
      nodeSelector: { pool: 'gpu' },
      podAnnotations: { note: 'mine' },
      podLabels: { tier: 'gpu' },
    };
    const { ResourceUnit } = lib;
    new lib.HybridResourcePolicy(chart, 'Policy', {
      service: new lib.LlmInferenceService(chart, 'Qwen', small(lib)),
      units: [
        ResourceUnit.ecs(unit),
        ResourceUnit.elastic({ ...unit, max: undefined }),
        ResourceUnit.eci(unit),
        ResourceUnit.acs(unit),
      ],
      preemptPolicy: lib.PreemptPolicy.AFTER_ALL_UNITS,
      ignorePreviousPod: true,
      ignoreTerminatingPod: true,
      matchLabelKeys: ['pod-template-hash'],
      whenTryNextUnits: lib.TryNextPolicy.TIMEOUT,
      tryNextTimeout: Duration.minutes(5),
      metadata,
    });
  },
  'services of others': (chart, watched) => {
    cluster(chart, watched);
    const { lib } = watched;
    const { LlmInferenceService } = lib;
    const props = {
      engine: lib.Engine.vllm({ version: '0.11.0' }),
      namespace: 'llm',
      podSelector: { app: 'theirs' },
      isScraped: true,
    };
    const services = [
      LlmInferenceService.fromDeployment(chart, 'Theirs', { name: 'theirs' }, props),
      LlmInferenceService.fromInferenceService(chart, 'Served', { name: 'served' }, props),
      LlmInferenceService.fromName(chart, 'Named', 'named', lib.Backend.deployment(), props),
    ];
    for (const [index, target] of services.entries())
      new lib.GpuHpa(chart, `Hpa${index}`, {
        target,
        maxReplicas: 3,
        metrics: [lib.EngineMetric.RUNNING_REQUESTS.target(2)],
      });
  },
  'a kube-prometheus-stack': (chart, watched) => {
    const { lib } = watched;
    const { DcgmExporter } = lib;
    const dcgm = DcgmExporter.custom({
      namespace: 'gpu',
      portName: 'metrics',
      serviceLabels: { app: 'dcgm' },
      honorLabels: true,
    });
    lib.ClusterProfile.kubePrometheusStack({
      ...profile,
      dcgm,
      release: 'prometheus',
      namespace: 'monitoring',
      managedElsewhere: [],
    }).applyTo(chart);
    new lib.MetricsAdapter(chart, 'Adapter', { metadata, output: lib.AdapterOutput.HELM_VALUES });
    new lib.DcgmMonitoring(chart, 'Dcgm', { metadata, scrape: true });
    const target = new lib.LlmInferenceService(chart, 'Qwen', small(lib));
    new lib.GpuHpa(chart, 'Hpa', {
      target,
      maxReplicas: 3,
      metrics: [lib.GpuMetric.UTILIZATION.target(lib.Percent.of(50))],
    });
    lib.Warnings.silence(chart, 'service/image-tag', 'looked at');
  },
  'a cluster of its own kind': (chart, watched) => {
    const { lib } = watched;
    lib.ClusterProfile.custom({
      ...profile,
      prometheusUrl: 'http://prometheus:9090',
      monitorLabels: { release: 'mine' },
      monitoringNamespace: 'watch',
      metricsAdapter: lib.AdapterKind.PROMETHEUS_ADAPTER,
      cronHpa: true,
      dcgm: lib.DcgmExporter.gpuOperator('gpu-operator'),
      managedElsewhere: [lib.ClusterComponent.METRICS_ADAPTER],
    }).applyTo(chart);
    new lib.LlmInferenceService(chart, 'Qwen', small(lib));
    new lib.DcgmMonitoring(chart, 'Dcgm');
    lib.DcgmExporter.helmChart('monitoring');
  },
};
