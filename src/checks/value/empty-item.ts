import { pathText } from '../../stack/fields';
import { type Rule, wrong } from '../rule';
import { oddValues } from './odd-values';

/** An item of a list says something. */
export const emptyItem: Rule = {
  name: 'value/empty-item',
  severity: 'error',
  demands: 'no item of a list is empty',
  why: 'The API server takes it for null, and refuses the object or drops the item.',
  link: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
  *check(graph) {
    for (const manifest of graph.manifests)
      for (const { path, value } of oddValues(manifest))
        if (value === null) yield wrong(manifest, path, `'${pathText(path)}' is empty`, 'drop it, or give it a value');
  },
};
