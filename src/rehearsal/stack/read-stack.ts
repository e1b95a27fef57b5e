import { fieldsOf } from '../../stack/fields';
import { buildGraph, type StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import type { ScalerNode, WorkloadNode } from '../../stack/nodes';
import type { PlacementPolicy } from '../controllers/node-pools/node-pool';
import { readResourcePolicy } from '../controllers/node-pools/read-resource-policy';
import { Unreadable } from '../reader';
import { relistMsOf } from './adapter';
import type { StackFacts } from './facts';
import { type Manifests, manifestsIn } from './manifests';
import { type RecordingRule, recordingRulesOf } from './rules';
import { readScalers, type Scaler } from './scalers';
import { gpuScrapeOf, type PodScrape, type Scrape, scrapesOf } from './scrapes';
import { DEFAULT_NAMESPACE, titleOf } from './title';
import { type EngineInPods, engineOf, gpusOf, type Workload, workloadOf } from './workload';

/** A workload that is scaled, and everything of the manifests that has to do with it. */
export interface StackService {
  /** Name of the object of the manifests: the workload, or what KServe makes it of. */
  readonly name: string;
  /** Namespace of the workload; `default` where the manifest names none. */
  readonly namespace: string;
  /** What is scaled, and the pods that it makes. */
  readonly workload: Workload;
  /** The engine that its pods run; nothing where none of the known ones is recognized. */
  readonly engine: EngineInPods | undefined;
  /** GPU devices of one pod, all containers together; memory or cores of a shared GPU do not count. */
  readonly gpusPerPod: number;
  /** What scales it: an HPA or a ScaledObject, and schedules. */
  readonly scalers: readonly Scaler[];
  /** How Prometheus reads its pods, one for each port that an endpoint of a monitor scrapes; empty where none does. */
  readonly scrapes: readonly PodScrape[];
  /** Where its pods go. */
  readonly placement: PlacementPolicy | undefined;
}

/** What manifests say, as far as a rehearsal goes by it. */
export interface Stack {
  /** In the order of their names. */
  readonly services: readonly StackService[];
  /** The recording rules of all PrometheusRules, whatever they record. */
  readonly rules: readonly RecordingRule[];
  /** How often a metrics adapter looks for series; nothing where none is configured by the manifests. */
  readonly relistMs: number | undefined;
  /** How Prometheus reads the GPU exporter; nothing where no monitor is about one. */
  readonly gpuScrape: Scrape | undefined;
  /** Whether any monitor is among the manifests. */
  readonly hasMonitors: boolean;
}

/** The kinds of which every replica is one pod. */
const REHEARSED = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Rollout', 'CloneSet'];

/** Reads manifests, and says what cannot be rehearsed: which object, and why. */
export function readStack(manifests: Manifests, facts: StackFacts = {}): Stack | Unreadable {
  const read = manifestsIn(manifests);
  return read instanceof Unreadable ? read : stackOf(graphOf(read, facts), facts);
}

/** The stack as the checks see it. An InferenceService that does not say its mode is taken for one that HPAs scale. */
export function graphOf(manifests: readonly Manifest[], { cluster = {} }: StackFacts): StackGraph {
  const { namespace = DEFAULT_NAMESPACE, kserveStandardByDefault = true } = cluster;
  return buildGraph(manifests, { ...cluster, namespace, kserveStandardByDefault });
}

/** What a rehearsal goes by of a stack. */
export function stackOf(graph: StackGraph, { kedaVersion }: StackFacts): Stack | Unreadable {
  const scalers = readScalers(graph, kedaVersion);
  const relistMs = relistMsOf(graph);
  const reasons = [scalers, relistMs].flatMap((read) => (read instanceof Unreadable ? read.reasons : []));
  if (scalers instanceof Unreadable || relistMs instanceof Unreadable) return new Unreadable(reasons);
  const services: StackService[] = [];
  for (const [workload, own] of byWorkload(scalers, reasons)) {
    const service = serviceOf(workload, own);
    if (service instanceof Unreadable)
      reasons.push(...service.reasons.map((reason) => `${titleOf(workload.manifest)} cannot be rehearsed: ${reason}`));
    else services.push(service);
  }
  if (services.length === 0 && reasons.length === 0) reasons.push(...nothingToRehearse(graph));
  if (reasons.length > 0) return new Unreadable(reasons);
  services.sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
  return {
    services,
    rules: recordingRulesOf(graph),
    relistMs,
    gpuScrape: gpuScrapeOf(graph),
    hasMonitors: graph.monitors.length > 0,
  };
}

function nothingToRehearse({ passedOver }: StackGraph): string[] {
  if (passedOver.length > 0)
    return passedOver.map((manifest) => `${titleOf(manifest)} cannot be rehearsed: no HPA scales it in its mode`);
  return [
    'nothing here can be rehearsed: there is no HorizontalPodAutoscaler, ScaledObject or CronHorizontalPodAutoscaler',
  ];
}

/** What scales which workload. */
function byWorkload(scalers: ReadonlyMap<ScalerNode, Scaler>, reasons: string[]) {
  const found = new Map<WorkloadNode, Scaler[]>();
  for (const [node, scaler] of scalers) {
    // A schedule may be about an HPA; then it is about what that scales.
    const { workload, target } = node.scaler?.to ?? node;
    if (workload) found.set(workload.to, [...(found.get(workload.to) ?? []), scaler]);
    else
      reasons.push(
        `${titleOf(scaler)} cannot be rehearsed: it scales ${target.kind} ${target.name}, which is not among the manifests of namespace ${scaler.namespace}`,
      );
  }
  for (const [workload, own] of found) {
    const owners = own.filter(({ kind }) => kind !== 'CronHorizontalPodAutoscaler');
    if (owners.length > 1)
      reasons.push(
        `${titleOf(workload)} cannot be rehearsed: ${owners.map(titleOf).join(' and ')} scale it, and both stop with AmbiguousSelector; leave one of them`,
      );
  }
  return found;
}

function serviceOf(node: WorkloadNode, scalers: readonly Scaler[]): StackService | Unreadable {
  if (!REHEARSED.includes(node.kind))
    return new Unreadable([`the replicas of a ${node.kind} are not single pods, as those of ${REHEARSED.join(', ')}`]);
  const gpusPerPod = gpusOf(node);
  if (gpusPerPod instanceof Unreadable) return gpusPerPod;
  const placement = placementOf(node);
  if (placement instanceof Unreadable) return placement;
  const workload = workloadOf(node);
  return {
    name: node.manifest.name,
    namespace: workload.namespace,
    workload,
    engine: engineOf(node),
    gpusPerPod,
    scalers,
    scrapes: scrapesOf(node),
    placement,
  };
}

/** What was read of each ResourcePolicy: the pods of all workloads that one selects count together for its `max`. */
const placements = new WeakMap<Manifest, PlacementPolicy | Unreadable>();

/** The first ResourcePolicy that selects the pods. */
function placementOf({ selectedBy }: WorkloadNode): PlacementPolicy | Unreadable | undefined {
  const policy = selectedBy.find(({ kind }) => kind === 'ResourcePolicy');
  if (policy === undefined) return undefined;
  const { manifest } = policy;
  const read = placements.get(manifest) ?? readResourcePolicy(fieldsOf(manifest.fields.spec));
  placements.set(manifest, read);
  return read instanceof Unreadable
    ? new Unreadable(read.reasons.map((reason) => `${titleOf(policy)}: ${reason}`))
    : read;
}
