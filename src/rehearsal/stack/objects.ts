import { type Fields, fieldsOf } from '../../stack/fields';
import type { Manifest } from '../../stack/manifest';
import { Unreadable } from '../reader';
import { type Manifests, manifestsIn } from './manifests';

/** An object of a manifest, with what it is addressed by. */
export interface StackObject extends Omit<Manifest, 'apiVersion' | 'lineOf'> {
  readonly namespace: string;
  readonly spec: Fields;
}

export type Labels = Readonly<Record<string, string>>;

/** Reads manifests, with the namespace that they are applied to. */
export function readObjects(manifests: Manifests): readonly StackObject[] | Unreadable {
  const read = manifestsIn(manifests);
  return read instanceof Unreadable ? read : read.map(objectOf);
}

function objectOf(manifest: Manifest): StackObject {
  const { group, kind, name, namespace = 'default', labels, annotations, fields } = manifest;
  return { group, kind, name, namespace, labels, annotations, spec: fieldsOf(fields.spec), fields };
}

/** `Kind namespace/name`, as messages call an object. */
export function titleOf({ kind, namespace, name }: Pick<StackObject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace}/${name}`;
}

/** A map of texts, such as labels. */
export function labelsOf(value: unknown): Labels {
  return Object.fromEntries(Object.entries(fieldsOf(value)).map(([name, text]) => [name, String(text)]));
}
