export type { Finding, FindingSeverity } from './checks/finding';
export type { CheckProfile } from './checks/profile';
export type { Problem, Rule } from './checks/rule';
export type {
  AckOptions,
  ClusterOptions,
  CustomClusterOptions,
  KubePrometheusStackOptions,
} from './cluster/cluster-profile';
export { AdapterKind, ClusterComponent, ClusterProfile } from './cluster/cluster-profile';
export type { StackChecksOptions } from './integration/stack-checks';
export { StackChecks } from './integration/stack-checks';
export { StackRule } from './integration/stack-rule';
export type {
  StackValidationContext,
  StackValidationProperties,
  StackValidationReport,
  StackViolatingResource,
  StackViolation,
} from './integration/stack-validation';
export { StackValidation } from './integration/stack-validation';
export { Warnings } from './kubernetes/validation';
export type { EngineConcept, GpuConcept } from './metrics/catalogue/concepts';
export type { DcgmExporterOptions } from './metrics/dcgm-exporter';
export { DcgmExporter } from './metrics/dcgm-exporter';
export { EngineMetric } from './metrics/engine-metric';
export { GpuMetric } from './metrics/gpu-metric';
export { CountMetric, LatencyMetric, Metric, MetricTarget, PercentMetric, RatioMetric } from './metrics/metric';
export type { LabelMatcher, MatchOperator, Selector } from './metrics/query-selectors';
export type { Elements } from './metrics/query-tree';
export type { DescribedObject } from './metrics/raw-metric';
export { RawMetric } from './metrics/raw-metric';
export type { MemoryMetric } from './metrics/resource-metric';
export { ResourceMetric } from './metrics/resource-metric';
export type { Aggregation, OriginLabels, SeriesKind, SeriesName, SeriesRow, SeriesTable, Unit } from './metrics/series';
export { Percent, Ratio } from './metrics/units';
export type { DcgmMonitoringProps } from './monitoring/dcgm-monitoring';
export { DcgmMonitoring } from './monitoring/dcgm-monitoring';
export type { MetricsAdapterProps } from './monitoring/metrics-adapter';
export { AdapterOutput, MetricsAdapter } from './monitoring/metrics-adapter';
export type { HybridResourcePolicyProps } from './placement/hybrid-resource-policy';
export { HybridResourcePolicy, PreemptPolicy, TryNextPolicy } from './placement/hybrid-resource-policy';
export type { ResourceUnitOptions } from './placement/resource-unit';
export { ResourceUnit } from './placement/resource-unit';
export type { PoolScaling } from './rehearsal/controllers/node-pools/node-pool';
export type { Balancing } from './rehearsal/engine/balancing';
export type { ClientOptions } from './rehearsal/engine/clients';
export type { Calibration, Precision, ReplicaFacts } from './rehearsal/engine/parameters';
export { readMetrics, rehearse } from './rehearsal/entry';
export type { Price } from './rehearsal/options/prices';
export type { AnyTraffic, RehearseOptions } from './rehearsal/options/rehearse-options';
export { Unreadable } from './rehearsal/reader';
export type {
  RecordedMetrics,
  RecordedMoment,
  RecordedOneSeries,
  RecordedSeries,
  RecordedValue,
  RecordedValues,
} from './rehearsal/recorded/recorded';
export type {
  Attainment,
  Decision,
  Inputs,
  Intervals,
  Objective,
  Parameter,
  ParameterOrigin,
  Percentiles,
  PoolResult,
  RehearsalResult,
  ScalerMetric,
  ScalerResult,
  ServiceIntervals,
  ServiceResult,
  ServiceSteps,
  Steps,
  Totals,
  TrafficSummary,
} from './rehearsal/result';
export type { ColdStart, Delay } from './rehearsal/simulation/cold-start';
export type { PoolOptions } from './rehearsal/simulation/pools';
export type { SignalSettings } from './rehearsal/simulation/signals';
export type { StackFacts } from './rehearsal/stack/facts';
export type { Manifests } from './rehearsal/stack/manifests';
export type {
  RequestBatch,
  TokenSource,
  Traffic,
  TrafficSource,
  Users,
  Workload,
} from './rehearsal/trace/traffic';
export type { ScalingBehavior, ScalingRules } from './scaling/behavior';
export { ScalingPolicy, SelectPolicy } from './scaling/behavior';
export type { CronScaleScheduleProps, ScheduleJob, ScheduleWindow } from './scaling/cron/cron-props';
export { CronScaleSchedule } from './scaling/cron/cron-scale-schedule';
export { CronScheduler } from './scaling/cron/ownership';
export type { TimeOfDay } from './scaling/cron/schedule';
export { Schedule } from './scaling/cron/schedule';
export type { GpuHpaProps } from './scaling/gpu-hpa';
export { GpuHpa } from './scaling/gpu-hpa';
export { KedaAuthentication, KedaAuthMode } from './scaling/keda/keda-authentication';
export { KedaLlmScaler } from './scaling/keda/keda-llm-scaler';
export type { FallbackOptions, ScalingModifiers } from './scaling/keda/keda-options';
export { FallbackBehavior } from './scaling/keda/keda-options';
export type { KedaLlmScalerProps } from './scaling/keda/keda-props';
export type { CronTriggerOptions, CustomTriggerOptions, PrometheusTriggerOptions } from './scaling/keda/keda-trigger';
export { KedaTrigger } from './scaling/keda/keda-trigger';
export type { ScalerProps } from './scaling/scaler-props';
export { Accelerator } from './service/accelerator';
export { Backend } from './service/backend';
export { DisruptionBudget } from './service/disruption-budget';
export { Engine } from './service/engine';
export type { CustomEngineOptions } from './service/engines/custom';
export { EngineFamily } from './service/engines/custom';
export type { HuggingFaceServerOptions } from './service/engines/huggingface-server';
export type { KServeRuntimeOptions } from './service/engines/kserve-runtime';
export type { NimOptions } from './service/engines/nim';
export type { ServingOptions } from './service/engines/serving-options';
export type { SglangOptions } from './service/engines/sglang';
export type { VllmOptions } from './service/engines/vllm';
export type { ExistingServiceProps, ObjectReference } from './service/existing-service';
export type { LoadBalancerOptions } from './service/exposure';
export { Exposure } from './service/exposure';
export type { ILlmInferenceService, PodSelector, ScaleTarget } from './service/interface';
export type { KServeKedaOptions, KServeScalingOptions } from './service/kserve-scaling';
export { KServeScaling } from './service/kserve-scaling';
export { LlmInferenceService } from './service/llm-inference-service';
export type { ClaimOptions, HuggingFaceOptions } from './service/model';
export { Model } from './service/model';
export type { MonitorOptions } from './service/monitoring';
export { Monitoring } from './service/monitoring';
export type { NetworkAccess } from './service/network';
export { NetworkPeer } from './service/network';
export { PodSecurity } from './service/pod-security';
export type { LlmInferenceServiceProps } from './service/props';
export type { SpreadOptions } from './service/topology-spread';
export { TopologySpread } from './service/topology-spread';
export type { EmptyVolumeOptions, MountOptions, Toleration } from './service/values';
export { EnvValue, Rollout, SecretKey, Volume } from './service/values';
export type { AdapterNode, AdapterRuleNode, ExposedBy } from './stack/adapter-nodes';
export type { FieldPath, Fields } from './stack/fields';
export type { StackGraph } from './stack/graph';
export type { ClusterKnowledge } from './stack/knowledge';
export type { LabelSelector, SelectorExpression } from './stack/label-selector';
export type { Manifest, SourceDocument } from './stack/manifest';
export type {
  EndpointNode,
  EngineSeries,
  GpuExporter,
  MetricWire,
  MonitorNode,
  ScalerNode,
  Scrape,
  SelectingNode,
  SelectorWire,
  SeriesMiss,
  SeriesSource,
  ServiceNode,
  WorkloadNode,
} from './stack/nodes';
export type {
  ContainerNode,
  ContainerPort,
  EngineFound,
  Labels,
  ServicePort,
  StackNode,
  StoredLabels,
  StoredValue,
  TargetNode,
} from './stack/parts';
export type { Edge, Evidence, Miss, MissReason, Place } from './stack/place';
export type { Query, ResultLabels } from './stack/promql';
export type { AlertNode, PrometheusNode, RecordNode, RuleNode } from './stack/rule-nodes';
