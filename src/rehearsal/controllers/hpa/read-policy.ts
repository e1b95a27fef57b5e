import type { Fields } from '../../../stack/fields';
import { isAbsent, Reader, Unreadable } from '../../reader';
import type { HpaMetricPolicy, HpaPolicy, MetricTarget, MetricType, ScalingRules } from './policy';
import { selectorText, titleOf } from './wording';

const DEFAULT_CPU_UTILIZATION = 80;

/** The rules where a behavior says nothing. How long lower recommendations have to hold is the controller's flag. */
const DEFAULT_RULES: Record<'scaleUp' | 'scaleDown', ScalingRules> = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ],
  },
  scaleDown: { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
};

/**
 * Reads the spec of an autoscaling/v2 HorizontalPodAutoscaler, with the defaults of the API server.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
export function readHpaSpec(spec: unknown, namespace = 'default'): HpaPolicy | Unreadable {
  const reader = new Reader();
  const fields = reader.fields(spec, 'spec');
  const list = reader.list(fields.metrics, 'spec.metrics');
  const metrics = list.map((metric, index) => readMetric(reader, metric, `spec.metrics[${index}]`));
  const policy: HpaPolicy = {
    namespace,
    minReplicas: reader.integer(fields.minReplicas, 'spec.minReplicas', 1),
    maxReplicas: reader.integer(fields.maxReplicas, 'spec.maxReplicas'),
    metrics: metrics.length > 0 ? metrics : [cpuUtilization(DEFAULT_CPU_UTILIZATION)],
    ...readBehavior(reader, fields.behavior, 'spec.behavior'),
  };
  return reader.reasons.length > 0 ? new Unreadable(reader.reasons) : policy;
}

function cpuUtilization(percent: number): HpaMetricPolicy {
  const target: MetricTarget = { type: 'Utilization', value: percent };
  const metric = { type: 'Resource', name: 'cpu', target } as const;
  return { ...metric, title: titleOf(metric) };
}

const SOURCES: Record<MetricType, string> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

/** One metric of a spec. */
export function readMetric(reader: Reader, metric: unknown, path: string): HpaMetricPolicy {
  const fields = reader.fields(metric, path);
  const type = reader.oneOf(fields.type, `${path}.type`, Object.keys(SOURCES) as MetricType[]);
  const sourcePath = `${path}.${SOURCES[type]}`;
  const source = reader.fields(fields[SOURCES[type]], sourcePath);
  const isResource = type === 'Resource' || type === 'ContainerResource';
  const identifier = isResource ? source : reader.fields(source.metric, `${sourcePath}.metric`);
  const name = reader.text(identifier.name, `${sourcePath}${isResource ? '' : '.metric'}.name`);
  const target = readTarget(reader, type, reader.fields(source.target, `${sourcePath}.target`), `${sourcePath}.target`);
  const read = { type, name, target, ...readDetails(reader, type, source, identifier, sourcePath) };
  return { ...read, title: titleOf(read) };
}

/** What the messages about a metric say beside its name. */
function readDetails(
  reader: Reader,
  type: MetricType,
  source: Fields,
  identifier: Fields,
  path: string,
): Pick<HpaMetricPolicy, 'container' | 'object' | 'selector'> {
  if (type === 'ContainerResource') return { container: reader.text(source.container, `${path}.container`) };
  if (type !== 'Object' && type !== 'External') return {};
  const selector = selectorText(reader.optionalFields(identifier.selector, `${path}.metric.selector`));
  if (type === 'External') return { selector };
  const object = reader.fields(source.describedObject, `${path}.describedObject`);
  const kind = reader.text(object.kind, `${path}.describedObject.kind`);
  return { selector, object: { kind, name: reader.text(object.name, `${path}.describedObject.name`) } };
}

/** The controller goes by the field that is set; only for an Object it also looks at the type. */
function readTarget(reader: Reader, type: MetricType, fields: Fields, path: string): MetricTarget {
  if (type === 'Object') return readObjectTarget(reader, fields, path);
  if (!isAbsent(fields.averageValue) || type === 'Pods')
    return { type: 'AverageValue', value: reader.milli(fields.averageValue, `${path}.averageValue`) };
  if (type === 'External') return { type: 'Value', value: reader.milli(fields.value, `${path}.value`) };
  return { type: 'Utilization', value: reader.integer(fields.averageUtilization, `${path}.averageUtilization`) };
}

/** What the API server takes and the controller cannot use is a utilization, which an Object does not have. */
function readObjectTarget(reader: Reader, fields: Fields, path: string): MetricTarget {
  const type = reader.oneOf(fields.type, `${path}.type`, ['Value', 'AverageValue', 'Utilization']);
  const [used, other] = type === 'Value' ? (['value', 'averageValue'] as const) : (['averageValue', 'value'] as const);
  if (type === 'Utilization' || (isAbsent(fields[used]) && !isAbsent(fields[other])))
    return { type: 'Utilization', value: 0 };
  return { type, value: reader.milli(fields[used], `${path}.${used}`) };
}

/** A behavior with its defaults; nothing where there is none. */
export function readBehavior(reader: Reader, value: unknown, path: string): Pick<HpaPolicy, 'behavior'> {
  if (isAbsent(value)) return {};
  const fields = reader.fields(value, path);
  return {
    behavior: {
      scaleUp: readRules(reader, fields, 'scaleUp', `${path}.scaleUp`),
      scaleDown: readRules(reader, fields, 'scaleDown', `${path}.scaleDown`),
    },
  };
}

function readRules(reader: Reader, behavior: Fields, direction: 'scaleUp' | 'scaleDown', path: string): ScalingRules {
  const fallback = DEFAULT_RULES[direction];
  if (isAbsent(behavior[direction])) return fallback;
  const fields = reader.fields(behavior[direction], path);
  const window = reader.optionalInteger(fields.stabilizationWindowSeconds, `${path}.stabilizationWindowSeconds`);
  const tolerance = reader.optionalQuantity(fields.tolerance, `${path}.tolerance`)?.approximate;
  const policies = isAbsent(fields.policies) ? undefined : reader.list(fields.policies, `${path}.policies`);
  return {
    stabilizationWindowSeconds: window ?? fallback.stabilizationWindowSeconds,
    selectPolicy: isAbsent(fields.selectPolicy)
      ? fallback.selectPolicy
      : reader.oneOf(fields.selectPolicy, `${path}.selectPolicy`, ['Max', 'Min', 'Disabled']),
    policies:
      policies?.map((each, index) => readPolicy(reader, each, `${path}.policies[${index}]`)) ?? fallback.policies,
    tolerance,
  };
}

function readPolicy(reader: Reader, policy: unknown, path: string): ScalingRules['policies'][number] {
  const fields = reader.fields(policy, path);
  return {
    type: reader.oneOf(fields.type, `${path}.type`, ['Pods', 'Percent']),
    value: reader.integer(fields.value, `${path}.value`),
    periodSeconds: reader.integer(fields.periodSeconds, `${path}.periodSeconds`),
  };
}
