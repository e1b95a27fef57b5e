import type * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import type { TargetRef } from '../cluster/inventory';
import type { Body, GroupVersionKind } from '../kubernetes/emit';
import { type Mistake, problem } from '../kubernetes/mistake';
import type { Wire } from '../kubernetes/wire';
import type { EngineContainer, EngineFacts } from './engine-facts';
import { type Exposure, serviceFields } from './exposure';
import type { ModelFacts } from './model';
import { copy, overlay } from './overlay';
import { engineContainer, METRICS_PORT, type PodParts, podFields, SERVING_PORT, startupSeconds, strategy } from './pod';

/** Group, version and kind of what this backend makes. */
export const DEPLOYMENT: GroupVersionKind = { apiVersion: 'apps/v1', kind: 'Deployment' };
/** Group, version and kind of its Service. */
export const SERVICE: GroupVersionKind = { apiVersion: 'v1', kind: 'Service' };

const CONTAINER_NAME = 'inference-server';
/** What a rollout may take beyond the loading of the engine before it is called failed. */
const ROLLOUT_MARGIN_SECONDS = 300;

/** The Deployment itself. */
export function deploymentTarget(name: string, namespace: string | undefined): TargetRef {
  return { ...DEPLOYMENT, name, namespace };
}

/** Labels that select the pods: two, so that other parts of an application may share the first. */
export function deploymentPods(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'inference-server' };
}

/** Renders the Deployment; `replicas` is left out where a scaler decides on them. */
export function deploymentBody(
  parts: PodParts,
  container: EngineContainer,
  labels: Record<string, string>,
  replicas: number | undefined,
): Body {
  const { props } = parts;
  const spec: Wire<Omit<k8s.DeploymentSpec, 'template'>> = {
    replicas,
    selector: { matchLabels: labels },
    strategy: strategy(props),
    progressDeadlineSeconds: Math.max(600, startupSeconds(props) + ROLLOUT_MARGIN_SECONDS),
  };
  const metadata: Wire<k8s.ObjectMeta> = {
    labels: { ...props.podLabels, ...labels },
    annotations: copy(props.podAnnotations),
  };
  const pod = { ...podFields(parts), containers: [engineContainer(CONTAINER_NAME, parts, container)] };
  return { spec: { ...spec, template: { metadata, spec: overlay(pod, props.podSpec) } } };
}

/** The pod of a Deployment. */
export function podOf({ spec }: Body): Body {
  return (spec as { template: { spec: Body } }).template.spec;
}

/** Renders the Service: each port of the container under its own name and number. */
export function serviceBody(engine: EngineFacts, labels: Record<string, string>, exposure: Exposure | undefined): Body {
  const { spec: fields, nodePort } = serviceFields(exposure);
  const ports = [{ name: SERVING_PORT, port: engine.port }];
  if (engine.metrics && engine.metrics.port !== engine.port)
    ports.push({ name: METRICS_PORT, port: engine.metrics.port });
  const spec: Wire<k8s.ServiceSpec> = {
    ...fields,
    selector: labels,
    ports: ports.map(({ name, port }) => ({
      name,
      port,
      targetPort: name,
      protocol: 'TCP',
      nodePort: name === SERVING_PORT ? nodePort : undefined,
    })),
  };
  return { spec };
}

/** A plain Deployment has neither runtimes nor a storage initializer. */
export function checkDeployment(engine: EngineFacts, model: ModelFacts): Mistake[] {
  if (engine.runs.as === 'runtime')
    return [
      problem('service/engine', `${engine.title} exists only in KServe`, 'use Backend.kserve() or another engine'),
    ];
  if (model.from !== 'storage') return [];
  return [
    problem(
      'service/model',
      'a model from a storage is fetched by KServe, and this is a plain Deployment',
      'use Backend.kserve(), Model.claim(…) or Model.huggingFace(…)',
    ),
  ];
}
