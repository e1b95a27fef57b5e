import type { PlacementPolicy } from '../controllers/node-pools/node-pool';
import { readResourcePolicy } from '../controllers/node-pools/read-resource-policy';
import { Unreadable } from '../reader';
import { type EngineInPods, engineOf } from './engine-of';
import { hasAll } from './label-selector';
import type { Manifests } from './manifests';
import { labelsOf, readObjects, type StackObject, titleOf } from './objects';
import { type AdapterConfig, type RecordingRule, readAdapter, readRecordingRules } from './rules';
import { readScalers, type Scaler } from './scalers';
import { gpuScrapeOf, monitorsOf, type Scrape, scrapesOf } from './scrapes';
import { gpusOf, readServices, readWorkloads, type Workload } from './workloads';

/** A workload that is scaled, and everything of the manifests that has to do with it. */
export interface StackService {
  readonly name: string;
  readonly namespace: string;
  readonly workload: Workload;
  readonly engine: EngineInPods | undefined;
  readonly gpusPerPod: number;
  /** What scales it: an HPA or a ScaledObject, and schedules. */
  readonly scalers: readonly Scaler[];
  readonly scrapes: readonly Scrape[];
  /** Where its pods go. */
  readonly placement: PlacementPolicy | undefined;
}

/** What manifests say, as far as a rehearsal goes by it. */
export interface Stack {
  /** In the order of their names. */
  readonly services: readonly StackService[];
  readonly rules: readonly RecordingRule[];
  /** Nothing where no adapter is configured by the manifests. */
  readonly adapter: AdapterConfig | undefined;
  readonly gpuScrape: Scrape | undefined;
  /** Whether any monitor is among the manifests. */
  readonly hasMonitors: boolean;
}

/** Reads manifests, and says what cannot be rehearsed: which object, and why. */
export function readStack(manifests: Manifests): Stack | Unreadable {
  const objects = readObjects(manifests);
  if (objects instanceof Unreadable) return objects;
  const scalers = readScalers(objects);
  const adapter = readAdapter(objects);
  const reasons = [scalers, adapter].flatMap((read) => (read instanceof Unreadable ? read.reasons : []));
  if (scalers instanceof Unreadable || adapter instanceof Unreadable) return new Unreadable(reasons);
  const workloads = readWorkloads(objects);
  const services: StackService[] = [];
  for (const [workload, own] of byWorkload(scalers, workloads, reasons)) {
    const service = serviceOf(workload, own, workloads, objects);
    if (service instanceof Unreadable)
      reasons.push(...service.reasons.map((reason) => `${titleOf(workload.from)} cannot be rehearsed: ${reason}`));
    else services.push(service);
  }
  if (services.length === 0 && reasons.length === 0)
    reasons.push(
      'nothing here can be rehearsed: there is no HorizontalPodAutoscaler, ScaledObject or CronHorizontalPodAutoscaler',
    );
  if (reasons.length > 0) return new Unreadable(reasons);
  services.sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
  return {
    services,
    rules: readRecordingRules(objects),
    adapter,
    gpuScrape: gpuScrapeOf(objects),
    hasMonitors: monitorsOf(objects).length > 0,
  };
}

/** What scales which workload. */
function byWorkload(scalers: readonly Scaler[], workloads: readonly Workload[], reasons: string[]) {
  const found = new Map<Workload, Scaler[]>();
  for (const scaler of scalers) {
    const target = resolve(scaler, scalers);
    const workload = workloads.find(
      ({ kind, name, namespace }) => namespace === scaler.namespace && kind === target.kind && name === target.name,
    );
    if (workload === undefined)
      reasons.push(
        `${titleOf(scaler)} cannot be rehearsed: it scales ${target.kind} ${target.name}, which is not among the manifests of namespace ${scaler.namespace}`,
      );
    else found.set(workload, [...(found.get(workload) ?? []), scaler]);
  }
  for (const [workload, own] of found) {
    const owners = own.filter(({ kind }) => kind !== 'CronHorizontalPodAutoscaler');
    if (owners.length > 1)
      reasons.push(
        `${workload.kind} ${workload.namespace}/${workload.name} cannot be rehearsed: ${owners.map(titleOf).join(' and ')} scale it, and both stop with AmbiguousSelector; leave one of them`,
      );
  }
  return found;
}

/** A schedule may be about an HPA; then it is about what that scales. */
function resolve({ target, namespace }: Scaler, scalers: readonly Scaler[]): Scaler['target'] {
  if (target.kind !== 'HorizontalPodAutoscaler') return target;
  const hpa = scalers.find(
    (other) =>
      other.namespace === namespace &&
      ((other.kind === 'HorizontalPodAutoscaler' && other.name === target.name) ||
        (other.kind === 'ScaledObject' && other.hpaName === target.name)),
  );
  return hpa?.target ?? target;
}

function serviceOf(
  workload: Workload,
  scalers: readonly Scaler[],
  workloads: readonly Workload[],
  objects: readonly StackObject[],
): StackService | Unreadable {
  const gpus = gpusOf(workload.pod);
  if (gpus instanceof Unreadable) return gpus;
  const policy = objects.find(
    ({ kind, namespace, spec }) =>
      kind === 'ResourcePolicy' &&
      namespace === workload.namespace &&
      hasAll(labelsOf(spec.selector), workload.pod.labels),
  );
  const placement = policy && readResourcePolicy(policy.spec);
  if (placement instanceof Unreadable)
    return new Unreadable(placement.reasons.map((reason) => `${titleOf(policy as StackObject)}: ${reason}`));
  return {
    name: workload.from.name,
    namespace: workload.namespace,
    workload,
    engine: engineOf(workload),
    gpusPerPod: gpus.count,
    scalers,
    scrapes: scrapesOf(workload, readServices(objects, workloads), objects),
    placement,
  };
}
