import type { StackGraph } from '../stack/graph';
import type { Manifest } from '../stack/manifest';
import type { ScalerNode } from '../stack/nodes';

/** What rules look up in a graph again and again. */
interface Index {
  readonly scalers: ReadonlyMap<Manifest, ScalerNode>;
  readonly named: Map<string, ReadonlyMap<string, readonly Manifest[]>>;
}

const indexes = new WeakMap<StackGraph, Index>();

function indexOf(graph: StackGraph): Index {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const own = graph.scalers.filter(({ madeBy }) => madeBy === undefined);
  const index = { scalers: new Map(own.map((scaler) => [scaler.manifest, scaler])), named: new Map() };
  indexes.set(graph, index);
  return index;
}

/** The scaler that stands in a manifest. @default - the manifest is none, or somebody makes one of it */
export function scalerOf(graph: StackGraph, manifest: Manifest): ScalerNode | undefined {
  return indexOf(graph).scalers.get(manifest);
}

/** The object of a kind and name. @param namespace nothing for kinds that have none */
export function objectNamed(
  graph: StackGraph,
  kind: string,
  name: string,
  namespace: string | undefined,
): Manifest | undefined {
  const { named } = indexOf(graph);
  const ofKind = named.get(kind) ?? byName(graph.manifestsOfKind(kind));
  named.set(kind, ofKind);
  return ofKind.get(name)?.find((each) => each.namespace === namespace);
}

function byName(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  return groupBy(manifests, ({ name }) => name);
}

/** Items by what they have in common. */
export function groupBy<T, Key>(items: Iterable<T>, keyOf: (item: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
