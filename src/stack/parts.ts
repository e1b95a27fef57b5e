import type { EngineConcept } from '../metrics/catalogue/concepts';
import type { SeriesTable } from '../metrics/series';
import type { FieldPath, Fields } from './fields';
import type { Manifest } from './manifest';
import type { Place } from './place';

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

/** What a label of a stored series can be: one of these texts, or anything. A label that is not there is not known. */
export type StoredValue = readonly string[] | 'anything';

/** The labels under which Prometheus stores something. */
export interface StoredLabels {
  /** The values of those that are known; an empty list for one that is surely not there. */
  readonly values: ReadonlyMap<string, StoredValue>;
  /** Whether there can be labels beside these. */
  readonly isOpen: boolean;
}
