import type { Construct } from 'constructs';
import { ClusterComponent } from '../cluster/cluster-profile';
import type { ClusterFacts } from '../cluster/facts';
import { singlesOf } from '../cluster/inventory';
import { type Mistake, problem } from '../kubernetes/mistake';
import { type BoundMetric, bind, isPrometheusMetric } from '../metrics/binding';
import type { MetricTarget } from '../metrics/metric';
import { type CheckedTarget, checkTarget } from '../metrics/target';
import { bindingPods } from '../service/facts';
import type { ResolvedTarget } from './target';

/** A metric of a scaler that was found to be fine; bound when Prometheus has it. */
export interface ScalerMetric {
  /** The prop that holds it, for messages. */
  readonly prop: string;
  /** What is measured, and where to. */
  readonly target: CheckedTarget;
  /** Its forms for a metric of Prometheus. @default - it is none */
  readonly bound?: BoundMetric;
}

/** The metrics of a scaler, judged. */
export interface JudgedMetrics {
  /** Those that are fine. */
  readonly metrics: readonly ScalerMetric[];
  /** What is wrong with the others. */
  readonly mistakes: readonly Mistake[];
}

/** Judges the metrics that both kinds of scaler take, and binds them to the pods of the target. */
export function judgeMetrics(
  scope: Construct,
  targets: readonly MetricTarget[],
  resolved: ResolvedTarget,
  cluster: ClusterFacts,
): JudgedMetrics {
  const metrics: ScalerMetric[] = [];
  const mistakes: Mistake[] = [];
  targets.forEach((each, index) => {
    const prop = `metrics[${index}]`;
    const target = checkTarget(prop, each);
    if (!('metric' in target)) {
      mistakes.push(...target);
      return;
    }
    if (!isPrometheusMetric(target.metric)) {
      metrics.push({ prop, target });
      return;
    }
    const { bound, mistakes: found } = bind(prop, target.metric, target.unit, {
      pods: resolved.service && bindingPods(resolved.service),
      dcgm: cluster.dcgm,
      rateWindow: cluster.rateWindow,
    });
    mistakes.push(...found);
    if (!bound) return;
    metrics.push({ prop, target, bound });
    mistakes.push(...checkSource(scope, prop, bound, resolved, cluster));
  });
  mistakes.push(...checkDistinct(metrics));
  return { metrics, mistakes };
}

/** The series has to get into Prometheus: the pods or the GPU exporter must be scraped. */
function checkSource(
  scope: Construct,
  prop: string,
  { exposure }: BoundMetric,
  { service }: ResolvedTarget,
  cluster: ClusterFacts,
): Mistake[] {
  if (cluster.monitors === undefined)
    return [
      problem(
        'metric/no-prometheus',
        `'${prop}' comes from Prometheus, and this cluster has none`,
        'apply a cluster profile, for example ClusterProfile.kubePrometheusStack(…).applyTo(chart)',
      ),
    ];
  if (!exposure.fromGpuExporter) {
    if (service?.isScraped()) return [];
    return [
      problem(
        'metric/not-scraped',
        `'${prop}' comes from pods that nothing scrapes`,
        "give the service's engine a metricsPath, or do not set its monitoring to none",
      ),
    ];
  }
  if (service?.hasAccelerator === false)
    return [
      problem(
        'metric/no-accelerator',
        `'${prop}' is about GPUs, and the pods of '${service.name}' have none`,
        'give the service an accelerator',
      ),
    ];
  const isScraped = cluster.dcgm.scrape === undefined || isThere(scope, ClusterComponent.DCGM_MONITORING, cluster);
  return isScraped
    ? []
    : [
        problem(
          'metric/no-dcgm',
          `'${prop}' comes from the GPU exporter, which nothing scrapes`,
          "add new DcgmMonitoring(chart, 'Dcgm') once per cluster, or say in the profile that it is managedElsewhere",
        ),
      ];
}

/** Whether a cluster has a component, from this app or from elsewhere. */
export function isThere(scope: Construct, component: ClusterComponent, cluster: ClusterFacts): boolean {
  return cluster.managedElsewhere.includes(component) || singlesOf(scope, component).length > 0;
}

function checkDistinct(metrics: readonly ScalerMetric[]): Mistake[] {
  const seen = new Map<string, string>();
  return metrics.flatMap(({ prop, target, bound }) => {
    const identity = bound?.exposure.name ?? JSON.stringify(target.metric);
    const first = seen.get(identity);
    if (first === undefined) {
      seen.set(identity, prop);
      return [];
    }
    return [
      problem('metric/duplicate', `'${prop}' is the same metric as '${first}'`, 'keep the one with the right target'),
    ];
  });
}
