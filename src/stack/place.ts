import { type FieldPath, valueAt } from './fields';
import type { Manifest } from './manifest';

/** A field of an object: one end of a wire. */
export interface Place {
  /** The object, as it was written. */
  readonly manifest: Manifest;
  /** The way to the field. */
  readonly path: FieldPath;
  /** What stands there. @default - nothing does */
  readonly value?: unknown;
}

/** Two fields that agree, and that something depends on their agreeing. */
export interface Evidence {
  /** The field of the object that looks for another. */
  readonly from: Place;
  /** The field of the object that is found. */
  readonly to: Place;
}

/** A wire: something finds something else, and why. */
export interface Edge<T> {
  /** What is found. */
  readonly to: T;
  /** The fields that agree. */
  readonly because: readonly Evidence[];
}

/** What keeps two objects apart. */
export type MissReason =
  | 'namespace'
  | 'label'
  | 'selector'
  | 'name'
  | 'kind'
  | 'version'
  | 'port'
  | 'series'
  | 'resource'
  | 'not exposed'
  | 'not scraped';

/** A wire that is not there and nearly is: what was looked for, and what stands in its place. */
export interface Miss<T> {
  /** What it would have found. */
  readonly to: T;
  /** What does not agree. */
  readonly why: MissReason;
  /** The field that looks for something, with what it wants. */
  readonly wanted: Place;
  /** The field that would have to have that, with what it has instead. */
  readonly found: Place;
}

/** The field of an object at the end of a way. */
export function placeOf(manifest: Manifest, path: FieldPath): Place {
  return { manifest, path, value: valueAt(manifest.fields, path) };
}
