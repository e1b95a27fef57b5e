import { bad, partOf } from '../part';
import type { Rule } from '../rule';
import { homeOf } from './home';

/** Groups of Kubernetes itself: what kinds they have is known. Others may have kinds of the same names. */
const BUILT_IN = ['', 'apps', 'autoscaling', 'batch', 'extensions', 'networking.k8s.io', 'policy'];
/** Kinds that Kubernetes had in `extensions` before; of old versions another rule speaks. */
const MOVED = ['DaemonSet', 'Deployment', 'NetworkPolicy', 'ReplicaSet'];

/** An object is of a group that has its kind. */
export const group: Rule = {
  name: 'version/group',
  severity: 'error',
  demands: 'an object is of the API that has its kind',
  why: 'The API server knows no such kind and refuses the object, and no other rule looks at it.',
  link: 'https://kubernetes.io/docs/reference/using-api/#api-groups',
  *check(graph) {
    for (const manifest of graph.manifests) {
      const home = homeOf(manifest.kind);
      if (home === undefined || groupOf(home) === manifest.group || !BUILT_IN.includes(manifest.group)) continue;
      if (manifest.group === 'extensions' && MOVED.includes(manifest.kind)) continue;
      yield bad(
        partOf(manifest),
        'apiVersion',
        `must be ${home} where the kind is ${manifest.kind}`,
        `write '${home}'`,
      );
    }
  },
};

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
