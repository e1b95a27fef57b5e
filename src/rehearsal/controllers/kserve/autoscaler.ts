import type { Fields } from '../../../stack/fields';
import { Reader, Unreadable } from '../../reader';

const DEFAULT_CPU_UTILIZATION = 80;
/** What KServe's configuration says by default where the InferenceService says nothing. */
const DEFAULT_WINDOWS = { scaleUp: 0, scaleDown: 300 };

/**
 * The spec of what KServe's classes hpa and keda make of an InferenceService in its Standard mode, with what it scales
 * left out. What KServe drops is dropped: the behavior of class hpa, policies and target types of class keda.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/hpa-autoscaler
 */
export function kserveAutoscaler(autoscalerClass: 'hpa' | 'keda', inferenceService: Fields): Fields | Unreadable {
  const reader = new Reader();
  const path = 'spec.predictor';
  const predictor = reader.fields(reader.fields(inferenceService.spec, 'spec').predictor, path);
  const bounds = boundsOf(reader, predictor, autoscalerClass === 'hpa');
  const autoScaling = reader.optionalFields(predictor.autoScaling, `${path}.autoScaling`);
  const metrics = reader
    .list(autoScaling.metrics, `${path}.autoScaling.metrics`)
    .map((metric, index) => reader.fields(metric, `${path}.autoScaling.metrics[${index}]`));
  const spec =
    autoscalerClass === 'hpa'
      ? hpaSpec(bounds, metrics, predictor)
      : scaledObjectSpec(reader, bounds, metrics, autoScaling);
  return reader.reasons.length > 0 ? new Unreadable(reader.reasons) : spec;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function boundsOf(reader: Reader, predictor: Fields, isHpa: boolean): Bounds {
  const given = reader.integer(predictor.minReplicas, 'spec.predictor.minReplicas', 1);
  const min = isHpa ? Math.max(1, given) : given;
  return { min, max: Math.max(min, reader.integer(predictor.maxReplicas, 'spec.predictor.maxReplicas', 0)) };
}

function hpaSpec({ min, max }: Bounds, metrics: readonly Fields[], predictor: Fields): Fields {
  const resources = metrics.filter(({ type }) => type === 'Resource');
  const metric = predictor.scaleMetric ?? 'cpu';
  const target = predictor.scaleTarget ?? (metric === 'cpu' ? DEFAULT_CPU_UTILIZATION : undefined);
  const single =
    target === undefined
      ? []
      : [{ type: 'Resource', resource: { name: metric, target: { type: 'Utilization', averageUtilization: target } } }];
  return {
    minReplicas: min,
    maxReplicas: max,
    // Without a metric the API server puts in 80 % of CPU.
    metrics: metrics.length > 0 ? resources : single,
    behavior: {},
  };
}

function scaledObjectSpec(
  reader: Reader,
  { min, max }: Bounds,
  metrics: readonly Fields[],
  autoScaling: Fields,
): Fields {
  const behavior = reader.optionalFields(autoScaling.behavior, 'spec.predictor.autoScaling.behavior');
  const windowOf = (direction: keyof typeof DEFAULT_WINDOWS) => {
    const rules = reader.optionalFields(behavior[direction], `spec.predictor.autoScaling.behavior.${direction}`);
    return { stabilizationWindowSeconds: rules.stabilizationWindowSeconds ?? DEFAULT_WINDOWS[direction] };
  };
  return {
    minReplicaCount: min,
    maxReplicaCount: max,
    triggers: metrics.map((metric, index) => triggerOf(reader, metric, `spec.predictor.autoScaling.metrics[${index}]`)),
    advanced: {
      horizontalPodAutoscalerConfig: { behavior: { scaleUp: windowOf('scaleUp'), scaleDown: windowOf('scaleDown') } },
    },
  };
}

function triggerOf(reader: Reader, metric: Fields, path: string): Fields {
  if (metric.type === 'Resource') {
    const resource = reader.fields(metric.resource, `${path}.resource`);
    const target = reader.fields(resource.target, `${path}.resource.target`);
    const value = target.averageUtilization ?? target.averageValue ?? DEFAULT_CPU_UTILIZATION;
    return { type: resource.name, metricType: target.type, metadata: { value: String(value) } };
  }
  const external = reader.fields(metric.external, `${path}.external`);
  const source = reader.fields(external.metric, `${path}.external.metric`);
  const target = reader.fields(external.target, `${path}.external.target`);
  return {
    type: source.backend,
    metadata: { serverAddress: source.serverAddress, query: source.query, threshold: String(target.value) },
  };
}
