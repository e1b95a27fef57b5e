import { type ParsedQuantity, parseQuantity } from '../../../kubernetes/parse-quantity';
import type { HpaMetricPolicy, HpaPolicy, MetricTarget, MetricType, ScalingRules } from './policy';

type Fields = Readonly<Record<string, unknown>>;

/** What of a spec cannot be understood: the path of the field, what it is and what it must be. */
export class Unreadable {
  constructor(readonly reasons: readonly string[]) {}
}

const DEFAULT_CPU_UTILIZATION = 80;
const INT32_MAX = 2 ** 31 - 1;

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
export function readHpaSpec(spec: unknown): HpaPolicy | Unreadable {
  const reader = new Reader();
  const fields = reader.fields(spec, 'spec');
  const list = reader.list(fields.metrics, 'spec.metrics');
  const metrics = list.map((metric, index) => readMetric(reader, metric, `spec.metrics[${index}]`));
  const behavior = fields.behavior === undefined ? undefined : reader.fields(fields.behavior, 'spec.behavior');
  const policy: HpaPolicy = {
    minReplicas: reader.integer(fields.minReplicas, 'spec.minReplicas', 1),
    maxReplicas: reader.integer(fields.maxReplicas, 'spec.maxReplicas'),
    metrics: metrics.length > 0 ? metrics : [cpuUtilization(DEFAULT_CPU_UTILIZATION)],
    ...(behavior && {
      behavior: {
        scaleUp: readRules(reader, behavior, 'scaleUp'),
        scaleDown: readRules(reader, behavior, 'scaleDown'),
      },
    }),
  };
  return reader.reasons.length > 0 ? new Unreadable(reader.reasons) : policy;
}

function cpuUtilization(percent: number): HpaMetricPolicy {
  const target: MetricTarget = { type: 'Utilization', value: percent };
  return { type: 'Resource', name: 'cpu', title: titleOf('Resource', 'cpu', target, {}), target };
}

const SOURCES: Record<MetricType, string> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

function readMetric(reader: Reader, metric: unknown, path: string): HpaMetricPolicy {
  const fields = reader.fields(metric, path);
  const type = reader.oneOf(fields.type, `${path}.type`, Object.keys(SOURCES) as MetricType[]);
  const sourcePath = `${path}.${SOURCES[type]}`;
  const source = reader.fields(fields[SOURCES[type]], sourcePath);
  const isResource = type === 'Resource' || type === 'ContainerResource';
  const identifier = isResource ? source : reader.fields(source.metric, `${sourcePath}.metric`);
  const name = reader.text(identifier.name, `${sourcePath}${isResource ? '' : '.metric'}.name`);
  const target = readTarget(reader, type, reader.fields(source.target, `${sourcePath}.target`), `${sourcePath}.target`);
  return { type, name, title: titleOf(type, name, target, source), target };
}

/** The controller goes by the field that is set; only for an Object it also looks at the type. */
function readTarget(reader: Reader, type: MetricType, fields: Fields, path: string): MetricTarget {
  if (type === 'Object' && fields.type === 'Value')
    return { type: 'Value', value: reader.milli(fields.value, `${path}.value`) };
  if (fields.averageValue !== undefined || type === 'Pods' || type === 'Object')
    return { type: 'AverageValue', value: reader.milli(fields.averageValue, `${path}.averageValue`) };
  if (type === 'External') return { type: 'Value', value: reader.milli(fields.value, `${path}.value`) };
  return { type: 'Utilization', value: reader.integer(fields.averageUtilization, `${path}.averageUtilization`) };
}

/** How the controller's messages call a metric. */
function titleOf(type: MetricType, name: string, target: MetricTarget, source: Fields): string {
  const isUtilization = target.type === 'Utilization';
  switch (type) {
    case 'Resource':
      return isUtilization ? `${name} resource utilization (percentage of request)` : `${name} resource`;
    case 'ContainerResource':
      return isUtilization ? `${name} container resource utilization (percentage of request)` : `${name} resource`;
    case 'Pods':
      return `pods metric ${name}`;
    case 'Object':
      if (target.type === 'Value') return `${(source.describedObject as Fields | undefined)?.kind} metric ${name}`;
      return `external metric ${name}(${selectorOf(source)})`;
    case 'External':
      return `external metric ${name}(${selectorOf(source)})`;
  }
}

