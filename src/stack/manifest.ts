import { type FieldPath, type Fields, fieldsOf, textOf, wordsOf } from './fields';

/** Something that was written as YAML or JSON, or made as an object. */
export interface SourceDocument {
  /** What it says, as plain data. */
  readonly fields: Fields;
  /** The file that it stands in, as the reader was given it. @default - it comes from no file */
  readonly file?: string;
  /** Path of the construct that made it. @default - no construct did, or it is not known */
  readonly constructPath?: string;
  /**
   * Line of a field, from 1; of what is nearest above it when there is no such field, and of the beginning for `[]`. The
   * way may go on inside a text that is YAML itself: `['data', 'config.yaml', 'rules', 0]`. Nothing when it comes from
   * no file.
   */
  lineOf(path: FieldPath): number | undefined;
}

/** One object of the Kubernetes API. */
export interface Manifest extends SourceDocument {
  /** Version of the API, such as `apps/v1`. */
  readonly apiVersion: string;
  /** Group of the API: `apps`; empty for the core. */
  readonly group: string;
  /** Kind, such as `Deployment`. */
  readonly kind: string;
  /** Name; empty when it has none. */
  readonly name: string;
  /** Namespace. @default - it is decided when the manifest is applied, or the kind has none */
  readonly namespace?: string;
  /** Labels of the object itself. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations of the object itself. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** Where a document comes from. */
export type Origin = Pick<SourceDocument, 'file' | 'constructPath' | 'lineOf'>;

/** The kind that a file of values of a Helm chart has here, which is no object of the API. */
export const VALUES_KIND = 'HelmValues';

const NOWHERE = () => undefined;

/** Makes a manifest of plain data; nothing when it is no object of the Kubernetes API. */
export function manifestOf(data: unknown, origin: Partial<Origin> = {}): Manifest | undefined {
  const fields = fieldsOf(data);
  const { apiVersion, kind } = fields;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') return undefined;
  const metadata = fieldsOf(fields.metadata);
  return {
    apiVersion,
    group: groupOf(apiVersion),
    kind,
    name: textOf(metadata.name) ?? '',
    namespace: textOf(metadata.namespace) || undefined,
    labels: wordsOf(metadata.labels),
    annotations: wordsOf(metadata.annotations),
    fields,
    lineOf: NOWHERE,
    ...origin,
  };
}

/** The group of a version of the API: `apps` of `apps/v1`, nothing of `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** An object that a program made, such as a construct: it has no file, and perhaps a path in the app. */
export interface MadeObject {
  /** The object, as plain data. */
  readonly object: unknown;
  /** Path of the construct that made it. @default - not known */
  readonly constructPath?: string;
}

/** Makes manifests of objects; what is no object of the Kubernetes API is passed over. */
export function manifestsOf(objects: readonly MadeObject[]): Manifest[] {
  return objects.flatMap(({ object, constructPath }) =>
    unwrapLists(object).flatMap(({ data }) => manifestOf(data, { constructPath }) ?? []),
  );
}

/** An object of a list, and the way to it. */
interface Unwrapped {
  readonly data: unknown;
  readonly path: FieldPath;
}

/** Lists of lists of lists are nobody's manifests. */
const DEEPEST_LIST = 3;

/** The objects of a `List`, or the object itself. Items of a typed list may leave their type to it. */
export function unwrapLists(data: unknown, path: FieldPath = [], depth = 0): Unwrapped[] {
  const { apiVersion, kind, items } = fieldsOf(data);
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items) || depth > DEEPEST_LIST)
    return [{ data, path }];
  const type = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.flatMap((item, index) =>
    unwrapLists({ ...type, ...fieldsOf(item) }, [...path, 'items', index], depth + 1),
  );
}
