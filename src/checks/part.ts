import { type FieldPath, type Fields, fieldsOf, listOf, valueAt } from '../stack/fields';
import type { Manifest } from '../stack/manifest';
import { type Problem, wrong, wrongValue } from './rule';

/** A part of a manifest: the fields of an object in it, and the way to them. */
export interface Part {
  /** The manifest. */
  readonly at: Manifest;
  /** The way to the part. */
  readonly path: FieldPath;
  /** What stands there; nothing where the manifest has something else. */
  readonly fields: Fields;
}

/** The part of a manifest at the end of a way. */
export function partOf(at: Manifest, ...path: FieldPath): Part {
  return { at, path, fields: fieldsOf(valueAt(at.fields, path)) };
}

/** The part of a part. */
export function below({ at, path, fields }: Part, ...steps: FieldPath): Part {
  return { at, path: [...path, ...steps], fields: fieldsOf(valueAt(fields, steps)) };
}

/** The items of a list in a part. */
export function itemsOf({ at, path, fields }: Part, ...steps: FieldPath): readonly Part[] {
  return listOf(valueAt(fields, steps)).map((item, index) => ({
    at,
    path: [...path, ...steps, index],
    fields: fieldsOf(item),
  }));
}

type More = Partial<Pick<Problem, 'also' | 'severity'>>;

/** A field of a part that breaks a rule, or is not given and must be. */
export function bad({ at, path }: Part, field: string | FieldPath, must: string, fix: string, more?: More): Problem {
  return wrongValue(at, [...path, ...(typeof field === 'string' ? [field] : field)], must, fix, more);
}

/** Something that is wrong with a part. */
export function badPart({ at, path }: Part, message: string, fix: string, more?: More): Problem {
  return wrong(at, path, message, fix, more);
}
