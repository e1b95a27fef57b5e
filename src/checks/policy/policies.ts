import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import type { SelectingNode } from '../../stack/nodes';
import { ofKind, RESOURCE_POLICY } from '../kinds';
import { itemsOf, type Part, partOf } from '../part';

/** A ResourcePolicy. */
export interface Policy {
  /** The ResourcePolicy as it was written. */
  readonly manifest: Manifest;
  /** Its `spec`; without fields where there is none. */
  readonly spec: Part;
  /** Its `spec.units`, the preferred one first. */
  readonly units: readonly Part[];
  /** What it is in the graph. */
  readonly node: SelectingNode | undefined;
}

/** The ResourcePolicies. */
export function policies(graph: StackGraph): readonly Policy[] {
  const nodes = new Map(graph.policies.map((node) => [node.manifest, node]));
  return ofKind(graph, RESOURCE_POLICY).map((manifest) => {
    const spec = partOf(manifest, 'spec');
    return { manifest, spec, units: itemsOf(spec, 'units'), node: nodes.get(manifest) };
  });
}
