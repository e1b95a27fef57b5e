import type { EngineConcept } from '../metrics/catalogue/concepts';
import type { OriginLabels, SeriesTable } from '../metrics/series';
import type { FieldPath, Fields } from './fields';
import type { LabelSelector } from './label-selector';
import type { Manifest } from './manifest';
import type { MetricWire, RecordNode, Scrape } from './metric-nodes';
import type { Edge, Miss, Place } from './place';

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** An object of the cluster: written in a manifest, or made by a controller of what is written there. */
export interface StackNode {
  /** Kind, namespace and name: `Deployment/llm/qwen`. */
  readonly id: string;
  /** The manifest that it stands in; the one that it is made of when a controller makes it. */
  readonly manifest: Manifest;
  /** Kind. */
  readonly kind: string;
  /** Name. */
  readonly name: string;
  /** Namespace. @default - it is decided when the manifest is applied */
  readonly namespace?: string;
  /** The controller that makes it of the manifest. @default - it is the manifest itself */
  readonly madeBy?: 'KServe' | 'KEDA';
}

/** A port of a container. */
export interface ContainerPort {
  /** Name. @default - it has none */
  readonly name?: string;
  /** Number. */
  readonly port: number;
  /** Where it is declared; KServe declares some itself. @default - a controller declares it */
  readonly place?: Place;
}

/** A container of a pod. */
export interface ContainerNode {
  /** Name. */
  readonly name: string;
  /** Image. @default - a runtime of KServe gives it */
  readonly image?: string;
  /** Command and arguments, together. */
  readonly words: readonly string[];
  /** Ports. */
  readonly ports: readonly ContainerPort[];
  /** The container as it was written. */
  readonly fields: Fields;
  /** The way to it in the manifest. */
  readonly path: FieldPath;
}

/** The inference engine that a workload runs, as far as it can be told from what is written. */
export interface EngineFound {
  /** What it exports. */
  readonly table: SeriesTable<EngineConcept>;
  /** Its version. @default - nothing says it */
  readonly version?: string;
  /** The field that says so. */
  readonly place: Place;
  /** The container that it runs in. */
  readonly container: ContainerNode;
  /** Port on which it serves its metrics. */
  readonly metricsPort: number;
  /** Path under which it serves them. */
  readonly metricsPath: string;
}

/** Something that runs pods. */
export interface WorkloadNode extends StackNode {
  /** Version of its API, as a scaler has to name it. */
  readonly apiVersion: string;
  /** Labels of its pods. */
  readonly podLabels: Labels;
  /** The way to these labels in the manifest. */
  readonly podLabelsPath: FieldPath;
  /** What it calls its own pods by. */
  readonly selector: LabelSelector;
  /** The way to the pod in the manifest. */
  readonly podPath: FieldPath;
  /** The pod as it was written. */
  readonly pod: Fields;
  /** Its containers. */
  readonly containers: readonly ContainerNode[];
  /** The engine. @default - not recognized */
  readonly engine?: EngineFound;
  /** The size that is written down. @default - none is */
  readonly replicas?: Place;
  /** Names that pods of it can have, to try conditions on. */
  readonly podNames: readonly string[];
  /** The Services whose selectors its pods match. */
  readonly services: readonly Edge<ServiceNode>[];
  /** What Prometheus scrapes of its pods. */
  readonly scrapes: readonly Scrape[];
  /** What scales it, schedules included. */
  readonly scalers: readonly ScalerNode[];
  /** Policies, budgets and network policies that select its pods. */
  readonly selectedBy: readonly SelectingNode[];
}

/** A port of a Service. */
export interface ServicePort {
  /** Name. @default - it has none */
  readonly name?: string;
  /** Number. */
  readonly port: number;
  /** Port of the pods, by name or number. */
  readonly targetPort: string | number;
  /** Where it is declared. @default - a controller declares it */
  readonly place?: Place;
}

/** A Service. */
export interface ServiceNode extends StackNode {
  /** Its own labels. */
  readonly labels: Labels;
  /** The way to these in the manifest. */
  readonly labelsPath: FieldPath;
  /** What it selects pods by; without any, it selects none. */
  readonly selector: LabelSelector;
  /** Its ports. */
  readonly ports: readonly ServicePort[];
  /** The workloads whose pods it selects. */
  readonly workloads: readonly Edge<WorkloadNode>[];
  /** Workloads that it nearly selects, when it selects none. */
  readonly misses: readonly Miss<WorkloadNode>[];
}

