import type { Manifest } from '../../stack/manifest';
import { groupBy } from '../lookup';
import { inOrder } from '../order';
import { nameOf, type Problem, type Rule, wrong } from '../rule';

/** Two objects have two names. */
export const duplicate: Rule = {
  name: 'name/duplicate',
  severity: 'error',
  demands: 'an object stands once in the manifests of a cluster',
  why: 'The later apply overwrites the earlier one, so half of what was written is not there.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names',
  *check(graph) {
    // Of the APIServices of one API there can be no two names: that they differ is said by a rule of its own.
    const named = graph.manifests.filter(({ name, kind }) => name !== '' && kind !== 'APIService');
    for (const group of groupBy(named, keyOf).values()) {
      if (group.length === 1) continue;
      const [first, ...others] = inOrder(group, (each) => each);
      for (const other of others) yield again(first, other);
    }
  },
};

function keyOf({ group, kind, namespace, name }: Manifest): string {
  return JSON.stringify([group, kind, namespace, name]);
}

function again(first: Manifest, other: Manifest): Problem {
  const isSame = JSON.stringify(first.fields) === JSON.stringify(other.fields);
  return wrong(
    other,
    ['metadata', 'name'],
    `${nameOf(other)} stands ${isSame ? 'twice' : 'twice, and differently'}${placeOf(first)}`,
    "rename one of them; if the files are for several clusters, check each with '--each'",
    { severity: isSame ? 'warning' : 'error', also: [first] },
  );
}

function placeOf(manifest: Manifest): string {
  const { file, constructPath } = manifest;
  const line = manifest.lineOf([]);
  const place = constructPath ?? (file === undefined ? undefined : `${file}${line === undefined ? '' : `:${line}`}`);
  return place === undefined ? '' : `, first in ${place}`;
}