/** A label selector as Go prints it. */
function selectorOf(source: Fields): string {
  const selector = (source.metric as Fields | undefined)?.selector as Fields | undefined;
  if (selector === undefined) return 'nil';
  const labels = Object.entries((selector.matchLabels as Fields | undefined) ?? {}).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const text = labels.map(([label, value]) => `${label}: ${value},`).join('');
  return `&LabelSelector{MatchLabels:map[string]string{${text}},MatchExpressions:[]LabelSelectorRequirement{},}`;
}

function readRules(reader: Reader, behavior: Fields, direction: 'scaleUp' | 'scaleDown'): ScalingRules {
  const path = `spec.behavior.${direction}`;
  const fallback = DEFAULT_RULES[direction];
  if (behavior[direction] === undefined) return fallback;
  const fields = reader.fields(behavior[direction], path);
  const window = reader.optionalInteger(fields.stabilizationWindowSeconds, `${path}.stabilizationWindowSeconds`);
  const tolerance = reader.optionalQuantity(fields.tolerance, `${path}.tolerance`)?.approximate;
  const policies = fields.policies === undefined ? undefined : reader.list(fields.policies, `${path}.policies`);
  return {
    stabilizationWindowSeconds: window ?? fallback.stabilizationWindowSeconds,
    selectPolicy:
      fields.selectPolicy === undefined
        ? fallback.selectPolicy
        : reader.oneOf(fields.selectPolicy, `${path}.selectPolicy`, ['Max', 'Min', 'Disabled']),
    policies:
      policies?.map((each, index) => readPolicy(reader, each, `${path}.policies[${index}]`)) ?? fallback.policies,
    ...(tolerance !== undefined && { tolerance }),
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

/** Reads untyped values, and remembers what was not as it must be instead of stopping at it. */
class Reader {
  readonly reasons: string[] = [];

  fields(value: unknown, path: string): Fields {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
    return this.refuse(path, value, 'must be an object', {});
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (value === undefined || Array.isArray(value)) return value ?? [];
    return this.refuse(path, value, 'must be a list', []);
  }

  text(value: unknown, path: string): string {
    return typeof value === 'string' && value !== '' ? value : this.refuse(path, value, 'must be a text', '');
  }

  integer(value: unknown, path: string, fallback?: number): number {
    if (value === undefined && fallback !== undefined) return fallback;
    if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT32_MAX) return value;
    return this.refuse(path, value, 'must be a whole number', 0);
  }

  optionalInteger(value: unknown, path: string): number | undefined {
    return value === undefined ? undefined : this.integer(value, path);
  }

  /** A quantity above zero, in thousandths. */
  milli(value: unknown, path: string): number {
    const milli = this.optionalQuantity(value, path)?.milli;
    if (milli !== undefined && milli > 0) return milli;
    return this.refuse(path, value, 'must be a quantity above zero', 1);
  }

  optionalQuantity(value: unknown, path: string): ParsedQuantity | undefined {
    if (value === undefined) return undefined;
    const quantity = typeof value === 'string' || typeof value === 'number' ? parseQuantity(String(value)) : undefined;
    return quantity ?? this.refuse(path, value, 'must be a quantity', undefined);
  }

  oneOf<T extends string>(value: unknown, path: string, options: readonly T[]): T {
    const found = options.find((option) => option === value);
    return found ?? this.refuse(path, value, `must be one of ${options.join(', ')}`, options[0]);
  }

  private refuse<T>(path: string, value: unknown, must: string, instead: T): T {
    const reason = `'${path}' (${JSON.stringify(value) ?? 'nothing'}) ${must}`;
    // What hangs below a field that is not there has been said with the field.
    if (!this.reasons.some((other) => path.startsWith(`${other.slice(1, other.indexOf("'", 1))}.`)))
      this.reasons.push(reason);
    return instead;
  }
}
