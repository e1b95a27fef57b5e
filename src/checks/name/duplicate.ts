import type { Manifest } from '../../stack/manifest';
import { inOrder } from '../order';
import { nameOf, type Rule, wrong } from '../rule';

/** Two objects have two names. */
export const duplicate: Rule = {
  name: 'name/duplicate',
  severity: 'error',
  demands: 'an object stands once in the manifests of a cluster',
  why: 'The later apply overwrites the earlier one, so half of what was written is not there.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names',
  *check(graph) {
    const seen = new Map<string, Manifest>();
    for (const manifest of inOrder(graph.manifests, (each) => each)) {
      // Of the APIServices of one API there can be no two names: that they differ is said by a rule of its own.
      if (manifest.name === '' || manifest.kind === 'APIService') continue;
      const key = JSON.stringify([manifest.group, manifest.kind, manifest.namespace, manifest.name]);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, manifest);
        continue;
      }
      const isSame = JSON.stringify(first.fields) === JSON.stringify(manifest.fields);
      yield wrong(
        manifest,
        ['metadata', 'name'],
        `${nameOf(manifest)} stands ${isSame ? 'twice' : 'twice, and differently'}${placeOf(first)}`,
        "rename one of them; if the files are for several clusters, check each with '--each'",
        { severity: isSame ? 'warning' : 'error', also: [first] },
      );
    }
  },
};

function placeOf(manifest: Manifest): string {
  const { file, constructPath } = manifest;
  const line = manifest.lineOf([]);
  const place = constructPath ?? (file === undefined ? undefined : `${file}${line === undefined ? '' : `:${line}`}`);
  return place === undefined ? '' : `, first in ${place}`;
}
