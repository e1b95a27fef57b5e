import type * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import { secondsOf } from '../kubernetes/numbers';
import { formatQuantity, formatSize } from '../kubernetes/quantity';
import type { Wire } from '../kubernetes/wire';
import { Accelerator } from './accelerator';
import type { EngineContainer, EngineFacts, EngineRuntime } from './engine-facts';
import type { ModelFacts } from './model';
import { copy } from './overlay';
import type { SecurityFacts } from './pod-security';
import type { LlmInferenceServiceProps } from './props';
import { spreadConstraints } from './topology-spread';
import { EnvValue, Rollout, type Toleration } from './values';
import { mountedVolumes } from './volumes';

/** Name of the port that serves inference: monitors and Services refer to it. */
export const SERVING_PORT = 'http';
/** Name of the port that serves metrics, where that is another one. */
export const METRICS_PORT = 'metrics';

const PROBE_PERIOD_SECONDS = 10;
const DEFAULT_STARTUP_SECONDS = 600;
const DEFAULT_GRACE_SECONDS = 60;
/** What a home folder becomes for a user that the image did not prepare one for. */
const HOME_FOLDER = '/home/engine';

/** Everything that the pods of a service are rendered from. */
export interface PodParts {
  /** What the user gave. */
  readonly props: LlmInferenceServiceProps;
  /** What serves the model. */
  readonly engine: EngineFacts;
  /** Where the model comes from. */
  readonly model: ModelFacts;
  /** The security contexts. */
  readonly security: SecurityFacts;
  /** Labels that select the pods. */
  readonly podSelector: Readonly<Record<string, string>>;
}

/** The fields of a PodSpec beside its containers. */
export function podFields(parts: PodParts): Record<string, unknown> {
  const { props, security, podSelector } = parts;
  const spec: Wire<Omit<k8s.PodSpec, 'containers'>> = {
    volumes: mountedVolumes(volumesOf(parts)).volumes,
    securityContext: security.pod,
    automountServiceAccountToken: props.serviceAccountName === undefined ? false : undefined,
    // Otherwise a Service called vllm becomes the variable VLLM_PORT, which vLLM takes for its own.
    enableServiceLinks: false,
    serviceAccountName: props.serviceAccountName,
    imagePullSecrets: props.imagePullSecrets?.map((name) => ({ name })),
    priorityClassName: props.priorityClassName,
    nodeSelector: copy(props.nodeSelector),
    tolerations: props.tolerations?.map(({ key, operator, value, effect }: Toleration) => ({
      key,
      operator,
      value,
      effect,
    })),
    topologySpreadConstraints: spreadConstraints(props.topologySpread, podSelector),
    terminationGracePeriodSeconds: graceSeconds(props),
  };
  return props.affinity === undefined ? { ...spec } : { ...spec, affinity: props.affinity };
}

/** The container that runs the engine. */
export function engineContainer(name: string, parts: PodParts, container: EngineContainer): Record<string, unknown> {
  const { engine, props } = parts;
  const rendered: Wire<k8s.Container> = {
    name,
    ...sharedParts(parts, container.env),
    image: container.image,
    command: container.command && [...container.command],
    args: container.args && [...container.args],
    startupProbe: probe(engine.health.readyPath, {
      failureThreshold: Math.ceil(startupSeconds(props) / PROBE_PERIOD_SECONDS),
    }),
    readinessProbe: probe(engine.health.readyPath, { failureThreshold: 3 }),
    livenessProbe:
      engine.health.livePath === undefined ? undefined : probe(engine.health.livePath, { failureThreshold: 3 }),
  };
  return { ...rendered };
}

/** What a service adds to the container of one of KServe's runtimes; image and probes are the runtime's. */
export function runtimeContainer(parts: PodParts, runtime: EngineRuntime): Record<string, unknown> {
  return { ...sharedParts(parts, runtime.env), args: runtime.args && [...runtime.args] };
}

