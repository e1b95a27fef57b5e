import type { FieldPath } from '../../stack/fields';
import type { Manifest } from '../../stack/manifest';

/** A text of a manifest, and where it stands. */
export interface PlacedText {
  readonly path: FieldPath;
  readonly text: string;
}

/** A value of a manifest that is neither an object nor a list. */
export interface PlacedValue {
  readonly path: FieldPath;
  readonly value: unknown;
}

/** Every text of a manifest, without keys. */
export function textsOf(manifest: Manifest): readonly PlacedText[] {
  return valuesOf(manifest).flatMap(({ path, value }) => (typeof value === 'string' ? [{ path, text: value }] : []));
}

const known = new WeakMap<Manifest, readonly PlacedValue[]>();

/** Every single value of a manifest. Several rules look at all of them, so they are remembered as long as the manifest. */
export function valuesOf(manifest: Manifest): readonly PlacedValue[] {
  const before = known.get(manifest);
  if (before !== undefined) return before;
  const found: PlacedValue[] = [];
  collect(manifest.fields, [], found);
  known.set(manifest, found);
  return found;
}

function collect(value: unknown, path: FieldPath, found: PlacedValue[]): void {
  if (Array.isArray(value))
    value.forEach((item, index) => {
      collect(item, [...path, index], found);
    });
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) collect(part, [...path, key], found);
  else found.push({ path, value });
}
