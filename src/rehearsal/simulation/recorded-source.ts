import { parseQuantity } from '../../kubernetes/parse-quantity';
import type { HpaMetricPolicy, HpaPolicy } from '../controllers/hpa/policy';
import { MetricError, type PodSample } from '../controllers/hpa/world';
import type { PrometheusTrigger } from '../controllers/keda/policy';
import { type RecordedValue, type RecordedValues, recordedNames, valueAt } from '../recorded/recorded';
import type { StackService } from '../stack/read-stack';
import type { HpaScaler, KedaScaler } from '../stack/scalers';
import { titleOf } from '../stack/title';
import type { MetricSource } from './metric-source';
import type { Pod } from './pod';

/** A new pod has no sample before it has been scraped once. */
const FIRST_SCRAPE_MS = 15_000;

/** What is not a failure. */
type Measured = Exclude<RecordedValue, { readonly error: string }>;

/** The names under which a metric of an HPA may have been recorded. */
function namesOf(metric: HpaMetricPolicy, policy: HpaPolicy, scaler: HpaScaler | KedaScaler): readonly string[] {
  const trigger =
    scaler.kind === 'ScaledObject'
      ? scaler.policy.triggers.find((each) => each.type === 'prometheus' && each.metricName === metric.name)
      : undefined;
  const triggerName = trigger?.type === 'prometheus' ? [trigger.name] : [];
  return [metric.name, ...triggerName, `#${policy.metrics.indexOf(metric)}`];
}

/** Which metrics of a scaler were not recorded. */
export function unrecorded(scaler: HpaScaler | KedaScaler, recorded: RecordedValues): readonly string[] {
  const policy = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
  const known = recordedNames(recorded);
  return policy.metrics
    .filter((metric) => !namesOf(metric, policy, scaler).some((name) => known.includes(name)))
    .map(
      ({ name }) => `${titleOf(scaler)} cannot be rehearsed: ${name} was not recorded; there is ${known.join(', ')}`,
    );
}

/** The metrics APIs of an HPA that answer what was recorded. */
export function recordedSource(
  recorded: RecordedValues,
  scaler: HpaScaler | KedaScaler,
  service: StackService,
): MetricSource {
  const policy = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
  const find = (metric: HpaMetricPolicy, now: number): Measured | MetricError => {
    const value = valueAt(recorded, namesOf(metric, policy, scaler), now);
    if (value === undefined) return new MetricError('no metrics returned');
    return 'error' in value ? new MetricError(value.error) : value;
  };
  const requestOf = (name: string) => requestMilli(service, name);
  return {
    ofPods: (metric, pods, now) => {
      const value = find(metric, now);
      if (value instanceof MetricError) return value;
      if ('percent' in value) return samplesOf([Math.ceil((value.percent * requestOf(metric.name)) / 100)], pods, now);
      if ('total' in value) return sharesOf(value.total, pods, now);
      return samplesOf(value.samples, pods, now);
    },
    requestsOfPods: ({ name }, pods) => pods.map(() => requestOf(name)),
    ofObject: (metric, now) => {
      const value = find(metric, now);
      if (value instanceof MetricError) return value;
      return totals(value)[0] ?? new MetricError('no value');
    },
    external: (metric, now) => {
      const value = find(metric, now);
      return value instanceof MetricError ? value : totals(value);
    },
  };
}

/** What Prometheus answers to a trigger of KEDA, in its own unit. */
export function recordedAnswer(
  recorded: RecordedValues,
  scaler: KedaScaler,
  { name, metricName }: PrometheusTrigger,
  now: number,
): readonly number[] | MetricError {
  const place = scaler.policy.hpa.metrics.findIndex((metric) => metric.name === metricName);
  const value = valueAt(recorded, [metricName, name, `#${place}`], now);
  if (value === undefined) return [];
  return 'error' in value ? new MetricError(value.error) : totals(value).map((milli) => milli / 1000);
}

/** What counts without pods. */
function totals(value: Measured): readonly number[] {
  if ('samples' in value) return value.samples.filter((sample) => sample !== null);
  return 'total' in value ? [value.total] : [];
}

/** One sample for each pod that has been scraped, from the first again when there are more pods than samples. */
export function samplesOf(
  values: readonly (number | null)[],
  pods: readonly Pod[],
  now: number,
): readonly (PodSample | undefined)[] | MetricError {
  if (values.length === 0) return new MetricError('no metrics returned');
  let place = 0;
  return pods.map((pod) => {
    const value = isScraped(pod, now) ? values[place++ % values.length] : null;
    return value === null ? undefined : { value, at: now, window: 0 };
  });
}

/** Every pod that has been scraped has the same share of the whole. */
function sharesOf(total: number, pods: readonly Pod[], now: number): readonly (PodSample | undefined)[] {
  const count = pods.filter((pod) => isScraped(pod, now)).length;
  const value = Math.trunc(total / count);
  return pods.map((pod) => (isScraped(pod, now) ? { value, at: now, window: 0 } : undefined));
}

function isScraped({ upAt, isOld, deletedAt }: Pod, now: number): boolean {
  return deletedAt === undefined && (isOld || (upAt !== undefined && upAt + FIRST_SCRAPE_MS <= now));
}

/** What a pod requests of a resource, in thousandths; 1000 where nothing says. */
export function requestMilli({ workload }: StackService, resource: string): number {
  let total = 0;
  for (const { requests } of workload.pod.containers) total += parseQuantity(requests[resource] ?? '0')?.milli ?? 0;
  return total > 0 ? total : 1000;
}
