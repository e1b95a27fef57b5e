import { textOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import { ofKind, SCALED_OBJECT } from '../kinds';
import { below, itemsOf, type Part, partOf } from '../part';
import { oncePer } from '../remember';

/** A ScaledObject and its triggers. */
export interface Scaled {
  /** The ScaledObject. */
  readonly manifest: Manifest;
  /** Its `spec`; without fields where there is none. */
  readonly spec: Part;
  /** Its `spec.triggers`, in the order of the manifest. */
  readonly triggers: readonly Trigger[];
  /** Least number of replicas; KEDA's own default is 0. */
  readonly min: unknown;
  /** Greatest number of replicas; KEDA's own default is 100. */
  readonly max: unknown;
}

/** A trigger of a ScaledObject. */
export interface Trigger {
  /** The item of `spec.triggers`. */
  readonly part: Part;
  /** Such as `prometheus`. */
  readonly type: string;
  /** Its settings: texts by their names. */
  readonly metadata: Part;
}

/** The ScaledObjects. */
export const scaledObjects = oncePer((graph: StackGraph): readonly Scaled[] =>
  ofKind(graph, SCALED_OBJECT).map((manifest) => {
    const spec = partOf(manifest, 'spec');
    const triggers = itemsOf(spec, 'triggers').map((part) => ({
      part,
      type: textOf(part.fields.type) ?? '',
      metadata: below(part, 'metadata'),
    }));
    return { manifest, spec, triggers, min: spec.fields.minReplicaCount ?? 0, max: spec.fields.maxReplicaCount ?? 100 };
  }),
);

/** The triggers of all ScaledObjects. @param types only these @default - all */
export function allTriggers(graph: StackGraph, ...types: readonly string[]): readonly Trigger[] {
  const all = scaledObjects(graph).flatMap(({ triggers }) => triggers);
  return types.length === 0 ? all : all.filter(({ type }) => types.includes(type));
}

/** True for a trigger on CPU or memory: KEDA leaves it to the HPA. */
export function isOnResource({ type }: Trigger): boolean {
  return type === 'cpu' || type === 'memory';
}
