import type { CompiledQuery } from '../promql/compile';
import { Unreadable } from '../reader';
import type { RecordedMetrics } from '../recorded/recorded';
import type { Stack, StackService } from '../stack/read-stack';
import { customMetricsOf, triggerQueriesOf, unmeasured } from './metric-reader';
import type { CustomMetric } from './metrics-api';
import { unrecorded } from './recorded-source';
import type { SignalPlan } from './signal-plan';

/** What the manifests of a service were compiled to, before anything runs. */
export interface ServicePlan {
  /** The workload, with its scalers as the manifests have them. */
  readonly service: StackService;
  /** The Pods metrics of its HPA, by name; none where the values themselves were recorded. */
  readonly custom: ReadonlyMap<string, CustomMetric>;
  /** The Prometheus triggers of its ScaledObject, by the names that its HPA has for them: `s0-prometheus`. */
  readonly queries: ReadonlyMap<string, CompiledQuery>;
  /** Filled in when the pods are there. */
  readonly pods: { exists: (name: string) => boolean };
}

/** Compiles the metrics of a service's scalers, or says what cannot be rehearsed. */
export function planService(
  service: StackService,
  stack: Stack,
  plan: SignalPlan,
  recorded: RecordedMetrics | undefined,
  knowsCpu: boolean,
  assume: (sentence: string) => void,
): ServicePlan | Unreadable {
  const pods = { exists: (_: string) => recorded !== undefined };
  const reasons: string[] = [];
  let custom: ReadonlyMap<string, CustomMetric> = new Map();
  let queries: ReadonlyMap<string, CompiledQuery> = new Map();
  for (const scaler of service.scalers) {
    if (scaler.kind === 'CronHorizontalPodAutoscaler') continue;
    if (recorded?.kind === 'values') {
      reasons.push(...unrecorded(scaler, recorded));
      continue;
    }
    reasons.push(...unmeasured(scaler, service, knowsCpu));
    const found =
      scaler.kind === 'ScaledObject'
        ? triggerQueriesOf(scaler, plan)
        : customMetricsOf(scaler, service, stack, plan, (name) => pods.exists(name), assume);
    if (found instanceof Unreadable) reasons.push(...found.reasons);
    else if (scaler.kind === 'ScaledObject') queries = found as typeof queries;
    else custom = found as typeof custom;
  }
  return reasons.length > 0 ? new Unreadable(reasons) : { service, custom, queries, pods };
}
