import { Duration } from 'cdk8s';
import {
  ClusterComponent,
  EngineMetric,
  GpuMetric,
  KServeScaling,
  Percent,
  Ratio,
  ResourceMetric,
  ScalingPolicy,
  SelectPolicy,
} from '../../src';
import { accepted, hpa, inCluster, type Rows, refused, service, TYPED, warned, wholeApp } from './cases';

/** Replicas and behavior. */
export const HPA: Rows = {
  'HPA-01': [
    refused(
      hpa({ minReplicas: 3, maxReplicas: 1 }),
      `[test/Hpa] 'maxReplicas' (1) must be at least 'minReplicas' (3); raise maxReplicas or lower minReplicas (hpa/replica-bounds)`,
    ),
  ],
  'HPA-02': [
    refused(
      hpa({ maxReplicas: 0 }),
      `[test/Hpa] 'maxReplicas' (0) must be a whole number of at least 1; give such a number (value/number)`,
    ),
    refused(
      hpa({ maxReplicas: -1 }),
      `[test/Hpa] 'maxReplicas' (-1) must be a whole number of at least 1; give such a number (value/number)`,
    ),
  ],
  'HPA-03': [
    refused(
      hpa({ minReplicas: 0 }),
      `[test/Hpa] 'minReplicas' (0) must be at least 1, since an HPA does not scale to zero; use a KedaLlmScaler for that (hpa/replica-bounds)`,
    ),
  ],
  'HPA-04': [
    refused(
      service({ scaling: KServeScaling.cpu(Percent.of(80), { minReplicas: 0, maxReplicas: 2 }) }),
      `[test/Qwen] 'minReplicas' (0) must be at least 1, since an HPA does not scale to zero; use a KedaLlmScaler for that (hpa/replica-bounds)`,
    ),
  ],
  'HPA-05': [
    refused(
      hpa({ metrics: [ResourceMetric.CPU.target(Percent.of(0))] }),
      `[test/Hpa] 'metrics[0]' (0) must be at most 100 % and at least 1, with at most three decimals; give a value in that range (metric/target)`,
    ),
    refused(
      hpa({ metrics: [GpuMetric.UTILIZATION.target(Percent.of(150))] }),
      `[test/Hpa] 'metrics[0]' (150) must be at most 100 % and at least 1, with at most three decimals; give a value in that range (metric/target)`,
    ),
  ],
  'HPA-06': [
    refused(
      hpa({ metrics: [EngineMetric.KV_CACHE_USAGE.target(Ratio.of(80))] }),
      `[test/Hpa] 'metrics[0]' (80) must be a ratio of at most 1 and at least 0.001, with at most three decimals; did you mean Ratio.of(0.8)? (metric/target)`,
    ),
    refused(
      hpa({ metrics: [EngineMetric.KV_CACHE_USAGE.target(80 as unknown as Ratio)] }),
      `[test/Hpa] 'metrics[0]' (80) must be a Ratio, 0–1, as its metric is; use the type of the unit (metric/unit)`,
    ),
    TYPED,
  ],
  'HPA-07': [
    refused(
      hpa({ metrics: [GpuMetric.UTILIZATION.target(Percent.of(0.5))] }),
      `[test/Hpa] 'metrics[0]' (0.5) must be at most 100 % and at least 1, with at most three decimals; did you mean Percent.of(50)? (metric/target)`,
    ),
    refused(
      hpa({ metrics: [GpuMetric.UTILIZATION.target(0.5 as unknown as Percent)] }),
      `[test/Hpa] 'metrics[0]' (0.5) must be a Percent, 0–100, as its metric is; use the type of the unit (metric/unit)`,
    ),
    TYPED,
  ],
  'HPA-08': [
    refused(
      hpa({ metrics: [] }),
      `[test/Hpa] 'metrics' is empty, and the API server would take CPU at 80 %; give at least one metric (metric/none)`,
    ),
    TYPED,
  ],
  'HPA-09': [accepted(hpa({}), 'HorizontalPodAutoscaler spec.metrics.0.pods.target.type', 'AverageValue'), TYPED],
  'HPA-10': [
    refused(
      hpa({ behavior: { scaleDown: { stabilizationWindow: Duration.hours(2) } } }),
      `[test/Hpa] 'behavior.scaleDown.stabilizationWindow' ("7200 s") must be a whole number of seconds between 0 s and 3600 s; round it (value/seconds)`,
    ),
  ],
  'HPA-11': [
    refused(
      hpa({ behavior: { scaleUp: { policies: [ScalingPolicy.pods(1, Duration.seconds(3600))] } } }),
      `[test/Hpa] 'behavior.scaleUp.policies[0].period' ("3600 s") must be a whole number of seconds between 1 s and 1800 s; round it (value/seconds)`,
    ),
    refused(
      hpa({ behavior: { scaleUp: { policies: [ScalingPolicy.pods(1, Duration.seconds(0))] } } }),
      `[test/Hpa] 'behavior.scaleUp.policies[0].period' ("0 s") must be a whole number of seconds between 1 s and 1800 s; round it (value/seconds)`,
    ),
    refused(
      hpa({ behavior: { scaleUp: { policies: [ScalingPolicy.pods(0, Duration.minutes(1))] } } }),
      `[test/Hpa] 'behavior.scaleUp.policies[0].value' (0) must be a whole number of at least 1; give such a number (value/number)`,
    ),
  ],
  'HPA-12': [
    refused(
      hpa({ behavior: { scaleUp: { policies: [] } } }),
      `[test/Hpa] 'behavior.scaleUp.policies' (an empty list) must hold a policy; give one or leave it out (scaler/behavior)`,
    ),
  ],
  'HPA-13': [TYPED],
  'HPA-14': [
    refused(
      inCluster(
        {
          kubernetesVersion: '1.30',
          prometheusUrl: 'http://prom:9090',
          managedElsewhere: [ClusterComponent.METRICS_ADAPTER],
        },
        hpa({ behavior: { scaleUp: { tolerance: Ratio.of(0.05) } } }),
      ),
      `[test/Own/Hpa] 'behavior.scaleUp.tolerance' is heeded by default from Kubernetes 1.35, and the cluster has 1.30; leave it out or correct kubernetesVersion in the cluster profile (scaler/behavior)`,
    ),
  ],
  'HPA-15': [
    refused(
      hpa({ behavior: { scaleDown: { stabilizationWindow: Duration.millis(500) } } }),
      `[test/Hpa] 'behavior.scaleDown.stabilizationWindow' ("0.5 s") must be a whole number of seconds between 0 s and 3600 s; round it (value/seconds)`,
    ),
  ],
  'HPA-16': [
    warned(
      hpa({ behavior: { scaleUp: { selectPolicy: SelectPolicy.DISABLED } } }),
      `[test/Hpa] 'behavior.scaleUp' is disabled, so this never scales out; enable it (scaler/never-scales)`,
    ),
  ],
  'HPA-17': [wholeApp('the capacity of node pools is not declared; a check of the whole app can ask for it')],
  'HPA-18': [
    accepted(
      hpa({ metrics: [ResourceMetric.CPU.target(Percent.of(80))] }),
      'InferenceService spec.predictor.containers.0.resources.requests.cpu',
      '4',
    ),
    TYPED,
  ],
};
