import type { Manifest } from '../stack/manifest';
import { referenceOf } from './rule';

/** Objects in an order that does not depend on the one in which they were given. */
export function inOrder<T>(items: readonly T[], manifestOf: (item: T) => Manifest): readonly T[] {
  const keyed = items.map((item) => ({ item, manifest: manifestOf(item), key: referenceOf(manifestOf(item)) }));
  return keyed.sort((a, b) => compare(a.key, b.key) || comparePlaces(a.manifest, b.manifest)).map(({ item }) => item);
}

/** Only of objects that have one name: to find the line of an object takes as long as reading it. */
function comparePlaces(a: Manifest, b: Manifest): number {
  return (
    compare(a.file ?? '', b.file ?? '') ||
    (a.lineOf([]) ?? 0) - (b.lineOf([]) ?? 0) ||
    compare(a.constructPath ?? '', b.constructPath ?? '')
  );
}

/** The order of two texts, by their code units: the same in every language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
