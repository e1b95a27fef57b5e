import type { Draft } from './draft';
import { findEngine } from './engine-found';
import { type FieldPath, fieldsOf, integerOf, listOf, textOf, textsOf, valueAt, wordOf } from './fields';
import { labelSelectorOf, plainSelectorOf } from './label-selector';
import type { Manifest } from './manifest';
import type { WorkloadNode } from './nodes';
import type { ContainerNode, ContainerPort } from './parts';
import { placeOf } from './place';

/** Where a kind has its pod, how it calls its pods, and what selects them. */
interface WorkloadKind {
  /** Groups of the API. */
  readonly groups: readonly string[];
  /** The ways to the template; the first that is there counts. */
  readonly templates: readonly FieldPath[];
  /** Names of pods of a workload of that name. */
  readonly podNames: (name: string) => readonly string[];
  /** Whether its selector is just labels. */
  readonly hasPlainSelector?: boolean;
  /** Labels that its controller gives to the pods. */
  readonly addedLabels?: (name: string) => Readonly<Record<string, string>>;
}

const TEMPLATE: readonly FieldPath[] = [['spec', 'template']];
const LWS = ['spec', 'leaderWorkerTemplate'];
const LWS_LABELS = 'leaderworkerset.sigs.k8s.io';
/** What the API server appends to a name that it makes up, and where it cuts what stands before. */
const RANDOM = 'x7k2p';
const LONGEST_PREFIX = 58;
const HASH = '6d4c8f7b59';

/** The kinds that run pods for as long as they are there. A new one adds its line here. */
const KINDS: Readonly<Record<string, WorkloadKind>> = {
  Deployment: { groups: ['apps', 'extensions'], templates: TEMPLATE, podNames: namesOfReplicaSets },
  Rollout: { groups: ['argoproj.io'], templates: TEMPLATE, podNames: namesOfReplicaSets },
  StatefulSet: { groups: ['apps', 'apps.kruise.io'], templates: TEMPLATE, podNames: numbered },
  DaemonSet: { groups: ['apps'], templates: TEMPLATE, podNames: made },
  ReplicaSet: { groups: ['apps'], templates: TEMPLATE, podNames: made },
  CloneSet: { groups: ['apps.kruise.io'], templates: TEMPLATE, podNames: made },
  ReplicationController: { groups: [''], templates: TEMPLATE, podNames: made, hasPlainSelector: true },
  LeaderWorkerSet: {
    groups: ['leaderworkerset.x-k8s.io'],
    templates: [
      [...LWS, 'leaderTemplate'],
      [...LWS, 'workerTemplate'],
    ],
    podNames: (name) => [`${name}-0`, `${name}-1`, `${name}-0-1`],
    addedLabels: (name) => ({ [`${LWS_LABELS}/name`]: name, [`${LWS_LABELS}/worker-index`]: '0' }),
  },
};

/** The workload that a manifest is; nothing when it is another kind of object. */
export function workloadOf(manifest: Manifest, namespace: string | undefined): Draft<WorkloadNode> | undefined {
  const kind = Object.hasOwn(KINDS, manifest.kind) ? KINDS[manifest.kind] : undefined;
  if (!kind?.groups.includes(manifest.group)) return undefined;
  const { templates, addedLabels, hasPlainSelector } = kind;
  const template = templates.find((path) => valueAt(manifest.fields, path) !== undefined) ?? templates[0];
  const podPath = [...template, 'spec'];
  const podLabelsPath = [...template, 'metadata', 'labels'];
  const pod = fieldsOf(valueAt(manifest.fields, podPath));
  const containers = containersOf(manifest, [...podPath, 'containers']);
  const selector = placeOf(manifest, ['spec', 'selector']);
  const replicas = placeOf(manifest, ['spec', 'replicas']);
  return {
    ...workloadParts(manifest, manifest.kind, manifest.apiVersion, manifest.name, namespace),
    podLabels: { ...textsOf(valueAt(manifest.fields, podLabelsPath)), ...addedLabels?.(manifest.name) },
    podLabelsPath,
    selector: hasPlainSelector ? plainSelectorOf(selector) : labelSelectorOf(selector),
    podPath,
    pod,
    containers,
    engine: findEngine(manifest, containers),
    replicas: replicas.value === undefined ? undefined : replicas,
    podNames: [...kind.podNames(manifest.name)],
  };
}

/** What every workload has from the beginning. */
export function workloadParts(
  manifest: Manifest,
  kind: string,
  apiVersion: string,
  name: string,
  namespace: string | undefined,
) {
  return {
    ...nodeParts(manifest, kind, name, namespace),
    apiVersion,
    services: [],
    scrapes: [],
    scalers: [],
    selectedBy: [],
  };
}

/** What every node has. */
export function nodeParts(manifest: Manifest, kind: string, name: string, namespace: string | undefined) {
  return {
    id: [kind, namespace, name].filter((part) => part !== undefined).join('/'),
    manifest,
    kind,
    name,
    namespace,
  };
}

/** The containers of a pod. */
export function containersOf(manifest: Manifest, path: FieldPath): ContainerNode[] {
  return listOf(valueAt(manifest.fields, path)).map((_, index) => containerOf(manifest, [...path, index]));
}

/** One container of a pod. */
export function containerOf(manifest: Manifest, path: FieldPath): ContainerNode {
  const fields = fieldsOf(valueAt(manifest.fields, path));
  return {
    name: textOf(fields.name) ?? '',
    image: textOf(fields.image),
    words: [...listOf(fields.command), ...listOf(fields.args)].flatMap((word) => (wordOf(word) ?? '').split(/\s+/)),
    ports: listOf(fields.ports).flatMap((_, index) => portOf(manifest, [...path, 'ports', index]) ?? []),
    fields,
    path,
  };
}

function portOf(manifest: Manifest, path: FieldPath): ContainerPort | undefined {
  const place = placeOf(manifest, path);
  const { name, containerPort } = fieldsOf(place.value);
  const port = integerOf(containerPort);
  return port === undefined ? undefined : { name: textOf(name), port, place };
}

/** Names of pods of a Deployment: NAME-HASH-RANDOM, cut where Kubernetes cuts them. */
export function namesOfReplicaSets(name: string): readonly string[] {
  return [`${`${name}-${HASH}-`.slice(0, LONGEST_PREFIX)}${RANDOM}`];
}

function made(name: string): readonly string[] {
  return [`${`${name}-`.slice(0, LONGEST_PREFIX)}${RANDOM}`];
}

function numbered(name: string): readonly string[] {
  return [`${name}-0`, `${name}-1`, `${name}-10`];
}
