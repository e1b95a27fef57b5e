import { holdsSecret } from '../../kubernetes/secrets';
import type { FieldPath } from '../../stack/fields';
import { type Rule, wrongValue } from '../rule';
import { oddValues } from '../value/odd-values';

/** No secret stands in a manifest. */
export const secret: Rule = {
  name: 'security/secret',
  severity: 'error',
  demands: 'no token, key or password stands in a manifest other than a Secret',
  why: 'What stands in a manifest stands in Git, in the status of tools and in the last-applied annotation, for everybody who may read Deployments.',
  link: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  *check(graph) {
    for (const manifest of graph.manifests) {
      if (manifest.kind === 'Secret' && manifest.group === '') continue;
      for (const { path, value } of oddValues(manifest))
        if (typeof value === 'string' && holdsSecret(value))
          yield wrongValue(manifest, path, 'must not stand in a manifest', wayOut(path));
    }
  },
};

function wayOut(path: FieldPath): string {
  return path.includes('env')
    ? "refer to an entry of a Secret: 'valueFrom: {secretKeyRef: {name: …, key: …}}'"
    : 'put it into a Secret and refer to that';
}
