import type { Construct } from 'constructs';
import { type Mistake, problem } from '../kubernetes/mistake';
import { namesakes } from './inventory';

/** Of two objects of one kind, name and namespace the later apply overwrites the former. */
export function checkUnique(
  scope: Construct,
  kind: string,
  name: string,
  namespace: string | undefined,
  title = kind,
): Mistake[] {
  return namesakes(scope, kind, name, namespace)
    .filter((other) => other !== scope)
    .map(({ node }) =>
      problem(
        'name/duplicate',
        `the ${title} '${name}' stands in this namespace already, at ${node.path}`,
        'give one of them another metadata.name',
      ),
    );
}
