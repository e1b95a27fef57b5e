import { type Chart, Duration, Size } from 'cdk8s';
import {
  Accelerator,
  Backend,
  CronScaleSchedule,
  Engine,
  EngineMetric,
  EnvValue,
  GpuHpa,
  GpuMetric,
  HybridResourcePolicy,
  KedaAuthentication,
  KedaLlmScaler,
  KedaTrigger,
  KServeScaling,
  LlmInferenceService,
  type LlmInferenceServiceProps,
  MetricsAdapter,
  Model,
  Monitoring,
  Percent,
  Ratio,
  ResourceMetric,
  ResourceUnit,
  Schedule,
} from '../../src';

/**
 * What the compiler refuses, so that no message of ours is needed or none is possible: every line names its row and
 * says why. The function is compiled and never called.
 */
export function neverCalled(chart: Chart, service: LlmInferenceService, props: LlmInferenceServiceProps): void {
  const base = { target: service, maxReplicas: 4, metrics: [] };
  const metadata = {};
  const units = [ResourceUnit.ecs()];
  const auth = KedaAuthentication.reference('prom');
  const cron = { timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 9 * * *', replicas: 2 };

  // @ts-expect-error RAW-04: a number is no text
  new GpuHpa(chart, 'X', { ...base, maxReplicas: '3' });
  // @ts-expect-error RAW-08: an argument that is not there is none
  Engine.vllm({ version: '0.11.0', args: ['--x', undefined] });
  // @ts-expect-error RAW-10: a map of the language is no map of a manifest
  new LlmInferenceService(chart, 'X', { ...props, env: new Map([['A', EnvValue.of('b')]]) });
  // @ts-expect-error RAW-11: a label is a text
  new LlmInferenceService(chart, 'X', { ...props, podLabels: { version: 1.1 } });
  // @ts-expect-error RAW-12: a prop that is spelt otherwise
  new GpuHpa(chart, 'X', { ...base, minReplica: 1 });

  // @ts-expect-error HPA-06: a share is a Ratio
  EngineMetric.KV_CACHE_USAGE.target(80);
  // @ts-expect-error HPA-07: a percentage is a Percent
  GpuMetric.UTILIZATION.target(0.5);
  // @ts-expect-error HPA-08: metrics are required
  new GpuHpa(chart, 'X', { target: service, maxReplicas: 4 });
  // @ts-expect-error HPA-09: how a metric is compared follows from the metric
  EngineMetric.RUNNING_REQUESTS.utilization(80);
  // @ts-expect-error HPA-13: KServe's own scaling takes no behavior
  KServeScaling.cpu(Percent.of(80), { maxReplicas: 2, behavior: {} });
  // @ts-expect-error HPA-18: cpu is required, and is requested
  new LlmInferenceService(chart, 'X', { engine: props.engine, memory: props.memory });

  // @ts-expect-error MET-13: the library writes the rules of the adapter
  new MetricsAdapter(chart, 'X', { rules: [{ metricsQuery: 'sum(x)' }] });
  // @ts-expect-error MET-14: the library writes the rules of the adapter
  new MetricsAdapter(chart, 'X', { rules: [{ name: { matches: '(.*)_(.*)' } }] });
  // @ts-expect-error MET-19: the library writes the recording rules
  new LlmInferenceService(chart, 'X', { ...props, recordingRules: [{ record: 'a b', expr: 'sum(x)' }] });
  // @ts-expect-error MET-20: there are no alerts
  new LlmInferenceService(chart, 'X', { ...props, alerts: [{ for: '5 minutes' }] });
  // @ts-expect-error MET-21: there are no alerts with annotations
  new LlmInferenceService(chart, 'X', { ...props, alerts: [{ annotations: { summary: '{{ $labels.pod ' } }] });
  // @ts-expect-error MET-22: there are no alerts that Helm could read as templates
  new LlmInferenceService(chart, 'X', { ...props, alerts: [{ annotations: { summary: '{{ $labels.pod }}' } }] });

  // @ts-expect-error KED-01: a threshold is a number
  KedaTrigger.prometheus({ query: 'sum(x)', threshold: '500m' });
  // @ts-expect-error KED-06: there is no idleReplicaCount
  new KedaLlmScaler(chart, 'X', { ...base, idleReplicaCount: 1 });
  // @ts-expect-error KED-11: the type of a metric follows from isTotal
  KedaTrigger.prometheus({ query: 'sum(x)', threshold: 5, metricType: 'Utilization' });
  // @ts-expect-error KED-12: modes are those of a reference
  KedaTrigger.prometheus({ query: 'sum(x)', threshold: 5, authModes: 'bearer', authentication: auth });
  // @ts-expect-error KED-15: no trigger caches
  KedaTrigger.cron({ ...cron, useCachedMetrics: true });
  // @ts-expect-error KED-16: a formula has a target
  new KedaLlmScaler(chart, 'X', { ...base, scalingModifiers: { formula: 'a' } });

  // @ts-expect-error CRN-17: there is no excludeDates
  new CronScaleSchedule(chart, 'X', { target: service, excludeDates: ['* * * 15 11 *'] });

  // @ts-expect-error ISV-01: an engine is required
  new LlmInferenceService(chart, 'X', { cpu: 1, memory: Size.gibibytes(1) });
  // @ts-expect-error ISV-03: a service has one model
  new LlmInferenceService(chart, 'X', { ...props, model: [Model.claim('a'), Model.claim('b')] });
  // @ts-expect-error ISV-05: a number of GPUs is a number
  Accelerator.gpus('1');
  // @ts-expect-error ISV-06: what is requested is the limit
  Accelerator.gpus(1, { limit: 2 });
  // @ts-expect-error ISV-07: memory is a Size
  new LlmInferenceService(chart, 'X', { ...props, memory: '12GB' });
  // @ts-expect-error ISV-07: cpu is a number of cores
  new LlmInferenceService(chart, 'X', { ...props, cpu: '4 cores' });
  // @ts-expect-error ISV-14: the class follows from who scales
  new LlmInferenceService(chart, 'X', { ...props, autoscalerClass: 'kpa' });
  // @ts-expect-error ISV-14: the mode follows from the version of KServe
  Backend.kserve({ deploymentMode: 'Raw' });
  // @ts-expect-error ISV-15: KServe's ScaledObject has metrics, and no scaleMetric
  KServeScaling.keda([], { maxReplicas: 2, scaleMetric: 'cpu' });
  // @ts-expect-error ISV-16: KServe's HPA on memory takes a share of the request
  KServeScaling.memory(200, { maxReplicas: 2 });
  // @ts-expect-error ISV-21: a service has one node
  new LlmInferenceService(chart, 'X', { ...props, workers: 2 });

  // @ts-expect-error RPO-02: units are made by what there is
  ResourceUnit.spot();
  // @ts-expect-error RPO-04: the selector is that of the service
  new HybridResourcePolicy(chart, 'X', { service, units, selector: { app: 'qwen' } });
  // @ts-expect-error RPO-08: a timeout is a Duration
  new HybridResourcePolicy(chart, 'X', { service, units, tryNextTimeout: 15 });

  // @ts-expect-error MON-01: there is no scrapeTimeout
  Monitoring.serviceMonitor({ interval: Duration.seconds(15), scrapeTimeout: Duration.seconds(30) });
  // @ts-expect-error MON-03: the selector is that of the service
  Monitoring.serviceMonitor({ selector: { app: 'qwen' } });
  // @ts-expect-error MON-05: a monitor stands in the namespace of its service
  Monitoring.serviceMonitor({ namespaceSelector: { matchNames: ['elsewhere'] } });
  // @ts-expect-error MON-07: the library writes the relabelings
  Monitoring.serviceMonitor({ relabelings: [{ action: 'Replace', replacement: '$' }] });
  // @ts-expect-error MON-08: there are no files
  Monitoring.serviceMonitor({ bearerTokenFile: '/var/run/token' });

  // @ts-expect-error SEC-02: no prop but podSpec asks for privileges
  new LlmInferenceService(chart, 'X', { ...props, privileged: true });
  // @ts-expect-error SEC-04: there is no unsafeSsl
  KedaTrigger.prometheus({ query: 'sum(x)', threshold: 5, unsafeSsl: true });
  // @ts-expect-error SEC-06: the type of a Service is an Exposure
  new LlmInferenceService(chart, 'X', { ...props, serviceType: 'LoadBalancer' });

  // What is refused above is refused for its one wrong part: the rest is right.
  new GpuHpa(chart, 'X', { ...base, metadata, metrics: [ResourceMetric.CPU.target(Percent.of(80))] });
  new KedaLlmScaler(chart, 'X', { ...base, triggers: [KedaTrigger.cron(cron)], authentication: auth });
  new CronScaleSchedule(chart, 'X', {
    target: service,
    windows: [],
    jobs: [{ name: 'a', at: Schedule.daily({ hour: 8 }), replicas: 1 }],
  });
  new HybridResourcePolicy(chart, 'X', { service, units, tryNextTimeout: Duration.seconds(15) });
  new LlmInferenceService(chart, 'X', { ...props, memory: Size.gibibytes(1), podLabels: { version: '1.1' } });
  EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.8));
}
