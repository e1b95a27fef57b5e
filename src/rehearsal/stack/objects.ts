import type { Document } from 'yaml';
import { type Fields, Unreadable } from '../reader';

/** An object of a manifest, with what it is addressed by. */
export interface StackObject {
  /** The group of its API, without the version; empty for the core. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: Fields;
  /** The object as it is written. */
  readonly fields: Fields;
}

export type Labels = Readonly<Record<string, string>>;

/** What can be given as manifests: YAML or JSON text, objects as `chart.toJson()` gives them, or several of them. */
export type Manifests = string | object | readonly (string | object)[];

/** Reads manifests. A `List` stands for what is in it; what has no kind is passed over. */
export function readObjects(manifests: Manifests): readonly StackObject[] | Unreadable {
  const reasons: string[] = [];
  const objects: StackObject[] = [];
  const take = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(take);
    if (!isFields(value)) return;
    // A chart of cdk8s.
    if (typeof value.toJson === 'function') take((value as { toJson: () => unknown }).toJson());
    if (typeof value.kind !== 'string') return;
    if (value.kind.endsWith('List') && Array.isArray(value.items)) value.items.forEach(take);
    else objects.push(objectOf(value.kind, value));
  };
  for (const each of Array.isArray(manifests) ? manifests : [manifests]) {
    if (typeof each !== 'string') {
      take(each);
      continue;
    }
    const documents = parseYaml(each);
    if (typeof documents === 'string') reasons.push(documents);
    else documents.forEach(take);
  }
  return reasons.length > 0 ? new Unreadable(reasons) : objects;
}

/** The documents of a text, or what is wrong with it. */
export function parseYaml(text: string): readonly unknown[] | string {
  // Loaded only by those who rehearse.
  const { parseAllDocuments } = require('yaml') as typeof import('yaml');
  const documents: readonly Document[] = parseAllDocuments(text);
  for (const { errors } of documents)
    if (errors.length > 0) return `the YAML is wrong: ${errors[0].message.split('\n')[0].replace(/:$/, '')}`;
  try {
    return documents.map((document) => document.toJS() as unknown);
  } catch (error) {
    // An alias of what is nowhere, or aliases that stand for more than anybody writes.
    return `the YAML is wrong: ${(error as Error).message}`;
  }
}

function objectOf(kind: string, fields: Fields): StackObject {
  const metadata = fieldsOf(fields.metadata);
  const apiVersion = typeof fields.apiVersion === 'string' ? fields.apiVersion : '';
  return {
    group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '',
    kind,
    namespace: textOf(metadata.namespace) || 'default',
    name: textOf(metadata.name),
    labels: labelsOf(metadata.labels),
    annotations: labelsOf(metadata.annotations),
    spec: fieldsOf(fields.spec),
    fields,
  };
}

/** `Kind namespace/name`, as messages call an object. */
export function titleOf({ kind, namespace, name }: Pick<StackObject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace}/${name}`;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object; none where it is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A map of texts, such as labels. */
export function labelsOf(value: unknown): Labels {
  return Object.fromEntries(Object.entries(fieldsOf(value)).map(([name, text]) => [name, String(text)]));
}
