import { predictorName, predictorPods, predictorServiceLabels, predictorTarget } from '../../../src/service/kserve';
import type { KubeObject } from '../../control-plane/kubectl';

/** A Service as KServe makes it. */
export interface ServiceObject extends KubeObject {
  readonly spec: {
    readonly selector: Readonly<Record<string, string>>;
    readonly ports: readonly { readonly name?: string; readonly port: number; readonly targetPort: number | string }[];
  };
}

interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
}

/** What the library says that KServe will make of an InferenceService. */
export interface Predicted {
  readonly name: string;
  readonly namespace: string;
  readonly deployment: string;
  readonly podSelector: Readonly<Record<string, string>>;
  readonly serviceLabels: Readonly<Record<string, string>>;
  /** The port of the server. */
  readonly port: ContainerPort;
  readonly resources: object;
  readonly strategy: object;
  /** The autoscaler that KServe is asked for. */
  readonly autoscaler?: { readonly kind: string; readonly spec: object };
  /** The monitor that comes with the service. */
  readonly monitor?: { readonly selector: Readonly<Record<string, string>>; readonly port: string };
}

/** By the library's own facts, and by what the emitted objects say. */
export function predicted(inferenceService: KubeObject, all: readonly KubeObject[]): Predicted {
  const { name, namespace = 'default', annotations = {} } = inferenceService.metadata;
  const { predictor } = inferenceService.spec as { predictor: Predictor };
  const server = predictor.model ?? predictor.containers?.[0];
  const port = server?.ports?.[0];
  if (server === undefined || port === undefined) throw new Error(`${name} declares no port`);
  return {
    name,
    namespace,
    deployment: predictorTarget(name, namespace).name,
    podSelector: predictorPods(name),
    serviceLabels: predictorServiceLabels(name),
    port: { name: port.name, containerPort: port.containerPort },
    resources: asQuantities(server.resources),
    strategy: predictor.deploymentStrategy,
    autoscaler: autoscalerOf(name, predictor, annotations['serving.kserve.io/autoscalerClass']),
    monitor: monitorOf(name, namespace, all),
  };
}

/** The number of the port that a monitor's port name leads to: by the Service to the container. */
export function resolvePort(service: ServiceObject, name: string, ports: readonly ContainerPort[]): number | undefined {
  const target = service.spec.ports.find((port) => port.name === name)?.targetPort;
  return typeof target === 'number' ? target : ports.find((port) => port.name === target)?.containerPort;
}

interface Predictor {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly scaleMetric?: string;
  readonly scaleTarget?: number;
  readonly autoScaling?: { readonly metrics: readonly { readonly resource?: KServeResource }[] };
  readonly deploymentStrategy: object;
  readonly model?: Server;
  readonly containers?: readonly Server[];
}

interface KServeResource {
  readonly name: string;
  readonly target: { readonly averageUtilization?: number };
}

interface Server {
  readonly ports?: readonly ContainerPort[];
  readonly resources: Resources;
}

type Resources = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

/** The API server gives every quantity as a string. */
function asQuantities(resources: Resources): object {
  const strings = (part: Resources[string]) => Object.entries(part).map(([name, value]) => [name, `${value}`]);
  return Object.fromEntries(Object.entries(resources).map(([part, of]) => [part, Object.fromEntries(strings(of))]));
}

function autoscalerOf(name: string, predictor: Predictor, autoscalerClass: string): Predicted['autoscaler'] {
  const { minReplicas, maxReplicas, scaleMetric, scaleTarget, autoScaling } = predictor;
  if (autoscalerClass === 'hpa') {
    const target = { type: 'Utilization', averageUtilization: scaleTarget };
    return {
      kind: 'HorizontalPodAutoscaler',
      spec: {
        minReplicas,
        maxReplicas,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: predictorName(name) },
        metrics: [{ type: 'Resource', resource: { name: scaleMetric, target } }],
      },
    };
  }
  if (autoscalerClass !== 'keda') return undefined;
  const triggers = (autoScaling?.metrics ?? []).flatMap(({ resource }) =>
    resource
      ? [
          {
            type: resource.name,
            metricType: 'Utilization',
            metadata: { value: `${resource.target.averageUtilization}` },
          },
        ]
      : [],
  );
  return {
    kind: 'ScaledObject',
    spec: {
      minReplicaCount: minReplicas,
      maxReplicaCount: maxReplicas,
      scaleTargetRef: { name: predictorName(name) },
      triggers,
    },
  };
}

function monitorOf(name: string, namespace: string, all: readonly KubeObject[]): Predicted['monitor'] {
  const monitor = all.find(
    ({ kind, metadata }) => kind === 'ServiceMonitor' && metadata.name === name && metadata.namespace === namespace,
  );
  if (monitor === undefined) return undefined;
  const { selector, endpoints } = monitor.spec as {
    selector: { matchLabels: Record<string, string> };
    endpoints: readonly { port: string }[];
  };
  return { selector: selector.matchLabels, port: endpoints[0].port };
}
