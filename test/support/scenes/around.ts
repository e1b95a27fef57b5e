import { Duration } from 'cdk8s';
import { cluster, metadata, profile, type Scene, small } from './scene';

/** What places them and watches them. */
export const AROUND: Readonly<Record<string, Scene>> = {
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
