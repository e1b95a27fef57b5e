import type { LabelMatcher, Selector } from '../metrics/query-selectors';
import type { OriginLabels, SeriesRow, SeriesTable } from '../metrics/series';
import type { AdapterRuleNode, ExposedBy } from './adapter-nodes';
import type { FieldPath, Fields } from './fields';
import type { LabelSelector } from './label-selector';
import type {
  ContainerNode,
  EngineFound,
  Labels,
  ServicePort,
  StackNode,
  StoredLabels,
  StoredValue,
  TargetNode,
} from './parts';
import type { Edge, Miss, Place } from './place';
import type { Query } from './promql';
import type { RecordNode } from './rule-nodes';

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

/** The exporter of GPU metrics, as far as the manifests say. */
export interface GpuExporter {
  /** The labels under which the workload is stored. @default - not known */
  readonly labels?: OriginLabels;
  /** The monitor that scrapes it. @default - it is not in these manifests */
  readonly monitor?: MonitorNode;
  /** Names that its own pods can have, to try conditions on. */
  readonly podNames: readonly string[];
}

/** One port of the pods of a workload, scraped through one endpoint of a monitor. */
export interface Scrape {
  /** The monitor. */
  readonly monitor: MonitorNode;
  /** Its endpoint. */
  readonly endpoint: EndpointNode;
  /** The workload. */
  readonly workload: WorkloadNode;
  /** The Service that the pods are found by. @default - they are found by themselves */
  readonly service?: ServiceNode;
  /** The container that has the port. @default - none declares it */
  readonly container?: ContainerNode;
  /** Number of the port. @default - it cannot be told */
  readonly port?: number;
  /** Labels that the operator gives to every series. */
  readonly labels: StoredLabels;
  /** Names of the series that are kept: each pattern has to match (`keep`) or must not (`drop`). */
  readonly filters: readonly { readonly action: 'keep' | 'drop'; readonly pattern: string; readonly path: FieldPath }[];
}

/** Something that Prometheus holds under a name. */
export type SeriesSource =
  | EngineSeries
  /** A series of the GPU exporter. */
  | { readonly from: 'gpu exporter'; readonly row: SeriesRow; readonly labels: StoredLabels }
  /** A recorded series. */
  | { readonly from: 'record'; readonly record: RecordNode; readonly labels: StoredLabels }
  /** A series that is not known, of a workload that is scraped. */
  | { readonly from: 'own metrics'; readonly scrape: Scrape; readonly labels: StoredLabels };

/** A series of the engine of a workload. */
export interface EngineSeries {
  /** Where it comes from. */
  readonly from: 'engine';
  /** What it measures, and how. */
  readonly row: SeriesRow;
  /** The engine. */
  readonly table: SeriesTable;
  /** The scrape that brings it. */
  readonly scrape: Scrape;
  /** Its labels. */
  readonly labels: StoredLabels;
}

/** Why a selector of a query does not find what it is about. */
export interface SeriesMiss {
  /**
   * `unknown`: nobody is known to export a series of this name. `other engine`: another engine does.
   * `other version`: this engine does, in another version. `not scraped`: the engine has it, and nothing scrapes it.
   * `other port`: the pods are scraped, and not where the engine serves its metrics. `dropped`: the monitor throws it
   * away. `label`: a condition on a label does not hold. `no label`: the series has no such label.
   */
  readonly why:
    | 'unknown'
    | 'other engine'
    | 'other version'
    | 'not scraped'
    | 'other port'
    | 'dropped'
    | 'label'
    | 'no label';
  /** The name that the series of this meaning has here. @default - it has none, or its meaning is not known */
  readonly rightName?: string;
  /** The condition that does not hold. @default - it is about the name */
  readonly matcher?: LabelMatcher;
  /** What the label is instead. @default - not known */
  readonly has?: StoredValue;
  /** What would have been found but for this. @default - nothing */
  readonly source?: SeriesSource;
  /** Other engines that have the series. @default - none */
  readonly engines?: readonly string[];
}

/** A selector of a query, and what it finds of the workload that is scaled. */
export interface SelectorWire {
  /** The selector. */
  readonly selector: Selector;
  /** Where the query stands that it is part of. */
  readonly place: Place;
  /** What it finds of the workload, and recorded series. */
  readonly sources: readonly SeriesSource[];
  /** Why it finds nothing; empty when it does, or when that cannot be told. */
  readonly misses: readonly SeriesMiss[];
  /** What the series means, as far as any engine has one of this name. @default - not known */
  readonly row?: SeriesRow;
  /** For a recorded series: the selectors of its expression. */
  readonly through: readonly SelectorWire[];
  /** Other workloads of which it finds series, as far as some were looked at; none where an adapter asks by pods. */
  readonly others: readonly WorkloadNode[];
}

/** Something that a scaler scales by. */
export interface MetricWire {
  /** The scaler. */
  readonly scaler: ScalerNode;
  /** The way to it in the manifest. */
  readonly path: FieldPath;
  /** Where its value comes from: the metrics of pods, an adapter, a query of its own, or something else. */
  readonly from: 'resource' | 'pods' | 'object' | 'external' | 'prometheus' | 'other';
  /** Type, as it is written: `Pods`, or that of a trigger. */
  readonly type: string;
  /** Its name: that of the resource or metric. @default - it has none */
  readonly name?: Place;
  /** How it is compared: `AverageValue`, `Value` or `Utilization`. @default - not given */
  readonly comparison?: string;
  /** What it is compared with. @default - not given */
  readonly target?: Place;
  /** The rules of adapters that give it its name, the one that counts before those that it overrides. */
  readonly rules: readonly ExposedBy[];
  /** Rules that nearly do. */
  readonly misses: readonly Miss<AdapterRuleNode>[];
  /** Its query: of the trigger, or as the adapter asks. @default - it has none */
  readonly query?: Query;
  /** Where that query stands. @default - an adapter asks it */
  readonly queryPlace?: Place;
  /** The selectors of its query; or those of the rule of the adapter: what it discovers, then what it asks for. */
  readonly selectors: readonly SelectorWire[];
}
