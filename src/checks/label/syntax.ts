import { isLabelKey, isLabelValue } from '../../kubernetes/names';
import type { Manifest } from '../../stack/manifest';
import { bad, below, itemsOf, type Part, partOf } from '../part';
import type { Problem, Rule } from '../rule';

/** Labels and annotations are what the API server accepts. */
export const labelSyntax: Rule = {
  name: 'label/syntax',
  severity: 'error',
  demands: 'labels and annotations are texts, with keys and label values of the Kubernetes grammar',
  why: 'The API server refuses the object; a version such as 1.10 is a number in YAML, and becomes 1.1.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  *check(graph) {
    for (const manifest of graph.manifests) {
      const labelled = labelledOf(manifest);
      for (const part of labelled) yield* checkMap(below(part, 'annotations'), true);
      for (const map of [...labelled.map((part) => below(part, 'labels')), ...selectorsOf(manifest)])
        yield* checkMap(map, false);
    }
  },
};

/** What has labels and annotations: the object, its pods, and the predictor, which gives its own to the pods. */
function labelledOf(manifest: Manifest): Part[] {
  const own = [partOf(manifest, 'metadata'), partOf(manifest, 'spec', 'template', 'metadata')];
  return manifest.kind === 'InferenceService' ? [...own, partOf(manifest, 'spec', 'predictor')] : own;
}

/** Labels that an object looks for or, as a ResourcePolicy, gives to pods. */
function selectorsOf(manifest: Manifest): Part[] {
  const selector = partOf(manifest, 'spec', 'selector');
  const isPlain = manifest.kind === 'Service' || manifest.kind === 'ResourcePolicy';
  const units = itemsOf(partOf(manifest, 'spec'), 'units');
  return [isPlain ? selector : below(selector, 'matchLabels'), ...units.map((unit) => below(unit, 'podLabels'))];
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
