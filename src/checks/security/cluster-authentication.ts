import { allTriggers } from '../keda/triggers';
import { bad, below } from '../part';
import type { Rule } from '../rule';

/** Credentials are for who needs them. */
export const clusterAuthentication: Rule = {
  name: 'security/cluster-authentication',
  severity: 'info',
  demands: 'a trigger takes its credentials from its own namespace where that is enough',
  why: 'A ClusterTriggerAuthentication can be used by every namespace, so everybody who may make a ScaledObject can send its credentials to any address.',
  link: 'https://keda.sh/docs/latest/concepts/authentication/#authentication-scopes-namespace-vs-cluster',
  *check(graph) {
    for (const { part } of allTriggers(graph)) {
      const reference = below(part, 'authenticationRef');
      if (reference.fields.kind === 'ClusterTriggerAuthentication')
        yield bad(
          reference,
          'kind',
          'can be used by every namespace',
          'use a TriggerAuthentication in this namespace if it is needed here only',
        );
    }
  },
};
