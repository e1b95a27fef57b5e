import type { Manifest } from './manifest';
import type { AdapterNode, MetricWire, RecordNode, Scrape } from './metric-nodes';
import type {
  GpuExporter,
  MonitorNode,
  PrometheusNode,
  RuleNode,
  ScalerNode,
  SelectingNode,
  ServiceNode,
  WorkloadNode,
} from './nodes';

/**
 * One cluster, as its manifests describe it: what runs, who finds whom by which fields, what is measured, and who scales
 * whom on what. It knows the manifests only. Every wire says why it is there; what looks for something and finds
 * nothing says what it nearly found.
 */
export interface StackGraph {
  /** Everything that was read, in the order in which it was given. */
  readonly manifests: readonly Manifest[];
  /** The manifests of a kind, any version: `manifestsOfKind('HorizontalPodAutoscaler')`. */
  manifestsOfKind(kind: string): readonly Manifest[];
  /** What runs pods. InferenceServices are here as the workloads that KServe makes of them. */
  readonly workloads: readonly WorkloadNode[];
  /** InferenceServices that Knative or ModelMesh run: nobody else scales them. */
  readonly passedOver: readonly Manifest[];
  /** Services, those that KServe makes included. */
  readonly services: readonly ServiceNode[];
  /** ServiceMonitors and PodMonitors. */
  readonly monitors: readonly MonitorNode[];
  /** What is scraped. */
  readonly scrapes: readonly Scrape[];
  /** PrometheusRules. */
  readonly rules: readonly RuleNode[];
  /** What is recorded, by its name. */
  readonly records: ReadonlyMap<string, readonly RecordNode[]>;
  /** Configurations of the metrics adapters. */
  readonly adapters: readonly AdapterNode[];
  /** HorizontalPodAutoscalers, ScaledObjects and CronHorizontalPodAutoscalers. */
  readonly scalers: readonly ScalerNode[];
  /** What all of them scale by. */
  readonly metrics: readonly MetricWire[];
  /** ResourcePolicies, PodDisruptionBudgets and NetworkPolicies. */
  readonly policies: readonly SelectingNode[];
  /** Prometheus objects. */
  readonly prometheuses: readonly PrometheusNode[];
  /** The exporter of GPU metrics. */
  readonly gpuExporter: GpuExporter;
}
