import { parseFiveFields } from '../../../kubernetes/cron-fields';
import { offsetsOf } from '../../../kubernetes/zone-offsets';
import type { Fields } from '../../../stack/fields';
import { isAbsent, Reader, Unreadable } from '../../reader';
import type { HpaMetricPolicy } from '../hpa/policy';
import { readBehavior, readMetric } from '../hpa/read-policy';
import { selectorText, titleOf } from '../hpa/wording';
import { FALSE, readAnnotations, withPauses } from './annotations';
import { cronMetricName } from './cron-trigger';
import { compileFormula } from './formula';
import { FormulaError } from './formula-functions';
import {
  type CronTrigger,
  FALLBACK_BEHAVIORS,
  type KedaFallback,
  type KedaModifiers,
  type KedaPolicy,
  type KedaQuirks,
  type PrometheusTrigger,
} from './policy';
import { COMPOSITE_METRIC, toMilli } from './scaled-object';
import { DEFAULT_KEDA, kedaQuirksOf } from './versions';

/** A trigger, and the metric that the HPA gets for it. */
interface ReadTrigger {
  readonly trigger: KedaPolicy['triggers'][number];
  readonly metric: HpaMetricPolicy;
}

const DEFAULTS = { pollingInterval: 30, cooldownPeriod: 300, initialCooldownPeriod: 0, maxReplicaCount: 100 };
const METRIC_TYPES = ['AverageValue', 'Value'] as const;
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/**
 * Reads the spec of a keda.sh/v1alpha1 ScaledObject with KEDA's defaults, and makes the HPA of it that KEDA makes.
 *
 * @param version of KEDA, such as `2.17`
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export function readScaledObject(
  spec: unknown,
  annotations: Fields = {},
  name = '',
  version = DEFAULT_KEDA,
): KedaPolicy | Unreadable {
  const reader = new Reader();
  const quirks = kedaQuirksOf(version);
  const fields = reader.fields(spec, 'spec');
  const advanced = reader.optionalFields(fields.advanced, 'spec.advanced');
  const triggers = reader
    .list(fields.triggers, 'spec.triggers')
    .map((trigger, index) => readTrigger(reader, trigger, index, name, quirks));
  const pollingIntervalSeconds = reader.integer(
    fields.pollingInterval,
    'spec.pollingInterval',
    DEFAULTS.pollingInterval,
  );
  if (pollingIntervalSeconds < 1)
    reader.refuse('spec.pollingInterval', fields.pollingInterval, 'must be at least 1', undefined);
  if (triggers.length === 0) reader.refuse('spec.triggers', fields.triggers, 'must have a trigger', undefined);
  const modifiers = readModifiers(reader, advanced.scalingModifiers, triggers);
  const stops = readAnnotations(annotations, quirks);
  const minReplicaCount = reader.integer(fields.minReplicaCount, 'spec.minReplicaCount', 0);
  const maxReplicaCount = reader.integer(fields.maxReplicaCount, 'spec.maxReplicaCount', DEFAULTS.maxReplicaCount);
  const config = reader.optionalFields(
    advanced.horizontalPodAutoscalerConfig,
    'spec.advanced.horizontalPodAutoscalerConfig',
  );
  const behavior = withPauses(config.behavior, stops);
  const policy: KedaPolicy = {
    minReplicaCount,
    maxReplicaCount,
    idleReplicaCount: reader.optionalInteger(fields.idleReplicaCount, 'spec.idleReplicaCount'),
    pollingIntervalSeconds,
    cooldownSeconds: reader.integer(fields.cooldownPeriod, 'spec.cooldownPeriod', DEFAULTS.cooldownPeriod),
    initialCooldownSeconds: reader.integer(
      fields.initialCooldownPeriod,
      'spec.initialCooldownPeriod',
      DEFAULTS.initialCooldownPeriod,
    ),
    triggers: triggers.map(({ trigger }) => trigger),
    ...readFallback(reader, fields.fallback, modifiers, quirks),
    ...(modifiers && { modifiers }),
    annotations: stops,
    hpa: {
      minReplicas: Math.max(1, minReplicaCount),
      maxReplicas: maxReplicaCount,
      metrics: hpaMetrics(triggers, modifiers, name),
      ...readBehavior(reader, behavior, 'spec.advanced.horizontalPodAutoscalerConfig.behavior'),
    },
    quirks,
  };
  return reader.reasons.length > 0 ? new Unreadable(reader.reasons) : policy;
}

/** External metrics come before those of resources, as KEDA sorts them; a formula's takes the place of all External ones. */
function hpaMetrics(
  triggers: readonly ReadTrigger[],
  modifiers: KedaModifiers | undefined,
  name: string,
): HpaMetricPolicy[] {
  const resources = triggers.map(({ metric }) => metric).filter(({ type }) => type === 'Resource');
  const containers = triggers.map(({ metric }) => metric).filter(({ type }) => type === 'ContainerResource');
  if (modifiers) {
    const target = { type: modifiers.metricType, value: Math.trunc(modifiers.target * 1000) };
    const composite = { type: 'External', name: COMPOSITE_METRIC, target, selector: selectorOf(name) } as const;
    return [...resources, { ...composite, title: titleOf(composite) }];
  }
  return [
    ...containers,
    ...triggers.map(({ metric }) => metric).filter(({ type }) => type === 'External'),
    ...resources,
  ];
}

