import { basename } from 'node:path';
import { documents, EXAMPLE_NAMES, runExample } from '../../../test/support/examples';
import type { KubeObject } from '../../control-plane/kubectl';

/** What an example writes, unmodified. */
export interface Example {
  readonly name: string;
  readonly yaml: string;
  readonly objects: readonly KubeObject[];
  readonly namespaces: readonly string[];
}

/** All examples, as `npm run synth` writes them. */
export function allExamples(): Example[] {
  return EXAMPLE_NAMES.map(exampleCalled);
}

/** One of them. */
export function exampleCalled(name: string): Example {
  const yaml = Object.values(runExample(name)).join('---\n');
  const objects = documents(yaml) as unknown as KubeObject[];
  const namespaces = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  return { name: basename(name), yaml, objects, namespaces: [...new Set(namespaces)] };
}

/** What an example gives to the metrics adapter: the text in its ConfigMap. */
export function adapterConfigOf({ objects }: Example): string {
  const [text] = objects
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ data }) => Object.values(data as object));
  return text as string;
}

/** The namespaces of the examples: what has to be there before. */
export function namespacesOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.flatMap(({ namespaces }) => namespaces))];
}
