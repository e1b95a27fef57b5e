import type { FieldPath } from './fields';
import type { Manifest } from './manifest';
import type { Edge } from './place';
import type { Query } from './promql';

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
