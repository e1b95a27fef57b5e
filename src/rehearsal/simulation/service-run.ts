import type { Binding, Cluster } from '../controllers/node-pools/cluster';
import { chooseVictims } from '../controllers/replica-set/victims';
import type { Fleet } from '../engine/fleet';
import type { ServiceModel } from '../engine/service-model';
import type { Random } from '../random';
import type { Decision } from '../result';
import type { StackService } from '../stack/read-stack';
import { type ColdStart, drawDelay } from './cold-start';
import type { EventQueue } from './event-queue';
import { nameSuffix, type Pod } from './pod';
import type { PodScrapes } from './scrape-setup';

/** How often it is looked whether a pod that is being deleted has finished. */
const DRAIN_LOOK_MS = 1_000;

/** What a service has of the rehearsal around it. */
export interface ServiceSurroundings {
  /** Where what pods go through, and their end, waits for its time. */
  readonly queue: EventQueue;
  /** Where a pod becomes a replica when it is Ready, and is drained when it is deleted. */
  readonly fleet: Fleet;
  /** How fast each of its replicas is, and how much it holds. */
  readonly model: ServiceModel;
  /** How long the stages of a new pod take; each pod draws its own. */
  readonly coldStart: ColdStart;
  /** The numbers that these delays are drawn from; no other service has them. */
  readonly random: Random;
  /** Takes down which pods the ReplicaSet deletes, where nodes are rehearsed. */
  readonly record: (decision: Decision) => void;
  /** Nothing where nodes are not rehearsed: then every pod finds one at once. */
  readonly cluster: { readonly nodes: Cluster; readonly look: (now: number) => void } | undefined;
  /** A pod can be scraped from now on, or its GPUs are held. */
  readonly scrape: PodScrapes;
}

/** A Deployment of a rehearsal: its ReplicaSet, its pods and what they go through. */
export class ServiceRun {
  /** Pods that exist, also those that are being deleted, the oldest first. */
  pods: Pod[] = [];
  /** `spec.replicas` of the workload, as whoever scaled it last has left it. */
  specReplicas = 0;
  /** How often `spec.replicas` was changed, the size at the beginning not counted. */
  rescales = 0;
  /** Grows whenever a pod changes: what was derived from pods before is to be derived anew. */
  generation = 0;
  /** GPU-milliseconds of pods that are gone. */
  private spentGpuMs = 0;
  private created = 0;
  private readonly warmNodes = new Set<string>();
  private readonly names = new Set<string>();

  constructor(
    readonly service: StackService,
    private readonly around: ServiceSurroundings,
  ) {}

  /** `Deployment namespace/name`. */
  get title(): string {
    const { kind, name, namespace } = this.service.workload;
    return `${kind} ${namespace}/${name}`;
  }

  /** Pods that are not being deleted: `status.replicas`. */
  get active(): readonly Pod[] {
    return this.pods.filter(({ deletedAt }) => deletedAt === undefined);
  }

  /** Pods that are Ready and not being deleted: `status.readyReplicas`. */
  get readyReplicas(): number {
    let count = 0;
    for (const { readyAt, deletedAt } of this.pods) if (readyAt !== undefined && deletedAt === undefined) count += 1;
    return count;
  }

  /** Whether a pod of this name exists. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** GPU-milliseconds that pods have held up to now. */
  gpuMs(now: number): number {
    let held = 0;
    for (const { startedAt } of this.pods) if (startedAt !== undefined) held += now - Math.max(0, startedAt);
    return this.spentGpuMs + held * this.service.gpusPerPod;
  }

  /** Pods that are there when the rehearsal begins, warm. */
  begin(replicas: number, now: number): void {
    this.specReplicas = replicas;
    for (let count = 0; count < replicas; count += 1) this.create(now, true);
  }

  /** Somebody changes `spec.replicas`. */
  scale(replicas: number, now: number): void {
    if (replicas === this.specReplicas) return;
    this.specReplicas = replicas;
    this.rescales += 1;
    const active = this.active;
    for (let count = active.length; count < replicas; count += 1) this.create(now, false);
    if (active.length > replicas) this.deleteSome(active, active.length - replicas, now);
    this.around.cluster?.look(now);
  }

  /** The scheduler has found a node for a pod. */
  bound({ pod: id, node }: Pick<Binding, 'pod' | 'node'>, now: number): void {
    const pod = this.pods.find((each) => each.id === id);
    if (pod !== undefined) this.start(pod, node.name, now);
  }

  private create(now: number, isOld: boolean): void {
    const { name, namespace } = this.service.workload;
    const podName = `${name}-${templateHash(name)}-${nameSuffix(this.created)}`;
    this.created += 1;
    this.generation += 1;
    const pod: Pod = {
      id: `${namespace}/${podName}`,
      name: podName,
      createdAt: now,
      isOld,
      node: undefined,
      startedAt: undefined,
      runningAt: undefined,
      upAt: undefined,
      readyAt: undefined,
      replica: undefined,
      deletedAt: undefined,
      goneAt: undefined,
    };
    this.pods.push(pod);
    this.names.add(podName);
    const { cluster } = this.around;
    const gpus = this.service.gpusPerPod;
    if (cluster === undefined || gpus === 0) this.start(pod, undefined, now);
    else
      cluster.nodes.add({
        id: pod.id,
        gpus,
        createdAt: now,
        nodeSelector: this.service.workload.pod.nodeSelector,
        ...(this.service.placement && { policy: this.service.placement }),
      });
  }