/** One endpoint of a monitor. */
export interface EndpointNode {
  /** The way to it in the manifest. */
  readonly path: FieldPath;
  /** Name of the port, of the Service or of the pods. @default - `targetPort` says it */
  readonly port?: string;
  /** Port of the pods, by name or number. @default - `port` says it */
  readonly targetPort?: string | number;
  /** Path of the metrics. */
  readonly metricsPath: string;
  /** How often it is scraped, as it is written. @default - as Prometheus is configured */
  readonly interval?: string;
  /** Whether labels of the exporter win over those of the target. */
  readonly honorLabels: boolean;
  /** As it was written. */
  readonly fields: Fields;
  /** What it scrapes. */
  readonly scrapes: readonly Scrape[];
  /** Ports of what the monitor selects, none of which is the one it names. */
  readonly misses: readonly Miss<ServiceNode | WorkloadNode>[];
}

/** A ServiceMonitor or PodMonitor. */
export interface MonitorNode extends StackNode {
  /** Whether it finds pods by their Services or by themselves. */
  readonly finds: 'services' | 'pods';
  /** What it selects by. */
  readonly selector: LabelSelector;
  /** The namespaces that it looks in; `any` for all of them. */
  readonly namespaces: 'any' | readonly (string | undefined)[];
  /** Its endpoints. */
  readonly endpoints: readonly EndpointNode[];
  /** The Services that it selects. */
  readonly services: readonly Edge<ServiceNode>[];
  /** The workloads whose pods it selects; for one of Services, those behind them. */
  readonly workloads: readonly Edge<WorkloadNode>[];
  /** What it nearly selects, when it selects nothing. */
  readonly misses: readonly Miss<ServiceNode | WorkloadNode>[];
  /** Whether it seems to be one for the GPU exporter, which other people install. */
  readonly isForGpuExporter: boolean;
}

/** What a scaler scales. */
export interface TargetNode {
  /** Version of the API. @default - not given */
  readonly apiVersion?: string;
  /** Kind. */
  readonly kind: string;
  /** Name. */
  readonly name: string;
  /** Where it is named. */
  readonly place: Place;
}

/** Something that changes the size of a workload. */
export interface ScalerNode extends StackNode {
  /** By which controller. */
  readonly by: 'hpa' | 'keda' | 'cron';
  /** What it scales, as it is written. */
  readonly target: TargetNode;
  /** The workload. @default - not in these manifests, or it is a scaler */
  readonly workload?: Edge<WorkloadNode>;
  /** The scaler whose bounds it moves, as a schedule can. @default - it scales a workload */
  readonly scaler?: Edge<ScalerNode>;
  /** Schedules that move its bounds. */
  readonly schedules: readonly ScalerNode[];
  /** Workloads that it nearly names, when it finds none. */
  readonly misses: readonly Miss<WorkloadNode>[];
  /** Fewest replicas. @default - as the controller has it */
  readonly min?: Place;
  /** Most replicas. @default - as the controller has it */
  readonly max?: Place;
  /** Name of the HorizontalPodAutoscaler that it is, or that the controller makes of it. @default - none */
  readonly hpaName?: string;
  /** What it scales by. */
  readonly metrics: readonly MetricWire[];
}

/** Something else that selects pods: a ResourcePolicy, a PodDisruptionBudget or a NetworkPolicy. */
export interface SelectingNode extends StackNode {
  /** What it selects by. */
  readonly selector: LabelSelector;
  /** The workloads whose pods it selects. */
  readonly workloads: readonly Edge<WorkloadNode>[];
  /** Workloads that it nearly selects, when it selects none. */
  readonly misses: readonly Miss<WorkloadNode>[];
}

/** A PrometheusRule. */
export interface RuleNode extends StackNode {
  /** What it records. */
  readonly records: readonly RecordNode[];
  /** Its alerts. */
  readonly alerts: readonly AlertNode[];
}

/** An alert of a PrometheusRule. */
export interface AlertNode {
  /** Name. */
  readonly name: string;
  /** The way to it in the manifest. */
  readonly path: FieldPath;
  /** Its expression. */
  readonly expression: Place;
}

/** A Prometheus object of its operator, with what it takes up. */
export interface PrometheusNode extends StackNode {
  /** Labels that a ServiceMonitor needs. @default - it takes up none */
  readonly serviceMonitors?: LabelSelector;
  /** Labels that a PodMonitor needs. @default - it takes up none */
  readonly podMonitors?: LabelSelector;
  /** Labels that a PrometheusRule needs. @default - it takes up none */
  readonly rules?: LabelSelector;
}

/** The exporter of GPU metrics, as far as the manifests say. */
export interface GpuExporter {
  /** The labels under which the workload is stored. @default - not known */
  readonly labels?: OriginLabels;
  /** The monitor that scrapes it. @default - it is not in these manifests */
  readonly monitor?: MonitorNode;
  /** Names that its own pods can have, to try conditions on. */
  readonly podNames: readonly string[];
}
