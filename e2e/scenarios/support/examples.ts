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
  return EXAMPLE_NAMES.map((name) => {
    const yaml = Object.values(runExample(name)).join('---\n');
    const objects = documents(yaml) as unknown as KubeObject[];
    const namespaces = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
    return { name: basename(name), yaml, objects, namespaces: [...new Set(namespaces)] };
  });
}

/** The namespaces of the examples: what has to be there before. */
export function namespacesOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.flatMap(({ namespaces }) => namespaces))];
}