function sharedParts(parts: PodParts, presetEnv: EngineContainer['env']): Wire<Omit<k8s.Container, 'name'>> {
  const { props, security } = parts;
  return {
    env: environment({ ...homeOf(parts), ...presetEnv, ...props.env }),
    ports: containerPorts(parts.engine),
    resources: resources(props),
    volumeMounts: mountedVolumes(volumesOf(parts)).mounts,
    securityContext: security.container,
  };
}

/** The serving port is the first: KServe makes it port 80 of its Service. */
function containerPorts({ port, metrics }: EngineFacts): Wire<k8s.ContainerPort>[] {
  const serving = { name: SERVING_PORT, containerPort: port, protocol: 'TCP' };
  if (metrics === undefined || metrics.port === port) return [serving];
  return [serving, { name: METRICS_PORT, containerPort: metrics.port, protocol: 'TCP' }];
}

/** Requests and limits both, always: KServe fills each gap with 1 CPU and 2Gi, which is less than a model needs. */
function resources(props: LlmInferenceServiceProps): Wire<k8s.ResourceRequirements> {
  const accelerator = props.accelerator && Accelerator._facts(props.accelerator);
  const extended = accelerator ? { [accelerator.resource]: String(accelerator.amount) } : {};
  return {
    requests: { cpu: formatQuantity(props.cpu), memory: formatSize(props.memory), ...extended },
    limits: {
      cpu: formatQuantity(props.cpuLimit ?? props.cpu),
      memory: formatSize(props.memoryLimit ?? props.memory),
      ...extended,
    },
  };
}

function environment(values: Readonly<Record<string, EnvValue>>): Wire<k8s.EnvVar>[] | undefined {
  const variables = Object.entries(values).map(([name, value]): Wire<k8s.EnvVar> => {
    const source = EnvValue._source(value);
    if (source.from === 'text') return { name, value: source.text };
    if (source.from === 'config map')
      return { name, valueFrom: { configMapKeyRef: { name: source.name, key: source.key } } };
    return { name, valueFrom: { secretKeyRef: { name: source.entry.secret, key: source.entry.key } } };
  });
  return variables.length > 0 ? variables : undefined;
}

function probe(path: string | undefined, limits: { failureThreshold: number }): Wire<k8s.Probe> {
  return {
    ...(path === undefined ? { tcpSocket: { port: SERVING_PORT } } : { httpGet: { path, port: SERVING_PORT } }),
    periodSeconds: PROBE_PERIOD_SECONDS,
    timeoutSeconds: 5,
    ...limits,
  };
}

/** How long the engine may load, in seconds. */
export function startupSeconds({ startupTimeout }: LlmInferenceServiceProps): number {
  return startupTimeout === undefined ? DEFAULT_STARTUP_SECONDS : secondsOf(startupTimeout);
}

function graceSeconds({ terminationGracePeriod }: LlmInferenceServiceProps): number {
  return terminationGracePeriod === undefined ? DEFAULT_GRACE_SECONDS : secondsOf(terminationGracePeriod);
}

/** All volumes of the pod: the model's, the user's, the engine's, shared memory and a home folder. */
export function volumesOf({ props, engine, model, security }: PodParts) {
  return {
    props,
    model: engine.runs.as === 'container' ? model : undefined,
    ofEngine: engine.volumes,
    // An image that is known to run as a user brings its own home folder.
    writableFolder:
      security.uid === undefined ? undefined : engine.nonRoot ? engine.nonRoot.writableFolder : HOME_FOLDER,
  };
}

function homeOf({ engine, security }: PodParts): Record<string, EnvValue> {
  if (security.uid === undefined || engine.nonRoot !== undefined) return {};
  return { HOME: EnvValue.of(HOME_FOLDER) };
}

/** The update strategy of a Deployment, in the form that KServe's predictor takes as well. */
export function strategy({ rollout, accelerator }: LlmInferenceServiceProps) {
  switch (rollout ?? (accelerator === undefined ? Rollout.SURGE : Rollout.IN_PLACE)) {
    case Rollout.IN_PLACE:
      return { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
    case Rollout.RECREATE:
      return { type: 'Recreate' };
    default:
      return { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };
  }
}
