import type { Construct } from 'constructs';
import type { ClusterFacts } from '../cluster/facts';
import { scalersOf } from '../cluster/inventory';
import { type Emitted, emit } from '../kubernetes/emit';
import type { Mistake } from '../kubernetes/mistake';
import { checkDisruptionBudget, DISRUPTION_BUDGET, disruptionBudgetBody } from './disruption-budget';
import type { ServiceFacts } from './facts';
import { checkNetworkAccess, NETWORK_POLICY, networkPolicyBody } from './network';
import type { PodParts } from './pod';
import { checkSpread } from './topology-spread';

/** Creates what protects the pods, where it is asked for: under the service's name, in its namespace. */
export function emitGuards(
  scope: Construct,
  { props, engine, podSelector }: PodParts,
  cluster: ClusterFacts,
  facts: ServiceFacts,
): { disruptionBudget?: Emitted; networkPolicy?: Emitted } {
  const { disruptionBudget, networkAccess } = props;
  const metadata = { name: facts.name, namespace: props.metadata?.namespace };
  const guards: { disruptionBudget?: Emitted; networkPolicy?: Emitted } = {};
  if (disruptionBudget !== undefined)
    guards.disruptionBudget = emit(scope, 'DisruptionBudget', DISRUPTION_BUDGET, metadata, ['spec'], () =>
      disruptionBudgetBody(disruptionBudget, podSelector),
    );
  if (networkAccess !== undefined)
    guards.networkPolicy = emit(scope, 'NetworkPolicy', NETWORK_POLICY, metadata, ['spec'], () =>
      networkPolicyBody(networkAccess, {
        podSelector,
        servingPort: engine.port,
        scrape:
          engine.metrics !== undefined && facts.isScraped()
            ? { port: engine.metrics.port, namespace: cluster.monitoringNamespace }
            : undefined,
      }),
    );
  return guards;
}

/** Judges what protects the pods. */
export function checkGuards(scope: Construct, { props }: PodParts, facts: ServiceFacts): Mistake[] {
  const fewest = scalersOf(scope, facts.scaleTarget).map(({ minReplicas }) => minReplicas ?? 1);
  return [
    ...checkSpread(props.topologySpread),
    ...checkDisruptionBudget(
      props.disruptionBudget,
      props.replicas ?? Math.min(...fewest, ...(fewest.length ? [] : [1])),
    ),
    ...checkNetworkAccess(props.networkAccess),
  ];
}
