import type { Manifest } from '../stack/manifest';
import { referenceOf } from './rule';

/** Objects in an order that does not depend on the one in which they were given. */
export function inOrder<T>(items: readonly T[], manifestOf: (item: T) => Manifest): readonly T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(manifestOf(item)) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ item }) => item);
}

function keyOf(manifest: Manifest): string {
  const line = String(manifest.lineOf([]) ?? 0).padStart(9, '0');
  return [referenceOf(manifest), manifest.file ?? '', line, manifest.constructPath ?? ''].join('\u0000');
}
