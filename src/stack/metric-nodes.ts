import type { LabelMatcher, Selector } from '../metrics/query-selectors';
import type { SeriesRow, SeriesTable } from '../metrics/series';
import type { FieldPath } from './fields';
import type { Manifest } from './manifest';
import type {
  ContainerNode,
  EndpointNode,
  MonitorNode,
  RuleNode,
  ScalerNode,
  ServiceNode,
  WorkloadNode,
} from './nodes';
import type { Edge, Miss, Place } from './place';
import type { Query } from './promql';

/** What a label of a stored series can be: one of these texts, or anything. A label that is not there is not known. */
export type StoredValue = readonly string[] | 'anything';

/** The labels under which Prometheus stores something. */
export interface StoredLabels {
  /** The values of those that are known; an empty list for one that is surely not there. */
  readonly values: ReadonlyMap<string, StoredValue>;
  /** Whether there can be labels beside these. */
  readonly isOpen: boolean;
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

/** A recording rule. */
export interface RecordNode {
  /** The PrometheusRule that it stands in. */
  readonly rule: RuleNode;
  /** Name of what it records. */
  readonly record: string;
  /** Its expression. */
  readonly query: Query;
  /** Labels that it adds. */
  readonly labels: Readonly<Record<string, string>>;
  /** The way to it in the manifest. */
  readonly path: FieldPath;
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
  /** Other workloads of which it finds series, as far as some were looked at. */
  readonly others: readonly WorkloadNode[];
}

/** What an adapter is told to expose. */
export interface AdapterNode {
  /** The ConfigMap, or the file of values. */
  readonly manifest: Manifest;
  /** Which adapter, and in which form. */
  readonly form: 'configuration' | 'chart values' | 'Alibaba Cloud chart values';
  /** The way to the text or to the values, in the manifest. */
  readonly path: FieldPath;
  /** Its rules. */
  readonly rules: readonly AdapterRuleNode[];
  /** Whether the rules of its chart come on top, which expose every series under its own name. */
  readonly hasDefaultRules: boolean;
  /** Why the text cannot be read, with the line in the file. @default - it can */
  readonly problem?: { readonly line?: number; readonly message: string };
  /** What it says, as plain data. @default - the text cannot be read */
  readonly data?: unknown;
}

/** One rule of an adapter. */
export interface AdapterRuleNode {
  /** The adapter. */
  readonly adapter: AdapterNode;
  /** The way to it in the manifest, through the text. */
  readonly path: FieldPath;
  /** Whether it is for `external.metrics.k8s.io`; else for `custom.metrics.k8s.io`. */
  readonly isExternal: boolean;
  /** The series that it is about. */
  readonly seriesQuery: Query;
  /** The labels that name objects: `pod` → `pod`. */
  readonly resources: Readonly<Record<string, string>>;
  /** Template of the labels, such as `<<.Resource>>`. @default - none */
  readonly template?: string;
  /** The name that the metric has. @default - the rule is about more than one series, or its name cannot be told */
  readonly exposes?: string;
  /** Pattern of the names that it is about, and what becomes of them. */
  readonly renames: { readonly matches: string; readonly as: string };
  /** Which series of those it takes. */
  readonly filters: readonly { readonly is?: string; readonly isNot?: string }[];
  /** Whether it comes with the chart, and is written nowhere. */
  readonly isDefault: boolean;
  /** Template of the query. */
  readonly metricsQuery: string;
}

/** A rule that gives a metric its name. */
export interface ExposedBy extends Edge<AdapterRuleNode> {
  /** The series that it takes. */
  readonly series: string;
  /** What it asks Prometheus for the pods of the workload. @default - its template cannot be filled in */
  readonly query?: Query;
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
  /** The rules of adapters that give it its name. */
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
