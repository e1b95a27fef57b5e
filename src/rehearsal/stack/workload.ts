import { type Fields, fieldsOf, listOf, wordOf, wordsOf } from '../../stack/fields';
import { gpuRequests, gpusOf as sumOfGpus } from '../../stack/gpus';
import type { WorkloadNode } from '../../stack/nodes';
import type { ContainerNode, EngineFound, Labels } from '../../stack/parts';
import { Unreadable } from '../reader';
import { DEFAULT_NAMESPACE } from './title';

/** Pods that are made from one template, and the object whose replicas are scaled. */
export interface Workload {
  /** What a scaler names as its target. */
  readonly kind: string;
  /** Name of the workload itself; where KServe makes it, the one that KServe gives it. */
  readonly name: string;
  /** Its namespace; `default` where the manifest names none. */
  readonly namespace: string;
  /** Replicas at the beginning, if the manifest says so. */
  readonly replicas: number | undefined;
  /** What each of its pods is made from. */
  readonly pod: PodTemplate;
}

/** What the pods of a workload are. */
export interface PodTemplate {
  /** Labels that a node must have for the pod: `spec.nodeSelector`. */
  readonly nodeSelector: Labels;
  /** How long a pod that is deleted may finish what it has: `spec.terminationGracePeriodSeconds`, or 30. */
  readonly gracePeriodSeconds: number;
  /** `spec.containers` in their order, with what KServe puts before them; init containers are left out. */
  readonly containers: readonly Container[];
}

/** A container, as far as it decides what the engine does. */
export interface Container {
  /** Name in the pod, for example `kserve-container` where KServe makes it. */
  readonly name: string;
  /** Where it comes from, with its tag; empty where a runtime of KServe gives it. */
  readonly image: string;
  /** Command and arguments, together. */
  readonly words: readonly string[];
  /** Its variables by their names; one whose value is not written, but taken from elsewhere, is left out. */
  readonly env: Labels;
  /** Quantities by resource, as written in `resources.requests`; what is only limited counts as requested. */
  readonly requests: Labels;
  /** Quantities by resource, as written in `resources.limits`. */
  readonly limits: Labels;
  /** When its `readinessProbe` looks; where nothing is said, every 10 s and without a delay. */
  readonly readiness: { readonly periodSeconds: number; readonly initialDelaySeconds: number };
}

/** The engine that a workload runs. */
export interface EngineInPods extends Pick<EngineFound, 'table' | 'version'> {
  /** The container that it runs in. */
  readonly container: Container;
}

const DEFAULT_GRACE_SECONDS = 30;
const DEFAULT_PROBE_SECONDS = 10;

/** What a rehearsal goes by of a workload. */
export function workloadOf({
  kind,
  name,
  namespace = DEFAULT_NAMESPACE,
  replicas,
  pod,
  containers,
}: WorkloadNode): Workload {
  const grace = pod.terminationGracePeriodSeconds;
  return {
    kind,
    name,
    namespace,
    replicas: typeof replicas?.value === 'number' ? replicas.value : undefined,
    pod: {
      nodeSelector: wordsOf(pod.nodeSelector),
      gracePeriodSeconds: typeof grace === 'number' ? grace : DEFAULT_GRACE_SECONDS,
      containers: containers.map(containerOf),
    },
  };
}

/** The engine of a workload. */
export function engineOf({ engine }: WorkloadNode): EngineInPods | undefined {
  return engine && { table: engine.table, version: engine.version, container: containerOf(engine.container) };
}

function containerOf({ name, image = '', words, fields }: ContainerNode): Container {
  const resources = fieldsOf(fields.resources);
  const probe = fieldsOf(fields.readinessProbe);
  return {
    name,
    image,
    words,
    env: environmentOf(fields),
    // What is limited and not requested is requested as much.
    requests: { ...wordsOf(resources.limits), ...wordsOf(resources.requests) },
    limits: wordsOf(resources.limits),
    readiness: {
      periodSeconds: typeof probe.periodSeconds === 'number' ? probe.periodSeconds : DEFAULT_PROBE_SECONDS,
      initialDelaySeconds: typeof probe.initialDelaySeconds === 'number' ? probe.initialDelaySeconds : 0,
    },
  };
}

function environmentOf({ env }: Fields): Labels {
  const variables = listOf(env).map(fieldsOf);
  return Object.fromEntries(
    variables.flatMap(({ name, value }) => {
      const word = wordOf(value);
      return word === undefined ? [] : [[String(name), word]];
    }),
  );
}

/** The GPUs of a pod, summed over its containers; something is wrong where there are two kinds of them. */
export function gpusOf(workload: WorkloadNode): number | Unreadable {
  const resources = new Set(gpuRequests(workload).flatMap(({ resource, isShare }) => (isShare ? [] : [resource])));
  return resources.size > 1
    ? new Unreadable([`its pods ask for ${[...resources].join(' and ')}`])
    : sumOfGpus(workload);
}
