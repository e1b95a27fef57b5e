import { groupOf } from '../../stack/manifest';
import { bad, partOf } from '../part';
import type { Rule } from '../rule';
import { homeOf } from './home';
import { wasInGroup } from './removed';

/** Groups of Kubernetes itself: what kinds they have is known. Others may have kinds of the same names. */
const BUILT_IN = ['', 'apps', 'autoscaling', 'batch', 'extensions', 'networking.k8s.io', 'policy'];

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
      // Of where a kind was before, another rule speaks.
      if (wasInGroup(manifest.kind, manifest.group)) continue;
      yield bad(
        partOf(manifest),
        'apiVersion',
        `must be ${home} where the kind is ${manifest.kind}`,
        `write '${home}'`,
      );
    }
  },
};