  private start(pod: Pod, node: string | undefined, now: number): void {
    const { queue, coldStart, random, scrape } = this.around;
    pod.node = node;
    pod.startedAt = now;
    this.generation += 1;
    scrape.gpus(pod, now);
    const isWarm = node === undefined || this.warmNodes.has(node) || pod.isOld;
    if (node !== undefined) this.warmNodes.add(node);
    if (pod.isOld) {
      pod.runningAt = now;
      this.comeUp(pod, now);
      this.becomeReady(pod, now);
      return;
    }
    const image = drawDelay(isWarm ? coldStart.cachedImageSeconds : coldStart.imageSeconds, random);
    const load = drawDelay(coldStart.loadSeconds, random) + drawDelay(coldStart.warmUpSeconds, random);
    queue.at(now + image, (runningAt) => {
      if (pod.deletedAt !== undefined) return;
      pod.runningAt = runningAt;
      this.generation += 1;
      queue.at(runningAt + load, (upAt) => {
        if (pod.deletedAt !== undefined) return;
        this.comeUp(pod, upAt);
        queue.at(this.nextProbe(runningAt, upAt), (readyAt) => {
          if (pod.deletedAt === undefined) this.becomeReady(pod, readyAt);
        });
      });
    });
  }

  /** Probes are sent at full periods from the start of the container on. */
  private nextProbe(runningAt: number, upAt: number): number {
    const { engine, workload } = this.service;
    const container = engine?.container ?? workload.pod.containers[0];
    const probe = container?.readiness ?? { periodSeconds: 10, initialDelaySeconds: 0 };
    const period = probe.periodSeconds * 1000;
    const first = runningAt + probe.initialDelaySeconds * 1000;
    return upAt <= first ? first : first + Math.ceil((upAt - first) / period) * period;
  }

  private comeUp(pod: Pod, now: number): void {
    pod.upAt = now;
    this.around.scrape.engine(pod, now);
  }

  private becomeReady(pod: Pod, now: number): void {
    const { fleet, model } = this.around;
    pod.readyAt = now;
    this.generation += 1;
    fleet.advance(Math.max(0, now));
    pod.replica = fleet.addReplica(model);
  }

  private deleteSome(active: readonly Pod[], count: number, now: number): void {
    const cost = (pod: Pod) => this.deletionCost(pod);
    const victims = chooseVictims(
      active.map((pod) => ({
        id: pod.id,
        uid: pod.name,
        ...(pod.node !== undefined || pod.startedAt !== undefined ? { node: pod.node ?? pod.id } : {}),
        phase: pod.runningAt === undefined ? 'Pending' : 'Running',
        ...(pod.readyAt !== undefined && { readySince: pod.readyAt }),
        createdAt: pod.createdAt,
        deletionCost: cost(pod),
      })),
      count,
      now,
    );
    const ids = new Set(victims.map(({ id }) => id));
    for (const pod of active) if (ids.has(pod.id)) this.delete(pod, now);
  }

  /** A ResourcePolicy lets the pods of its last unit go first. */
  private deletionCost({ id }: Pod): number {
    const { placement } = this.service;
    const unit = this.around.cluster?.nodes.placeOf(id)?.unit;
    return placement === undefined || unit === undefined ? 0 : -unit;
  }

  private delete(pod: Pod, now: number): void {
    const { queue, fleet, cluster } = this.around;
    pod.deletedAt = now;
    this.generation += 1;
    cluster?.nodes.terminate(pod.id);
    if (cluster !== undefined) this.sayDeleted(pod, now);
    const { replica } = pod;
    if (replica === undefined) {
      this.remove(pod, now);
      return;
    }
    const grace = this.service.workload.pod.gracePeriodSeconds * 1000;
    fleet.advance(now);
    fleet.drain(replica, grace);
    queue.every(now, DRAIN_LOOK_MS, (moment) => {
      fleet.advance(moment);
      if (!fleet.isIdle(replica) && moment < now + grace) return undefined;
      this.remove(pod, moment);
      return false;
    });
  }

  /** Which pod goes is of interest where nodes do. */
  private sayDeleted({ name, node }: Pod, now: number): void {
    const { workload } = this.service;
    this.around.record({
      at: now / 1000,
      controller: 'ReplicaSet',
      object: `${workload.namespace}/${workload.name}`,
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${name}${node === undefined ? ', which had no node' : ` on ${node}`}`,
      from: null,
      to: null,
    });
  }

  private remove(pod: Pod, now: number): void {
    pod.goneAt = now;
    if (pod.startedAt !== undefined) this.spentGpuMs += (now - Math.max(0, pod.startedAt)) * this.service.gpusPerPod;
    this.pods = this.pods.filter((each) => each !== pod);
    this.names.delete(pod.name);
    this.generation += 1;
    const { cluster } = this.around;
    cluster?.nodes.remove(pod.id);
    cluster?.look(now);
  }
}

/** What stands between the name of a Deployment and that of a pod: here from the name. */
function templateHash(name: string): string {
  let hash = 0;
  for (const letter of name) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return nameSuffix(hash >>> 8) + nameSuffix(hash & 0xffff).slice(0, 4);
}
