import { Unreadable } from '../../../src/rehearsal/reader';
import { manifestsIn } from '../../../src/rehearsal/stack/manifests';
import { graphOf } from '../../../src/rehearsal/stack/read-stack';
import type { StackGraph } from '../../../src/stack/graph';

/** The graph of objects, as a rehearsal reads them. */
export function stackGraph(...objects: readonly object[]): StackGraph {
  const read = manifestsIn(objects);
  if (read instanceof Unreadable) throw new Error(read.reasons.join('\n'));
  return graphOf(read, {});
}
