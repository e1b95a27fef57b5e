import { pathText } from '../../stack/fields';
import { type Rule, wrong } from '../rule';
import { valuesOf } from './texts';

/** An item of a list says something. */
export const emptyItem: Rule = {
  name: 'value/empty-item',
  severity: 'error',
  demands: 'no item of a list is empty',
  why: 'The API server takes it for null, and refuses the object or drops the item.',
  link: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
  *check(graph) {
    for (const manifest of graph.manifests)
      for (const placed of valuesOf(manifest))
        if (placed.value === null && placed.isItem)
          yield wrong(manifest, placed.path, `'${pathText(placed.path)}' is empty`, 'drop it, or give it a value');
  },
};
