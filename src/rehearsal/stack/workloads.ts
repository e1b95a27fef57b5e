import { type Fields, fieldsOf, listOf, textOf } from '../../stack/fields';
import { Unreadable } from '../reader';
import { type Labels, labelsOf, type StackObject } from './objects';

/** Pods that are made from one template, and the object whose replicas are scaled. */
export interface Workload {
  /** What a scaler names as its target. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The object of the manifests that it comes from. */
  readonly from: StackObject;
  /** Replicas at the beginning, if the manifest says so. */
  readonly replicas: number | undefined;
  readonly pod: PodTemplate;
}

/** What the pods of a workload are. */
export interface PodTemplate {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly nodeSelector: Labels;
  readonly gracePeriodSeconds: number;
  readonly containers: readonly Container[];
}

/** A container, as far as it decides what the engine does. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** Command and arguments, one after the other. */
  readonly command: readonly string[];
  readonly env: Labels;
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  readonly requests: Labels;
  readonly limits: Labels;
  readonly readiness: { readonly periodSeconds: number; readonly initialDelaySeconds: number };
}

/** A Service, written or made by KServe. */
export interface PodService {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly ports: readonly { readonly name: string }[];
}

const DEFAULT_GRACE_SECONDS = 30;
const DEFAULT_PROBE_SECONDS = 10;

/** The workloads of the manifests whose pods are made from one template. */
export function readWorkloads(objects: readonly StackObject[]): readonly Workload[] {
  return objects.flatMap((object): Workload[] => {
    if (object.group === 'apps' && ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(object.kind))
      return [workloadOf(object, object.kind, object.name, fieldsOf(object.spec.template), object.spec.replicas)];
    if (object.kind === 'InferenceService') return kserveWorkload(object);
    return [];
  });
}

/** KServe makes a Deployment of it whose pods have one label of their own. */
function kserveWorkload(object: StackObject): Workload[] {
  const predictor = fieldsOf(object.spec.predictor);
  const name = `${object.name}-predictor`;
  const model = fieldsOf(predictor.model);
  const containers = listOf(predictor.containers);
  const isModel = Object.keys(model).length > 0;
  const template = {
    metadata: {
      labels: { ...object.labels, ...labelsOf(predictor.labels), ...kserveLabels(object.name) },
      annotations: { ...object.annotations, ...labelsOf(predictor.annotations) },
    },
    spec: { ...predictor, containers: isModel ? [{ name: 'kserve-container', ...model }, ...containers] : containers },
  };
  const isFixed = object.annotations['serving.kserve.io/autoscalerClass'] === 'none';
  return [workloadOf(object, 'Deployment', name, template, isFixed ? predictor.minReplicas : undefined)];
}

/** What KServe puts on the pods and the Service of an InferenceService. */
function kserveLabels(name: string): Labels {
  return {
    app: `isvc.${name}-predictor`,
    component: 'predictor',
    'serving.kserve.io/inferenceservice': name,
  };
}

function workloadOf(from: StackObject, kind: string, name: string, template: Fields, replicas: unknown): Workload {
  const metadata = fieldsOf(template.metadata);
  const spec = fieldsOf(template.spec);
  const grace = spec.terminationGracePeriodSeconds;
  return {
    kind,
    name,
    namespace: from.namespace,
    from,
    replicas: typeof replicas === 'number' ? replicas : undefined,
    pod: {
      labels: labelsOf(metadata.labels),
      annotations: labelsOf(metadata.annotations),
      nodeSelector: labelsOf(spec.nodeSelector),
      gracePeriodSeconds: typeof grace === 'number' ? grace : DEFAULT_GRACE_SECONDS,
      containers: listOf(spec.containers).map((container) => containerOf(fieldsOf(container))),
    },
  };
}

function containerOf(container: Fields): Container {
  const resources = fieldsOf(container.resources);
  const limits = labelsOf(resources.limits);
  const probe = fieldsOf(container.readinessProbe);
  return {
    name: textOf(container.name) ?? '',
    image: textOf(container.image) ?? '',
    command: [...listOf(container.command), ...listOf(container.args)].map(String),
    env: Object.fromEntries(
      listOf(container.env)
        .map(fieldsOf)
        .filter(({ value }) => value !== undefined)
        .map(({ name, value }) => [String(name), String(value)]),
    ),
    ports: listOf(container.ports)
      .map(fieldsOf)
      .map(({ name, containerPort }) => ({ name: textOf(name) ?? '', port: Number(containerPort) })),
    limits,
    // What is limited and not requested is requested as much.
    requests: { ...limits, ...labelsOf(resources.requests) },
    readiness: {
      periodSeconds: typeof probe.periodSeconds === 'number' ? probe.periodSeconds : DEFAULT_PROBE_SECONDS,
      initialDelaySeconds: typeof probe.initialDelaySeconds === 'number' ? probe.initialDelaySeconds : 0,
    },
  };
}

/** The Services of the manifests, and those that KServe makes. */
export function readServices(objects: readonly StackObject[], workloads: readonly Workload[]): readonly PodService[] {
  const written = objects
    .filter(({ group, kind }) => group === '' && kind === 'Service')
    .map(({ name, namespace, labels, spec }) => ({
      name,
      namespace,
      labels,
      selector: labelsOf(spec.selector),
      ports: listOf(spec.ports)
        .map(fieldsOf)
        .map(({ name: port }) => ({ name: textOf(port) ?? '' })),
    }));
  const made = workloads
    .filter(({ from }) => from.kind === 'InferenceService')
    .map(({ name, namespace, pod }) => ({
      name,
      namespace,
      labels: pod.labels,
      selector: { app: pod.labels.app },
      ports: kservePorts(name, pod),
    }));
  return [...written, ...made];
}

/** Without a port of the container the Service's has the name of the Service. */
function kservePorts(name: string, { containers }: PodTemplate): PodService['ports'] {
  const ports = containers[0]?.ports ?? [];
  if (ports.length === 0) return [{ name }];
  return ports.map(({ name: portName }) => ({ name: portName }));
}

/** A number of GPUs, summed over the containers; something is wrong where there are two kinds of them. */
export function gpusOf({
  containers,
}: PodTemplate): { readonly resource: string; readonly count: number } | Unreadable {
  const counts = new Map<string, number>();
  for (const { limits } of containers)
    for (const [resource, count] of Object.entries(limits))
      if (isGpu(resource)) counts.set(resource, (counts.get(resource) ?? 0) + Number(count));
  if (counts.size > 1) return new Unreadable([`its pods ask for ${[...counts.keys()].join(' and ')}`]);
  const [resource = '', count = 0] = [...counts][0] ?? [];
  return { resource, count };
}

/** Extended resources are those with a domain; of these everything that is no storage or network is taken for a GPU. */
function isGpu(resource: string): boolean {
  return /^[^/]+\/(gpu|mig-.+|ppu|npu|.*gpu.*)$/i.test(resource) && !/gpu-(mem|core)/.test(resource);
}
