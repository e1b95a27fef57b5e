import type { Construct, IConstruct } from 'constructs';
import { oncePerSynth, treeChanged } from '../kubernetes/validation';
import type { Exposure } from '../metrics/exposure';
import { ClusterProfile } from './cluster-profile';
import type { ClusterFacts } from './facts';

/** Something with a scale subresource, by what identifies it within a cluster. */
export interface TargetRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Who scales a target. The words are those of the ownership table. */
export type ScalerKind = 'GpuHpa' | 'KedaLlmScaler' | 'KServe';

/** A trigger that a schedule adds to somebody's ScaledObject: it keeps a floor between two times of each day. */
export interface FloorTrigger {
  readonly name: string;
  readonly timezone: string;
  readonly start: string;
  readonly end: string;
  readonly replicas: number;
}

/** What a construct tells the others in its cluster. Everything in it may be asked for only during the synth. */
export type Entry =
  | {
      readonly role: 'scaler';
      readonly construct: Construct;
      readonly kind: ScalerKind;
      readonly target: TargetRef;
      readonly name: string;
      readonly minReplicas: number;
      readonly maxReplicas: number;
      readonly exposures: () => readonly Exposure[];
    }
  | {
      readonly role: 'schedule';
      readonly construct: Construct;
      readonly target: TargetRef;
      readonly floors: () => readonly FloorTrigger[];
    }
  | {
      readonly role: 'object';
      readonly construct: Construct;
      readonly kind: string;
      readonly name: string;
      readonly namespace?: string;
    }
  | { readonly role: 'single'; readonly construct: Construct; readonly kind: string };

type Of<Role extends Entry['role']> = Extract<Entry, { role: Role }>;

/** An entry about a scaler. */
export type ScalerEntry = Of<'scaler'>;

/** What the constructs of one app said of one cluster, indexed. */
interface Cluster {
  readonly scalers: Map<string, ScalerEntry[]>;
  readonly schedules: Map<string, Of<'schedule'>[]>;
  readonly objects: Map<string, Of<'object'>[]>;
  readonly singles: Map<string, Construct[]>;
  readonly exposures: () => readonly Exposure[];
}

interface Book {
  readonly entries: Entry[];
  readonly clusters: () => Map<ClusterFacts, Cluster>;
}

const books = new WeakMap<IConstruct, Book>();

/** Tells the other constructs of the app about one. */
export function announce(entry: Entry): void {
  bookOf(entry.construct).entries.push(entry);
  treeChanged();
}

/** The scalers of a target. */
export function scalersOf(scope: Construct, target: TargetRef): readonly ScalerEntry[] {
  return clusterOf(scope)?.scalers.get(keyOf(target)) ?? [];
}

/** The schedules that move a target. */
export function schedulesOf(scope: Construct, target: TargetRef): readonly Of<'schedule'>[] {
  return clusterOf(scope)?.schedules.get(keyOf(target)) ?? [];
}

/** The objects of a kind that have one name in one namespace. */
export function namesakes(scope: Construct, kind: string, name: string, namespace?: string): readonly Construct[] {
  const found = clusterOf(scope)?.objects.get(keyOf({ apiVersion: '', kind, name, namespace })) ?? [];
  return found.map((entry) => entry.construct);
}

/** The constructs of a kind of which a cluster has one. */
export function singlesOf(scope: Construct, kind: string): readonly Construct[] {
  return clusterOf(scope)?.singles.get(kind) ?? [];
}

/** What the scalers of a cluster need to be exposed, each metric once. */
export function exposuresOf(scope: Construct): readonly Exposure[] {
  return clusterOf(scope)?.exposures() ?? [];
}

function clusterOf(scope: Construct): Cluster | undefined {
  return bookOf(scope).clusters().get(ClusterProfile._facts(scope));
}

function bookOf(scope: Construct): Book {
  const root = scope.node.root;
  const known = books.get(root);
  if (known) return known;
  const entries: Entry[] = [];
  const book = { entries, clusters: oncePerSynth(() => index(entries)) };
  books.set(root, book);
  return book;
}

function index(entries: readonly Entry[]): Map<ClusterFacts, Cluster> {
  const clusters = new Map<ClusterFacts, Cluster>();
  for (const entry of entries) {
    const cluster = at(clusters, ClusterProfile._facts(entry.construct), newCluster);
    if (entry.role === 'scaler') at(cluster.scalers, keyOf(entry.target), list<ScalerEntry>).push(entry);
    else if (entry.role === 'schedule') at(cluster.schedules, keyOf(entry.target), list<Of<'schedule'>>).push(entry);
    else if (entry.role === 'single') at(cluster.singles, entry.kind, list<Construct>).push(entry.construct);
    else at(cluster.objects, keyOf({ ...entry, apiVersion: '' }), list<Of<'object'>>).push(entry);
  }
  return clusters;
}

function newCluster(): Cluster {
  const scalers = new Map<string, ScalerEntry[]>();
  return {
    scalers,
    schedules: new Map(),
    objects: new Map(),
    singles: new Map(),
    exposures: oncePerSynth(() => distinctExposures([...scalers.values()].flat())),
  };
}

function distinctExposures(scalers: readonly ScalerEntry[]): readonly Exposure[] {
  const all = scalers.flatMap((scaler) => scaler.exposures());
  const distinct = new Map(all.map((exposure) => [JSON.stringify(exposure.adapterRule), exposure]));
  return [...distinct.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The same whatever the version of the API: one workload is one target. */
function keyOf({ apiVersion, kind, name, namespace }: TargetRef): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return JSON.stringify([group, kind, namespace ?? '', name]);
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function list<T>(): T[] {
  return [];
}
