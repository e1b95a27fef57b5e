import { listOf } from '../../stack/fields';
import { bad, partOf } from '../part';
import type { Rule } from '../rule';

/** An engine is not open to the world. */
export const loadBalancer: Rule = {
  name: 'security/load-balancer',
  severity: 'warning',
  demands: 'a Service before an engine is reached from inside, through a gateway, or from known addresses',
  why: 'Engines do not ask callers who they are, so everybody who can reach the load balancer uses your GPUs.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  *check(graph) {
    for (const { manifest, workloads, madeBy } of graph.services) {
      const spec = partOf(manifest, 'spec');
      if (madeBy !== undefined || spec.fields.type !== 'LoadBalancer') continue;
      if (listOf(spec.fields.loadBalancerSourceRanges).length > 0 || isInternal(manifest.annotations)) continue;
      if (!workloads.some(({ to }) => to.engine !== undefined)) continue;
      yield bad(
        spec,
        'type',
        'opens the engine to everybody who can reach it',
        "write 'ClusterIP' and put a gateway before it, or give loadBalancerSourceRanges",
        {
          also: workloads.map(({ to }) => to.manifest),
        },
      );
    }
  },
};

/** Every cloud has an annotation of its own for load balancers inside its network. */
function isInternal(annotations: Readonly<Record<string, string>>): boolean {
  return Object.entries(annotations).some(
    ([key, value]) => /internal|load-?balancer|address-type/i.test(key) && /^(true|internal|intranet)$/i.test(value),
  );
}
