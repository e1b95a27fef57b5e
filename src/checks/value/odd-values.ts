import { brokenCharacter } from '../../kubernetes/broken-text';
import { holdsSecret } from '../../kubernetes/secrets';
import { type FieldPath, isFields } from '../../stack/fields';
import type { Manifest } from '../../stack/manifest';
import { oncePer } from '../remember';

/** A value that no manifest should have, whatever its field is, and where it stands. */
export interface OddValue {
  /** The way to it from the root of the manifest. */
  readonly path: FieldPath;
  /** The text, the number, or the null of an empty item. */
  readonly value: unknown;
}

/**
 * The values of a manifest that are odd in themselves: texts with a secret or a broken character, numbers that are not
 * finite, and items of lists that are empty. Several rules are about them, and nearly no manifest has any, so all of it
 * is gone through once.
 */
export const oddValues = oncePer((manifest: Manifest): readonly OddValue[] => {
  const found: OddValue[] = [];
  collect(manifest.fields, [], found);
  return found;
});

/** @param path the way to the value, which changes while its parts are gone through */
function collect(value: unknown, path: (string | number)[], found: OddValue[]): void {
  const collectPart = (part: unknown, step: string | number) => {
    path.push(step);
    collect(part, path, found);
    path.pop();
  };
  if (Array.isArray(value)) value.forEach(collectPart);
  else if (isFields(value)) for (const key of Object.keys(value)) collectPart(value[key], key);
  else if (isOdd(value, path.at(-1))) found.push({ path: [...path], value });
}

function isOdd(value: unknown, step: string | number | undefined): boolean {
  if (typeof value === 'string') return holdsSecret(value) || brokenCharacter(value) !== undefined;
  if (typeof value === 'number') return !Number.isFinite(value);
  return value === null && typeof step === 'number';
}