/** The selector of its metrics in the HPA. */
function selectorOf(name: string): string {
  return selectorText({ matchLabels: { 'scaledobject.keda.sh/name': name } });
}

function readTrigger(
  reader: Reader,
  value: unknown,
  index: number,
  scaledObject: string,
  quirks: KedaQuirks,
): ReadTrigger {
  const path = `spec.triggers[${index}]`;
  const fields = reader.fields(value, path);
  const type = reader.oneOf(fields.type, `${path}.type`, ['prometheus', 'cron', 'cpu', 'memory'] as const);
  const metadata = reader.fields(fields.metadata, `${path}.metadata`);
  if (type === 'cpu' || type === 'memory')
    return { trigger: { type }, metric: readResource(reader, type, fields, metadata, path) };
  const common = {
    name: typeof fields.name === 'string' && fields.name !== '' ? fields.name : String(index),
    metricType: reader.oneOf(fields.metricType || METRIC_TYPES[0], `${path}.metricType`, METRIC_TYPES),
    usesCachedMetrics: fields.useCachedMetrics === true,
  };
  const trigger =
    type === 'cron'
      ? readCron(reader, metadata, index, `${path}.metadata`, common)
      : readPrometheus(reader, metadata, index, `${path}.metadata`, common, quirks);
  const target = { type: trigger.metricType, value: trigger.thresholdMilli };
  const { metricName } = trigger;
  const selector = selectorOf(scaledObject);
  const metric = { type: 'External', name: metricName, target, selector } as const;
  return { trigger, metric: { ...metric, title: titleOf(metric) } };
}

type CommonFields = Pick<PrometheusTrigger, 'name' | 'metricType' | 'usesCachedMetrics'>;

function readPrometheus(
  reader: Reader,
  metadata: Fields,
  index: number,
  path: string,
  common: CommonFields,
  quirks: KedaQuirks,
): PrometheusTrigger {
  const thresholdMilli = toMilli(reader.decimal(metadata.threshold, `${path}.threshold`), quirks);
  if (thresholdMilli < 1) reader.refuse(`${path}.threshold`, metadata.threshold, 'must be at least 0.001', undefined);
  return {
    ...common,
    type: 'prometheus',
    metricName: `s${index}-prometheus`,
    thresholdMilli,
    activationThreshold: reader.decimal(metadata.activationThreshold || undefined, `${path}.activationThreshold`, 0),
    ignoreNullValues: readBoolean(reader, metadata.ignoreNullValues, `${path}.ignoreNullValues`, true),
  };
}

function readCron(reader: Reader, metadata: Fields, index: number, path: string, common: CommonFields): CronTrigger {
  const schedule = (field: 'start' | 'end') => {
    const text = reader.text(metadata[field], `${path}.${field}`).trim();
    const parsed = parseFiveFields(text);
    if ('wrong' in parsed) reader.refuse(`${path}.${field}`, text, `must be valid: ${parsed.wrong}`, undefined);
    return text;
  };
  const window = {
    timezone: readZone(reader, metadata.timezone, `${path}.timezone`),
    start: schedule('start'),
    end: schedule('end'),
  };
  if (window.start === window.end) reader.refuse(`${path}.end`, window.end, 'must not be the same as start', undefined);
  const desiredReplicas = reader.decimal(metadata.desiredReplicas, `${path}.desiredReplicas`);
  if (!Number.isInteger(desiredReplicas) || desiredReplicas === 0)
    reader.refuse(`${path}.desiredReplicas`, metadata.desiredReplicas, 'must be a whole number and not 0', undefined);
  return {
    ...common,
    ...window,
    type: 'cron',
    metricName: cronMetricName(index, window),
    thresholdMilli: 1000,
    desiredReplicas,
  };
}

