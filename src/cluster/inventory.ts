import type { Construct, IConstruct } from 'constructs';
import { oncePerSynth, treeChanged } from '../kubernetes/validation';
import type { Exposure } from '../metrics/exposure';
import { ClusterProfile } from './cluster-profile';
import type { ClusterFacts } from './facts';

/** Something with a scale subresource, by what identifies it within a cluster. */
export interface TargetRef {
  /** For example `apps/v1`. */
  readonly apiVersion: string;
  /** For example `Deployment`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Its namespace. @default - the one of the apply */
  readonly namespace?: string;
}

/** Who scales a target. The words are those of the ownership table. */
export type ScalerKind = 'GpuHpa' | 'KedaLlmScaler' | 'KServe';

/** A trigger that a schedule adds to somebody's ScaledObject: it keeps a floor between two times of each day. */
export interface FloorTrigger {
  /** Name of the trigger. */
  readonly name: string;
  /** IANA time zone. */
  readonly timezone: string;
  /** When it begins: five fields. */
  readonly start: string;
  /** When it ends: five fields. */
  readonly end: string;
  /** How many replicas there are at least. */
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

/** Everything that the constructs of one app said, by what it is asked for. */
interface Book {
  readonly byKey: Map<string, Entry[]>;
  readonly scalers: ScalerEntry[];
  readonly exposures: () => Map<ClusterFacts, readonly Exposure[]>;
}

const books = new WeakMap<IConstruct, Book>();

/** Tells the other constructs of the app about one. */
export function announce(entry: Entry): void {
  const book = bookOf(entry.construct);
  const key = keyOfEntry(entry);
  const known = book.byKey.get(key);
  if (known) known.push(entry);
  else book.byKey.set(key, [entry]);
  if (entry.role === 'scaler') book.scalers.push(entry);
  treeChanged();
}

/** The scalers of a target. */
export function scalersOf(scope: Construct, target: TargetRef): readonly ScalerEntry[] {
  return inSameCluster(scope, keyOf('scaler', target)) as readonly ScalerEntry[];
}

/** The schedules that move a target. */
export function schedulesOf(scope: Construct, target: TargetRef): readonly Of<'schedule'>[] {
  return inSameCluster(scope, keyOf('schedule', target)) as readonly Of<'schedule'>[];
}

/** The objects of a kind that have one name in one namespace. */
export function namesakes(scope: Construct, kind: string, name: string, namespace?: string): readonly Construct[] {
  const found = inSameCluster(scope, keyOf('object', { apiVersion: '', kind, name, namespace }));
  return found.map(({ construct }) => construct);
}

/** The constructs of a kind of which a cluster has one. */
export function singlesOf(scope: Construct, kind: string): readonly Construct[] {
  return inSameCluster(scope, `single ${kind}`).map(({ construct }) => construct);
}

/** What the scalers of a cluster need to be exposed, each metric once. */
export function exposuresOf(scope: Construct): readonly Exposure[] {
  return bookOf(scope).exposures().get(ClusterProfile._facts(scope)) ?? [];
}

function inSameCluster(scope: Construct, key: string): readonly Entry[] {
  const found = bookOf(scope).byKey.get(key) ?? [];
  const cluster = ClusterProfile._facts(scope);
  return found.filter(({ construct }) => ClusterProfile._facts(construct) === cluster);
}

function bookOf(scope: Construct): Book {
  const root = scope.node.root;
  const known = books.get(root);
  if (known) return known;
  const scalers: ScalerEntry[] = [];
  const book = {
    byKey: new Map<string, Entry[]>(),
    scalers,
    exposures: oncePerSynth(() => exposuresByCluster(scalers)),
  };
  books.set(root, book);
  return book;
}

function exposuresByCluster(scalers: readonly ScalerEntry[]): Map<ClusterFacts, readonly Exposure[]> {
  const distinct = new Map<ClusterFacts, Map<string, Exposure>>();
  for (const scaler of scalers) {
    const cluster = ClusterProfile._facts(scaler.construct);
    const known = distinct.get(cluster) ?? new Map<string, Exposure>();
    distinct.set(cluster, known);
    for (const exposure of scaler.exposures()) known.set(JSON.stringify(exposure.adapterRule), exposure);
  }
  const sorted = (all: Map<string, Exposure>) => [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map([...distinct].map(([cluster, all]) => [cluster, sorted(all)]));
}

function keyOfEntry(entry: Entry): string {
  if (entry.role === 'single') return `single ${entry.kind}`;
  if (entry.role === 'object') return keyOf('object', { ...entry, apiVersion: '' });
  return keyOf(entry.role, entry.target);
}

/** The same whatever the version of the API: one workload is one target. */
function keyOf(role: Entry['role'], { apiVersion, kind, name, namespace }: TargetRef): string {
  const text = String(apiVersion);
  const group = text.includes('/') ? text.split('/')[0] : '';
  return `${role} ${JSON.stringify([group, kind, namespace ?? '', name])}`;
}
