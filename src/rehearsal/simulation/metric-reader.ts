import { fieldsOf } from '../../stack/fields';
import type { HpaMetricPolicy } from '../controllers/hpa/policy';
import type { CompiledQuery } from '../promql/compile';
import { PromqlError } from '../promql/expression';
import { Unreadable } from '../reader';
import { type AdapterRule, PODS } from '../stack/adapter';
import type { Stack, StackService } from '../stack/read-stack';
import { type HpaScaler, type KedaScaler, triggersOf } from '../stack/scalers';
import { titleOf } from '../stack/title';
import type { CustomMetric } from './metrics-api';
import type { SignalPlan } from './signal-plan';

/** Which pods there are at the moment. */
export type PodNames = (name: string) => boolean;

/** Finds what the custom metrics of an HPA are made from, or says which wire is missing. */
export function customMetricsOf(
  scaler: HpaScaler,
  service: StackService,
  stack: Stack,
  plan: SignalPlan,
  exists: PodNames,
  assume: (sentence: string) => void,
): ReadonlyMap<string, CustomMetric> | Unreadable {
  const reasons: string[] = [];
  const metrics = new Map<string, CustomMetric>();
  for (const { type, name } of scaler.policy.metrics) {
    if (type !== 'Pods' || metrics.has(name)) continue;
    const metric = customMetric(name, scaler, service, stack, plan, exists, assume);
    if (typeof metric === 'string')
      reasons.push(`${titleOf(scaler)} cannot be rehearsed: pods metric ${name}: ${metric}`);
    else metrics.set(name, metric);
  }
  return reasons.length > 0 ? new Unreadable(reasons) : metrics;
}

function customMetric(
  name: string,
  { rules }: HpaScaler,
  service: StackService,
  stack: Stack,
  plan: SignalPlan,
  exists: PodNames,
  assume: (sentence: string) => void,
): CustomMetric | string {
  const hasAdapter = stack.relistMs !== undefined;
  const rule = hasAdapter ? rules.find(({ metric }) => metric === name) : assumedRule(name, service, assume);
  if (rule === undefined)
    return hasAdapter ? 'no rule of the adapter makes it' : 'no engine or exporter is known to have it';
  const { namespaceLabel, podLabel, metricsQuery, seriesQuery, from } = rule;
  if (namespaceLabel === undefined || podLabel === undefined)
    return `the rule of ${from} says of no label that it is the ${podLabel === undefined ? 'pod' : 'namespace'}`;
  if (metricsQuery === undefined) return `the rule of ${from} has no metricsQuery that can be filled in`;
  const query = plan.compile(metricsQuery, { [PODS]: exists });
  if (query instanceof PromqlError) return query.message;
  const series = plan.compile(seriesQuery);
  if (series instanceof PromqlError) return series.message;
  return { name, series, query, podLabel };
}

/** Without an adapter among the manifests: what a usual one would have. */
function assumedRule(
  name: string,
  { engine, namespace }: StackService,
  assume: (sentence: string) => void,
): AdapterRule | undefined {
  const row = engine?.table.rows.find(({ names }) =>
    names.some((each) => each.name === name || each.name.replaceAll(':', '_') === name),
  );
  const series = row?.names.find((each) => each.name === name || each.name.replaceAll(':', '_') === name)?.name;
  if (row === undefined || series === undefined || row.kind !== 'gauge') return undefined;
  assume(`no adapter is configured by the manifests: it is taken to serve ${name} from ${series}`);
  return {
    metric: name,
    seriesQuery: `${series}{namespace!="",pod!=""}`,
    metricsQuery: `${row.aggregation}(${series}{namespace="${namespace}",pod=~"${PODS}"}) by (pod)`,
    namespaceLabel: 'namespace',
    podLabel: 'pod',
    from: 'a usual adapter',
  };
}

/** The queries of a ScaledObject's Prometheus triggers, by the names of their metrics in its HPA. */
export function triggerQueriesOf(
  scaler: KedaScaler,
  plan: SignalPlan,
): ReadonlyMap<string, CompiledQuery> | Unreadable {
  const reasons: string[] = [];
  const queries = new Map<string, CompiledQuery>();
  triggersOf(scaler).forEach(({ type, metadata }, index) => {
    if (type !== 'prometheus') return;
    const query = plan.compile(String(fieldsOf(metadata).query));
    if (query instanceof PromqlError)
      reasons.push(`${titleOf(scaler)} cannot be rehearsed: spec.triggers[${index}]: ${query.message}`);
    else queries.set(`s${index}-prometheus`, query);
  });
  return reasons.length > 0 ? new Unreadable(reasons) : queries;
}

/** The query behind a metric of an HPA, as people write it; nothing for cpu and memory. */
export function queryTextOf(
  { type, name }: HpaMetricPolicy,
  custom: ReadonlyMap<string, CustomMetric>,
  triggers: ReadonlyMap<string, CompiledQuery>,
): string | null {
  if (type === 'Pods') return custom.get(name)?.query.text.replaceAll(PODS, '…') ?? null;
  return triggers.get(name)?.text ?? null;
}

/** What no rehearsal from traffic has: the metrics that are measured by none of its parts. */
export function unmeasured(
  scaler: HpaScaler | KedaScaler,
  { workload }: StackService,
  knowsCpu: boolean,
): readonly string[] {
  const isKeda = scaler.kind === 'ScaledObject';
  const policy = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
  return policy.metrics.flatMap(({ type, name }) => {
    const isResource = type === 'Resource' || type === 'ContainerResource';
    // The CPU time is that of a whole pod.
    const isKnown = knowsCpu && name === 'cpu' && (type === 'Resource' || workload.pod.containers.length === 1);
    if (isResource && !isKnown)
      return [
        `${titleOf(scaler)} cannot be rehearsed from traffic: the service model knows nothing of ${name}; give recorded metrics${name === 'cpu' && !knowsCpu ? ', or the CPU time of a request as replica.cpuSecondsPerRequest of a profile' : ''}`,
      ];
    if (type === 'Object' || (type === 'External' && !isKeda))
      return [
        `${titleOf(scaler)} cannot be rehearsed from traffic: nothing here makes the ${type} metric ${name}; give recorded metrics`,
      ];
    return [];
  });
}
