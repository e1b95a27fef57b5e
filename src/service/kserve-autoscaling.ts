import {
  InferenceServiceSpecPredictorAutoScalingMetricsExternalMetricBackend as Backend,
  InferenceServiceSpecPredictorAutoScalingMetricsExternalTargetType as ExternalTarget,
  type InferenceServiceSpecPredictor,
  InferenceServiceSpecPredictorAutoScalingMetricsType as MetricType,
  InferenceServiceSpecPredictorAutoScalingMetricsResourceName as ResourceName,
  InferenceServiceSpecPredictorAutoScalingMetricsResourceTargetType as ResourceTarget,
  InferenceServiceSpecPredictorScaleMetric as ScaleMetric,
  type InferenceServiceSpecPredictorAutoScalingMetrics as ScalingMetric,
} from '../../imports/serving.kserve.io';
import type { ClusterFacts } from '../cluster/facts';
import { type Mistake, problem } from '../kubernetes/mistake';
import { checkSeconds, secondsOf } from '../kubernetes/numbers';
import { formatDecimal } from '../kubernetes/quantity';
import { checkReplicaBounds } from '../kubernetes/replicas';
import { type BindingScope, type BoundMetric, bind, isPrometheusMetric } from '../metrics/binding';
import { type CheckedTarget, checkTarget } from '../metrics/target';
import type { KServeScalingFacts } from './kserve-scaling';

/** A scaling by KServe that was judged, and how it is rendered. */
export interface KServeAutoscaling {
  /** What is wrong with it. */
  readonly mistakes: readonly Mistake[];
  /** The fields of the predictor; only when nothing is wrong. */
  readonly render: () => Partial<InferenceServiceSpecPredictor>;
}

/** Judges a scaling by what KServe's controllers honour. */
export function kserveAutoscaling(
  scaling: KServeScalingFacts,
  scope: BindingScope,
  cluster: ClusterFacts,
  isScraped: boolean,
): KServeAutoscaling {
  const minReplicas = scaling.minReplicas ?? 1;
  const mistakes = [
    ...checkReplicaBounds(minReplicas, scaling.maxReplicas),
    ...checkSeconds('scaling.scaleUpStabilization', scaling.scaleUpStabilization, 0, 3600),
    ...checkSeconds('scaling.scaleDownStabilization', scaling.scaleDownStabilization, 0, 3600),
  ];
  const targets: { target: CheckedTarget; bound?: BoundMetric }[] = [];
  scaling.metrics.forEach((metric, index) => {
    const prop = `scaling.metrics[${index}]`;
    const target = checkTarget(prop, metric);
    if (!('metric' in target)) {
      mistakes.push(...target);
      return;
    }
    if (target.activation !== undefined)
      mistakes.push(
        problem(
          'service/scaling',
          `'${prop}' has an activation, and KServe does not scale to zero by it`,
          'leave it out, or use a KedaLlmScaler',
        ),
      );
    const { bound, problems } = boundFor(prop, target, scope, cluster, isScraped);
    mistakes.push(...problems);
    targets.push({ target, bound });
  });
  if (scaling.metrics.length === 0)
    mistakes.push(problem('metric/none', "'scaling' has no metric", 'give at least one'));
  return {
    mistakes,
    render: () => ({
      minReplicas,
      maxReplicas: scaling.maxReplicas,
      ...(scaling.autoscalerClass === 'hpa' ? hpaFields(targets[0].target) : kedaFields(scaling, targets, cluster)),
    }),
  };
}

function boundFor(
  prop: string,
  target: CheckedTarget,
  scope: BindingScope,
  cluster: ClusterFacts,
  isScraped: boolean,
): { bound?: BoundMetric; problems: readonly Mistake[] } {
  if (target.metric.from === 'resource') return { problems: [] };
  if (!isPrometheusMetric(target.metric))
    return { problems: [problem('service/scaling', `'${prop}' is not one that KServe can scale on`, 'use a GpuHpa')] };
  const { bound, mistakes } = bind(prop, target.metric, target.unit, scope);
  const problems = [...mistakes];
  if (bound && !bound.isTotal)
    problems.push(
      problem(
        'service/scaling',
        `'${prop}' is a share or a percentile, and KServe's ScaledObject divides everything by the number of replicas`,
        'use a KedaLlmScaler',
      ),
    );
  if (cluster.prometheusUrl === undefined)
    problems.push(
      problem('metric/no-prometheus', `'${prop}' needs a Prometheus`, 'apply a cluster profile that knows its address'),
    );
  if (scope.pods?.namespace === undefined)
    problems.push(
      problem(
        'service/namespace',
        `'${prop}' needs a namespace for its query`,
        "set the chart's namespace or metadata.namespace",
      ),
    );
  if (!isScraped && bound && !bound.exposure.fromGpuExporter)
    problems.push(
      problem('metric/not-scraped', `'${prop}' comes from pods that nothing scrapes`, 'do not set monitoring to none'),
    );
  return { bound, problems };
}

function hpaFields({ metric, value }: CheckedTarget): Partial<InferenceServiceSpecPredictor> {
  const isMemory = metric.from === 'resource' && metric.resource === 'memory';
  return { scaleMetric: isMemory ? ScaleMetric.MEMORY : ScaleMetric.CPU, scaleTarget: value };
}

function kedaFields(
  scaling: KServeScalingFacts,
  targets: readonly { target: CheckedTarget; bound?: BoundMetric }[],
  cluster: ClusterFacts,
): Partial<InferenceServiceSpecPredictor> {
  const { scaleUpStabilization: up, scaleDownStabilization: down } = scaling;
  return {
    autoScaling: {
      metrics: targets.map(({ target, bound }) => scalingMetric(target, bound, cluster)),
      behavior:
        up || down
          ? {
              scaleUp: up && { stabilizationWindowSeconds: secondsOf(up) },
              scaleDown: down && { stabilizationWindowSeconds: secondsOf(down) },
            }
          : undefined,
    },
  };
}

function scalingMetric(target: CheckedTarget, bound: BoundMetric | undefined, cluster: ClusterFacts): ScalingMetric {
  if (target.metric.from === 'resource')
    return {
      type: MetricType.RESOURCE,
      resource: {
        name: target.metric.resource === 'cpu' ? ResourceName.CPU : ResourceName.MEMORY,
        target:
          target.comparison === 'utilization'
            ? { type: ResourceTarget.UTILIZATION, averageUtilization: target.value }
            : { type: ResourceTarget.AVERAGE_VALUE, averageValue: target.quantity },
      },
    };
  // The webhook wants the value under both names: one always, the other for the type.
  const value = formatDecimal(target.value);
  return {
    type: MetricType.EXTERNAL,
    external: {
      metric: { backend: Backend.PROMETHEUS, serverAddress: cluster.prometheusUrl ?? '', query: bound?.query ?? '' },
      target: { type: ExternalTarget.AVERAGE_VALUE, value, averageValue: value },
    },
  };
}
