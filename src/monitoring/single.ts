import type { Construct } from 'constructs';
import type { ClusterComponent } from '../cluster/cluster-profile';
import type { ClusterFacts } from '../cluster/facts';
import { singlesOf } from '../cluster/inventory';
import { type Mistake, problem } from '../kubernetes/mistake';

/** What there is once per cluster is there once: here or elsewhere. */
export function checkSingle(scope: Construct, component: ClusterComponent, cluster: ClusterFacts): Mistake[] {
  const found = singlesOf(scope, component)
    .filter((other) => other !== scope)
    .map((other) =>
      problem(
        'cluster/single',
        `the cluster '${cluster.name}' has a ${component} already, at ${other.node.path}`,
        'keep one of them',
      ),
    );
  if (cluster.managedElsewhere.includes(component))
    found.push(
      problem(
        'cluster/single',
        `the cluster profile says that ${component} is managed elsewhere`,
        'leave this construct out',
      ),
    );
  return found;
}
