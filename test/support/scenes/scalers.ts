import { Duration, Size } from 'cdk8s';
import { cluster, metadata, profile, type Scene, small } from './scene';

/** What scales them. */
export const SCALERS: Readonly<Record<string, Scene>> = {
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
};
