import { isLabelKey, isLabelValue } from '../../kubernetes/names';
import { type FieldPath, listOf, valueAt } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import { bad, type Part, partOf } from '../part';
import type { Problem, Rule } from '../rule';

/** Labels and annotations are what the API server accepts. */
export const labelSyntax: Rule = {
  name: 'label/syntax',
  severity: 'error',
  demands: 'labels and annotations are texts, with keys and label values of the Kubernetes grammar',
  why: 'The API server refuses the object; a version such as 1.10 is a number in YAML, and becomes 1.1.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  *check(graph) {
    for (const { manifest, path, isAnnotation } of places(graph))
      yield* checkMap(partOf(manifest, ...path), isAnnotation);
  },
};

interface Place {
  readonly manifest: Manifest;
  readonly path: FieldPath;
  readonly isAnnotation: boolean;
}

function places(graph: StackGraph): readonly Place[] {
  const found: Place[] = [];
  const add = (manifest: Manifest, path: FieldPath, isAnnotation = false) => {
    if (valueAt(manifest.fields, path) !== undefined) found.push({ manifest, path, isAnnotation });
  };
  for (const manifest of graph.manifests) {
    add(manifest, ['metadata', 'labels']);
    add(manifest, ['metadata', 'annotations'], true);
    const template = ['spec', 'template', 'metadata'];
    add(manifest, [...template, 'labels']);
    add(manifest, [...template, 'annotations'], true);
    if (manifest.kind === 'InferenceService') {
      add(manifest, ['spec', 'predictor', 'labels']);
      add(manifest, ['spec', 'predictor', 'annotations'], true);
    }
    const selects = ['spec', 'selector'];
    if (manifest.kind === 'Service' || manifest.kind === 'ResourcePolicy') add(manifest, selects);
    else add(manifest, [...selects, 'matchLabels']);
    for (const index of listOf(valueAt(manifest.fields, ['spec', 'units'])).keys())
      add(manifest, ['spec', 'units', index, 'podLabels']);
  }
  return found;
}

function* checkMap(map: Part, isAnnotation: boolean): Iterable<Problem> {
  for (const [key, value] of Object.entries(map.fields)) {
    if (!isLabelKey(key))
      yield bad(
        map,
        key,
        `must have a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]`,
        'rename the key',
      );
    if (typeof value !== 'string')
      yield bad(
        map,
        key,
        'must be a text',
        typeof value === 'number' ? 'write it in quotes, with all its digits' : 'write it in quotes',
      );
    else if (!isAnnotation && !isLabelValue(value))
      yield bad(
        map,
        key,
        'must have at most 63 characters of [A-Za-z0-9._-], and begin and end with a letter or digit',
        `write '${tidy(value)}', or use an annotation`,
      );
  }
}

function tidy(value: string): string {
  return value
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}
