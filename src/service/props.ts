import type { ApiObjectMetadata, Duration, Size } from 'cdk8s';
import type { Accelerator } from './accelerator';
import type { Backend } from './backend';
import type { DisruptionBudget } from './disruption-budget';
import type { Engine } from './engine';
import type { Exposure } from './exposure';
import type { KServeScaling } from './kserve-scaling';
import type { Model } from './model';
import type { Monitoring } from './monitoring';
import type { NetworkAccess } from './network';
import type { PodSecurity } from './pod-security';
import type { TopologySpread } from './topology-spread';
import type { EnvValue, Rollout, Toleration, Volume } from './values';

/** What an LlmInferenceService is made of. */
export interface LlmInferenceServiceProps {
  /**
   * Name, namespace, labels and annotations of the main object. The name has at most 48 characters, and with the
   * namespace at most 52, since KServe appends to it.
   * @default - the construct id in lower-case kebab form, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /** What runs the pods. @default Backend.kserve() */
  readonly backend?: Backend;

  /** What serves the model. */
  readonly engine: Engine;

  /** Where the model comes from. @default Model.inImage() */
  readonly model?: Model;

  /** CPU cores of a pod, request and limit, in steps of 0.001. */
  readonly cpu: number;

  /** Memory of a pod, request and limit. */
  readonly memory: Size;

  /** CPU cores that a pod may use beyond its request. @default - `cpu` */
  readonly cpuLimit?: number;

  /** Memory that a pod may use beyond its request. @default - `memory` */
  readonly memoryLimit?: Size;

  /** GPUs or other accelerators of a pod. @default - none */
  readonly accelerator?: Accelerator;

  /**
   * A fixed number of replicas. With a scaler there must be none, since the two would overwrite each other.
   * @default - 1, or what the scaler says
   */
  readonly replicas?: number;

  /** Scaling by KServe itself, with only what its controllers honour. @default - none; a scaler construct can do it */
  readonly scaling?: KServeScaling;

  /** How the pods' metrics are scraped. @default - a ServiceMonitor, where engine and cluster have metrics */
  readonly monitoring?: Monitoring;

  /**
   * How long the engine may load before it is taken for dead, in steps of 10 s. Engines that are runtimes of KServe
   * have probes of their own.
   * @default Duration.minutes(10)
   */
  readonly startupTimeout?: Duration;

  /** How long running requests may take when a pod is stopped. @default Duration.seconds(60) */
  readonly terminationGracePeriod?: Duration;

  /** How pods are replaced. @default - Rollout.IN_PLACE with an accelerator, else Rollout.SURGE */
  readonly rollout?: Rollout;

  /** Environment variables of the engine, added to those of its preset. @default - none */
  readonly env?: { readonly [name: string]: EnvValue };

  /** Volumes beside the model. @default - none */
  readonly volumes?: readonly Volume[];

  /** Size of `/dev/shm`, which engines on several GPUs talk through. @default - 2 GiB with several GPUs, else none */
  readonly sharedMemory?: Size;

  /** Labels that the nodes must have. @default - none */
  readonly nodeSelector?: { readonly [label: string]: string };

  /** Taints that the pods tolerate. @default - none */
  readonly tolerations?: readonly Toleration[];

  /**
   * Affinity of the pods, as it stands in a manifest. @default - none
   * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#scheduling
   */
  readonly affinity?: { readonly [field: string]: any };

  /** Over what the pods are spread. @default - whatever the scheduler does */
  readonly topologySpread?: readonly TopologySpread[];

  /** How many pods a drain of nodes leaves alone: a PodDisruptionBudget. @default - none */
  readonly disruptionBudget?: DisruptionBudget;

  /**
   * Who may connect to the pods: a NetworkPolicy. Prometheus, in the namespace that the cluster profile says, may read
   * the metrics in any case.
   * @default - none; everybody may
   */
  readonly networkAccess?: NetworkAccess;

  /** How callers reach the service. @default - KServe's ingress, or a Service within the cluster */
  readonly exposure?: Exposure;

  /** Account of the pods; its token is mounted only when one is named. @default - the namespace's default, no token */
  readonly serviceAccountName?: string;

  /** Names of the Secrets that images are pulled with. @default - none */
  readonly imagePullSecrets?: readonly string[];

  /** Priority class of the pods. @default - none */
  readonly priorityClassName?: string;

  /** Labels of the pods. @default - none but those that select them */
  readonly podLabels?: { readonly [label: string]: string };

  /** Annotations of the pods. @default - none */
  readonly podAnnotations?: { readonly [annotation: string]: string };

  /** How far the pods are locked down. @default PodSecurity.PRESET */
  readonly podSecurity?: PodSecurity;

  /**
   * Any further field of the PodSpec, as it stands in a manifest, merged last: maps are merged, lists whose items have
   * a `name` are merged by it (so a sidecar is added, and `kserve-container` amended), mounts by their path, other lists
   * and values replace.
   * @default - none
   * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
   */
  readonly podSpec?: { readonly [field: string]: any };
}
