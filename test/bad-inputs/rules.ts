import { Chart } from 'cdk8s';
import {
  Accelerator,
  Backend,
  ClusterComponent,
  DcgmMonitoring,
  DisruptionBudget,
  Engine,
  EngineMetric,
  GpuMetric,
  KedaLlmScaler,
  KServeScaling,
  Monitoring,
  Percent,
  RawMetric,
  ResourceMetric,
  TopologySpread,
  Warnings,
} from '../../src';
import { newService } from '../support/chart';
import { hpa, hpaOf, inCluster, keda, type Rows, refused, service, warned } from './cases';

const PROMETHEUS = { prometheusUrl: 'http://prom:9090' };

/** Rules that no row of the catalogue shows, by their names. */
export const OTHER: Rows = {
  'value/type': [
    refused(
      service({ memory: 5, model: 'Qwen/Qwen2.5-7B', volumes: [null], podLabels: 'team=nlp' }),
      `[test/Qwen] 'model' ("Qwen/Qwen2.5-7B") must be a Model; write Model.huggingFace(…) or another of its kinds (value/type)`,
      `[test/Qwen] 'memory' (5) must be a Size; write Size.gibibytes(24) (value/type)`,
      `[test/Qwen] 'volumes[0]' (null) must be a Volume; write Volume.claim(…) (value/type)`,
      `[test/Qwen] 'podLabels' ("team=nlp") must be an object of keys and values; write { … } (value/type)`,
    ),
  ],
  'service/engine': [
    refused(
      service({ backend: Backend.deployment(), engine: Engine.huggingFaceServer({}) }),
      `[test/Qwen] KServe's huggingface server exists only in KServe; use Backend.kserve() or another engine (service/engine)`,
    ),
  ],
  'service/spread': [
    refused(
      service({ topologySpread: [TopologySpread.nodes(), TopologySpread.nodes()] }),
      `[test/Qwen] 'topologySpread[1]' ("kubernetes.io/hostname") must be spread over once; leave one of them out (service/spread)`,
    ),
  ],
  'service/disruption-budget': [
    warned(
      service({ disruptionBudget: DisruptionBudget.minAvailable(1) }),
      `[test/Qwen] 'disruptionBudget.minAvailable' (1) lets no pod go while there are 1, so that no node can be drained; use DisruptionBudget.maxUnavailable(1), or have more pods (service/disruption-budget)`,
    ),
  ],
  'service/network': [
    refused(
      service({ networkAccess: { callers: [] } }),
      `[test/Qwen] 'networkAccess.callers' is empty, so that nobody could call the engine; name who calls it, or NetworkPeer.anyone() (service/network)`,
    ),
  ],
  'service/scaling': [
    refused(
      service({ backend: Backend.deployment(), scaling: KServeScaling.cpu(Percent.of(80), { maxReplicas: 2 }) }),
      `[test/Qwen] 'scaling' is done by KServe, and this is a plain Deployment; use a GpuHpa or a KedaLlmScaler (service/scaling)`,
    ),
  ],
  'service/kserve-version': [
    refused(
      inCluster({ ...PROMETHEUS, kserveVersion: '0.12' }, service({})),
      `[test/Own/Qwen] KServe 0.12 does not know the autoscaler class 'external', which came with 0.13; correct kserveVersion in the cluster profile, or use a scaler construct (service/kserve-version)`,
    ),
  ],
  'service/namespace': [
    refused((chart) => {
      const apart = new Chart(chart, 'Apart');
      const target = newService(apart);
      const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
      new KedaLlmScaler(apart, 'Keda', { target, metrics, maxReplicas: 4 });
    }, `[test/Apart/Keda] 'metrics[0]' needs a namespace for its query; set the chart's namespace or that of the service (service/namespace)`),
  ],
  'scaler/target': [
    refused(
      hpa({
        target: { apiVersion: 'v1', kind: 'Pod', name: 'qwen' },
        metrics: [RawMetric.external('depth').averageValue(5)],
      }),
      '[test/Hpa] the kind Pod has no scale subresource of its own; give the Deployment that makes it (scaler/target)',
    ),
  ],
  'metric/duplicate': [
    refused(
      hpa({ metrics: [EngineMetric.RUNNING_REQUESTS.target(10), EngineMetric.RUNNING_REQUESTS.target(20)] }),
      `[test/Hpa] 'metrics[1]' is the same metric as 'metrics[0]'; keep the one with the right target (metric/duplicate)`,
    ),
  ],
  'metric/unknown-to-engine': [
    refused(
      hpa({ metrics: [GpuMetric.DCGM_CUSTOM_PROCESS_SM_UTIL.target(Percent.of(80))] }),
      `[test/Hpa] 'metrics[0]': the dcgm-exporter chart of this cluster does not export DCGM_CUSTOM_PROCESS_SM_UTIL; use GpuMetric.UTILIZATION, which takes the cluster's own series, or correct the profile's dcgm (metric/unknown-to-engine)`,
    ),
  ],
  'metric/needs-pods': [
    refused(
      hpa({ target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' } }),
      `[test/Hpa] 'metrics[0]' is measured on pods, and of this target no pods are known; give an LlmInferenceService (fromDeployment, fromInferenceService or fromName for one that exists), or a RawMetric (metric/needs-pods)`,
    ),
  ],
  'metric/no-prometheus': [
    refused(
      inCluster({ managedElsewhere: [ClusterComponent.METRICS_ADAPTER] }, hpa({})),
      `[test/Own/Hpa] 'metrics[0]' comes from Prometheus, and this cluster has none; apply a cluster profile, for example ClusterProfile.kubePrometheusStack(…).applyTo(chart) (metric/no-prometheus)`,
    ),
  ],
  'metric/not-scraped': [
    refused(
      hpaOf({ monitoring: Monitoring.none() }, { metrics: [EngineMetric.RUNNING_REQUESTS.target(10)] }),
      `[test/Hpa] 'metrics[0]' comes from pods that nothing scrapes; give the service's engine a metricsPath, or do not set its monitoring to none (metric/not-scraped)`,
    ),
  ],
  'metric/no-dcgm': [
    refused(
      inCluster(
        { ...PROMETHEUS, managedElsewhere: [ClusterComponent.METRICS_ADAPTER] },
        hpa({ metrics: [GpuMetric.UTILIZATION.target(Percent.of(80))] }),
      ),
      `[test/Own/Hpa] 'metrics[0]' comes from the GPU exporter, which nothing scrapes; add new DcgmMonitoring(chart, 'Dcgm') once per cluster, or say in the profile that it is managedElsewhere (metric/no-dcgm)`,
    ),
  ],
  'metric/no-accelerator': [
    refused(
      hpaOf({ accelerator: undefined }, { metrics: [GpuMetric.UTILIZATION.target(Percent.of(80))] }),
      `[test/Hpa] 'metrics[0]' is about GPUs, and the pods of 'qwen' have none; give the service an accelerator (metric/no-accelerator)`,
    ),
  ],
  'metric/mig-slice': [
    refused(
      hpaOf(
        { accelerator: Accelerator.resource('nvidia.com/mig-1g.10gb', 1) },
        { metrics: [GpuMetric.UTILIZATION.target(Percent.of(80))] },
      ),
      `[test/Hpa] 'metrics[0]' ("DCGM_FI_DEV_GPU_UTIL") must be a metric that slices of a GPU have (nvidia.com/mig-1g.10gb), which this is not; use GpuMetric.ENGINE_ACTIVITY (metric/mig-slice)`,
    ),
  ],
  'keda/apply-order': [
    warned(
      keda({ metrics: [ResourceMetric.CPU.target(Percent.of(80))] }),
      `[test/Keda] KEDA refuses a trigger on CPU or memory as long as there is no Deployment, and KServe makes it only after the apply; apply the file again when the service is there, or let KServe make the ScaledObject: the service's scaling with KServeScaling.keda(…) (keda/apply-order)`,
    ),
  ],
  'keda/metric': [
    refused(
      keda({ metrics: [RawMetric.external('depth').averageValue(5)] }),
      `[test/Keda] 'metrics[0]' is a metric of the Kubernetes metrics API, which KEDA does not read; use a KedaTrigger, or a GpuHpa (keda/metric)`,
    ),
  ],
  'keda/version': [
    refused(
      inCluster(
        { ...PROMETHEUS, kedaVersion: '2.16' },
        keda({ fallback: { replicas: 4, behavior: 'currentReplicas' } }),
      ),
      `[test/Own/Keda] 'fallback.behavior' came with KEDA 2.17, and the cluster has 2.16; correct kedaVersion in the cluster profile, or leave the fallback out (keda/version)`,
    ),
  ],
  'cluster/single': [
    refused((chart) => {
      new DcgmMonitoring(chart, 'Dcgm');
    }, '[test/Dcgm] the cluster profile says that DcgmMonitoring is managed elsewhere; leave this construct out (cluster/single)'),
  ],
  'cluster/profile': [
    refused(
      inCluster({ kubernetesVersion: 'latest' }, service({})),
      `[test/Own] 'kubernetesVersion' ("latest") must be a version like '1.35' or '0.20.0'; write it so (cluster/profile)`,
    ),
  ],
  'warning/silence': [
    refused((chart) => {
      Warnings.silence(chart, 'service/image-tag', '');
    }, `[test] rule 'service/image-tag' is silenced without a reason; say why it does not apply here (warning/silence)`),
  ],
};
