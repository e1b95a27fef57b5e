import { isAdapterValues } from './adapters';
import { type FieldPath, type Fields, isFields } from './fields';
import { type Manifest, manifestOf, type Origin, type SourceDocument, unwrapLists, VALUES_KIND } from './manifest';
import { parseYaml, type TextDocument } from './yaml-text';

/** A text with any number of YAML documents, or JSON. */
export interface Source {
  /** What messages call it: the path of the file, or `-` for standard input. */
  readonly name: string;
  /** What stands in it. */
  readonly text: string;
}

/** A document that cannot be read, or says one thing twice. */
export interface Unparsable {
  /** The name of the source. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** What is wrong, and what helps. */
  readonly message: string;
}

/** What was read. */
export interface ReadManifests {
  /** The objects of the Kubernetes API, in the order in which they stand. */
  readonly manifests: readonly Manifest[];
  /** What is no object of the API, such as the values of a Helm chart. */
  readonly others: readonly SourceDocument[];
  /** What could not be read. */
  readonly unparsable: readonly Unparsable[];
}

const NO_FILE: Origin = { lineOf: () => undefined };

/** Reads manifests from texts. Nothing that stands in them makes it fail. */
export function readManifests(sources: readonly Source[]): ReadManifests {
  const manifests: Manifest[] = [];
  const others: SourceDocument[] = [];
  const unparsable: Unparsable[] = [];
  for (const { name, text } of sources)
    for (const { document, problem } of parseYaml(text)) {
      if (problem) unparsable.push({ file: name, ...problem });
      if (document) sort(name, document, manifests, others);
    }
  return { manifests, others, unparsable };
}

/** Reads objects, as `readManifests` does those of a text. */
export function readObjects(objects: readonly unknown[]): Manifest[] {
  return objects.flatMap((object) => unwrapLists(object)).flatMap(({ data }) => manifestIn(data) ?? []);
}

function sort(file: string, document: TextDocument, manifests: Manifest[], others: SourceDocument[]): void {
  for (const { data, path } of unwrapLists(document.data)) {
    const origin = originIn(file, document, path);
    const manifest = manifestIn(data, origin);
    if (manifest) manifests.push(manifest);
    else if (isFields(data) && path.length === 0) others.push({ fields: data, ...origin });
  }
}

/** An object of the API, or the values of a chart of an adapter: they hold what the objects of the chart will say. */
function manifestIn(data: unknown, origin: Origin = NO_FILE): Manifest | undefined {
  return manifestOf(data, origin) ?? (isFields(data) && isAdapterValues(data) ? valuesFile(data, origin) : undefined);
}

function valuesFile(fields: Fields, origin: Origin): Manifest {
  const { file = '' } = origin;
  const name = file.slice(file.lastIndexOf('/') + 1);
  return { apiVersion: '', group: '', kind: VALUES_KIND, name, labels: {}, annotations: {}, fields, ...origin };
}

function originIn(file: string, document: TextDocument, above: FieldPath) {
  return { file, lineOf: (path: FieldPath) => document.lineOf([...above, ...path]) };
}