function readZone(reader: Reader, value: unknown, path: string): string {
  const zone = reader.text(value, path);
  try {
    offsetsOf(zone);
    return zone;
  } catch {
    return reader.refuse(path, zone, 'must be an IANA time zone', 'UTC');
  }
}

/** A text that Go's strconv.ParseBool takes. */
function readBoolean(reader: Reader, value: unknown, path: string, fallback: boolean): boolean {
  if (isAbsent(value) || value === '') return fallback;
  if (TRUE.includes(String(value))) return true;
  return FALSE.includes(String(value)) ? false : reader.refuse(path, value, 'must be true or false', fallback);
}

function readResource(reader: Reader, name: string, fields: Fields, { value, containerName }: Fields, path: string) {
  const isPercent =
    reader.oneOf(fields.metricType, `${path}.metricType`, ['Utilization', 'AverageValue']) === 'Utilization';
  const target = isPercent
    ? { averageUtilization: reader.decimal(value, `${path}.metadata.value`) }
    : { averageValue: value };
  const metric = containerName
    ? { type: 'ContainerResource', containerResource: { name, container: containerName, target } }
    : { type: 'Resource', resource: { name, target } };
  return readMetric(reader, metric, path);
}

function readFallback(
  reader: Reader,
  value: unknown,
  modifiers: KedaModifiers | undefined,
  { knowsStaticFallbacksOnly, takesNothingForZero }: KedaQuirks,
): Pick<KedaPolicy, 'fallback'> {
  if (isAbsent(value)) return {};
  const fields = reader.fields(value, 'spec.fallback');
  const failureThreshold = reader.integer(fields.failureThreshold, 'spec.fallback.failureThreshold', 0);
  const replicas = reader.integer(fields.replicas, 'spec.fallback.replicas', 0);
  // The API server drops a field that it does not know, and refuses a value that it does not know.
  const written = knowsStaticFallbacksOnly ? undefined : fields.behavior;
  const known = FALLBACK_BEHAVIORS.filter((each) => !(takesNothingForZero && each === 'scalingModifiers'));
  const behavior = reader.oneOf(written || 'static', 'spec.fallback.behavior', known);
  const isValid = failureThreshold >= 0 && replicas >= 0 && (modifiers === undefined || modifiers.hasWholeTarget);
  const fallback: KedaFallback = { failureThreshold, replicas, behavior, isValid };
  return { fallback };
}

function readModifiers(reader: Reader, value: unknown, triggers: readonly ReadTrigger[]): KedaModifiers | undefined {
  const path = 'spec.advanced.scalingModifiers';
  const fields = reader.optionalFields(value, path);
  if (Object.keys(fields).length === 0) return undefined;
  const formula = reader.text(fields.formula, `${path}.formula`);
  const wrong = mistakeOf(formula, triggers);
  if (wrong !== undefined) reader.refuse(`${path}.formula`, formula, `must be valid: ${wrong}`, '');
  const target = reader.decimal(fields.target, `${path}.target`);
  if (!(target > 0)) reader.refuse(`${path}.target`, fields.target, 'must be above zero', undefined);
  return {
    formula,
    target,
    hasWholeTarget: /^[+-]?\d+$/.test(String(fields.target)),
    activationTarget: reader.decimal(fields.activationTarget || undefined, `${path}.activationTarget`, 0),
    metricType: reader.oneOf(fields.metricType || METRIC_TYPES[0], `${path}.metricType`, METRIC_TYPES),
  };
}

/** KEDA tries a formula with -1 for every trigger before it takes it. */
function mistakeOf(formula: string, triggers: readonly ReadTrigger[]): string | undefined {
  const compiled = compileFormula(formula);
  if (compiled instanceof FormulaError) return compiled.message;
  const names = triggers.flatMap(({ trigger }) => ('name' in trigger ? [[trigger.name, -1] as const] : []));
  const tried = compiled(Object.fromEntries(names));
  if (tried instanceof FormulaError) return tried.message;
  const isNumber = typeof tried === 'number' || (tried === null && formula.includes('??'));
  return isNumber ? undefined : 'it gives no number';
}
