import { show } from '../../kubernetes/mistake';
import { fieldsOf, pathText, plainText, valueAt } from '../../stack/fields';
import { likeness } from '../../stack/nearness';
import type { Labels, StackNode } from '../../stack/parts';
import type { Miss } from '../../stack/place';
import { compare } from '../order';
import { nameOf, type Problem, wrong } from '../rule';

/** How messages call an object that a controller may have made: `Service llm/qwen-predictor (made by KServe)`. */
export function nodeName({ kind, namespace, name, madeBy }: StackNode): string {
  return `${nameOf({ kind, namespace, name })}${madeBy === undefined ? '' : ` (made by ${madeBy})`}`;
}

/** Labels as one writes them on a command line: `app=qwen, tier=gpu`. */
export function labelsText(labels: Labels): string {
  const entries = Object.entries(labels).sort(([a], [b]) => compare(a, b));
  return entries.length === 0 ? 'no labels' : entries.map(([key, value]) => `${key}=${value}`).join(', ');
}

/**
 * Why something that selects by labels finds nothing, from what it nearly finds.
 *
 * @param whose what the labels belong to: `the pods of Deployment llm/qwen`
 */
export function selectorProblem(miss: Miss<StackNode>, whose: string): Problem {
  const { wanted, found, to } = miss;
  const also = [to.manifest];
  if (miss.why === 'namespace') return namespaceProblem(miss, whose);
  const field = `'${pathText(wanted.path)}' (${show(wanted.value)})`;
  const label = plainText(wanted.path.at(-1));
  if (found.value === undefined)
    return wrong(
      wanted.manifest,
      wanted.path,
      `${field} must be a label of ${whose}, where there is none of this name`,
      `add '${label}: ${plainText(wanted.value)}' to '${pathText(found.path.slice(0, -1))}' of ${nameOf(to)}`,
      { also },
    );
  return wrong(
    wanted.manifest,
    wanted.path,
    `${field} must be ${show(found.value)} to select ${whose}`,
    `write ${label}: ${plainText(found.value)}`,
    { also },
  );
}

/** Something with the right labels in another namespace, or in one that only who applies it knows. */
function namespaceProblem({ wanted, found, to }: Miss<StackNode>, whose: string): Problem {
  const { manifest } = wanted;
  const isKnown = wanted.value !== undefined && found.value !== undefined;
  const looksElsewhere = manifest.kind.endsWith('Monitor');
  const path = looksElsewhere ? ['spec', 'namespaceSelector'] : wanted.path;
  const right = typeof found.value === 'string' ? found.value : 'the namespace that it is applied to';
  const at = typeof wanted.value === 'string' ? wanted.value : 'the namespace that it is applied to';
  const fix = looksElsewhere ? `write namespaceSelector: { matchNames: [${right}] }` : `write namespace: ${right}`;
  return wrong(
    manifest,
    path,
    `${nameOf(manifest)} selects ${whose} by its labels, and looks in ${at}, not in ${right}`,
    typeof found.value === 'string' ? fix : 'write the namespace of both, or say in the profile which it is',
    { also: [to.manifest], ...(isKnown ? {} : { severity: 'info' }) },
  );
}

/**
 * What something was probably meant to find: the nearest that nobody else finds, and that is like it in more than the
 * key of a label. What is only of the same kind may be somebody else's.
 *
 * @param isFound whether something else finds it already
 */
export function meantBy<T extends StackNode>(
  finder: StackNode,
  misses: readonly Miss<T>[],
  isFound: (candidate: T) => boolean,
): Miss<T> | undefined {
  return misses
    .filter((miss) => !isFound(miss.to) && isAlike(finder, miss, misses))
    .sort((a, b) => compare(a.to.id, b.to.id) || compare(pathText(a.wanted.path), pathText(b.wanted.path)))[0];
}

/** Half of the letters in common is a mistake in writing, less is another word. */
const ALIKE = 0.5;

function isAlike<T extends StackNode>(finder: StackNode, miss: Miss<T>, misses: readonly Miss<T>[]): boolean {
  if (miss.why === 'namespace') return true;
  const wanted = plainText(miss.wanted.value);
  const conditions = misses.filter(({ to }) => to === miss.to).length;
  return (
    isRelated(finder.name, miss.to.name) ||
    isRelated(wanted, miss.to.name) ||
    (miss.found.value !== undefined && likeness(wanted, plainText(miss.found.value)) >= ALIKE) ||
    // Some of the labels are right, so that the others should be, too.
    conditions < numberOfLabels(miss)
  );
}

function numberOfLabels({ wanted }: Miss<StackNode>): number {
  return Object.keys(fieldsOf(valueAt(wanted.manifest.fields, wanted.path.slice(0, -1)))).length;
}

/** True for `qwen` and `qwen-monitor`. */
function isRelated(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (short.length > 2 && (long.startsWith(`${short}-`) || long.endsWith(`-${short}`)));
}
