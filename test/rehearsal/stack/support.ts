import { manifestsIn } from '../../../src/rehearsal/stack/manifests';
import { graphOf } from '../../../src/rehearsal/stack/read-stack';
import type { StackGraph } from '../../../src/stack/graph';
import { readable } from '../support';

/** The graph of objects, as a rehearsal reads them. */
export function stackGraph(...objects: readonly object[]): StackGraph {
  const read = readable(manifestsIn(objects));
  return graphOf(read, {});
}
