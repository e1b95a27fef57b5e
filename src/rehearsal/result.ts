/**
 * What a rehearsal gives: plain data that `JSON.stringify` writes the same way on every machine. Times are seconds since
 * the beginning, shares are 0–1, latencies are seconds. A column is a list with one entry for each step (or interval),
 * all of the same length; `null` stands where there was nothing to measure.
 */
export interface RehearsalResult {
  /** Changes when a field changes its meaning. */
  readonly format: 'cdk8s-llm-inference/rehearsal/v1';
  /** Wall-clock time at second 0, as ISO 8601 in UTC: schedules go by it. */
  readonly startsAt: string;
  /** How long it was rehearsed. */
  readonly seconds: number;
  /** Seconds between two entries of a column of `Steps`; entry k is the state at the end of step k. */
  readonly stepSeconds: number;
  /** Seconds between two entries of a column of `Intervals`, a multiple of `stepSeconds`. */
  readonly intervalSeconds: number;
  /** One for each rehearsed service, in the order of their names. */
  readonly services: readonly ServiceResult[];
  /** One for each pool of nodes, in the order in which they are filled. */
  readonly pools: readonly PoolResult[];
  /** All services together. */
  readonly totals: Totals;
  /** Everything that a controller did or said when it changed its mind, in the order of time. */
  readonly decisions: readonly Decision[];
  /** What it was made from. */
  readonly inputs: Inputs;
}

/** One entry for each step. */
export type Steps = readonly (number | null)[];
/** One entry for each interval. */
export type Intervals = readonly (number | null)[];

/** One service: a scale target and what came of it. */
export interface ServiceResult {
  /** Name of the object that the service is declared by. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** What is scaled, for example `Deployment gemma`. */
  readonly target: string;
  /** What messages call the engine, for example `vLLM 0.11.0`; nothing where it is not known. */
  readonly engine: string | null;
  /** GPUs of one pod. */
  readonly gpusPerPod: number;
  /** Its state over time. */
  readonly steps: ServiceSteps;
  /** What scales it, but for schedules. */
  readonly scalers: readonly ScalerResult[];
  /** Latencies and failures over time. */
  readonly intervals: ServiceIntervals;
  /** All of it in numbers. */
  readonly totals: Totals;
}

/** The state of a service over time. */
export interface ServiceSteps {
  /** Requests that arrived in the step, per second. */
  readonly arrivalsPerSecond: Steps;
  /** Requests in a batch, over all pods. */
  readonly running: Steps;
  /** Requests in a queue, over all pods and before them. */
  readonly waiting: Steps;
  /** Share of the KV cache that is used, mean of the ready pods. */
  readonly kvCacheUsage: Steps;
  /** Share of the step in which the GPUs were busy, mean of the ready pods. */
  readonly gpuUtilization: Steps;
  /** What the scale target asks for: `spec.replicas`. */
  readonly specReplicas: Steps;
  /** Pods that exist: `status.replicas`. */
  readonly replicas: Steps;
  /** Pods that are Ready and take requests. */
  readonly ready: Steps;
  /** Pods without a node. */
  readonly pending: Steps;
  /** Pods on a node that are not Ready yet. */
  readonly starting: Steps;
  /** Pods that are being deleted and finish what they have. */
  readonly terminating: Steps;
}

/** The latencies and failures of a service, by the interval in which a request arrived. */
export interface ServiceIntervals {
  /** Requests that arrived. */
  readonly requests: Intervals;
  /** Time to first token. */
  readonly ttft: Percentiles<Intervals>;
  /** Time per output token after the first. */
  readonly tpot: Percentiles<Intervals>;
  /** From the request to the last token. */
  readonly e2e: Percentiles<Intervals>;
  /** For each objective, in the order of `inputs.objectives`: the share of the requests within its bound. */
  readonly attainment: readonly Intervals[];
  /** Requests that were refused. */
  readonly rejected: Intervals;
  /** Requests that clients gave up. */
  readonly abandoned: Intervals;
  /** Requests that a time-out ended. */
  readonly timedOut: Intervals;
}

/** Percentiles of a latency. */
export interface Percentiles<T> {
  /** The median. */
  readonly p50: T;
  /** What one of ten exceeds. */
  readonly p90: T;
  /** What one of twenty exceeds. */
  readonly p95: T;
  /** What one of a hundred exceeds. */
  readonly p99: T;
}

/** One object that scales a service, and what it saw. */
export interface ScalerResult {
  /** For example `HorizontalPodAutoscaler`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** The fewest replicas that it may go to. */
  readonly minReplicas: number;
  /** The most. */
  readonly maxReplicas: number;
  /** Its metrics, in the order of the manifest. */
  readonly metrics: readonly ScalerMetric[];
  /** What the metrics alone asked for at its last tick; nothing while they could not be had. */
  readonly wanted: Steps;
  /** What was left of it after stabilization, speed and bounds. */
  readonly desired: Steps;
  /**
   * What kept `desired` from `wanted`, in the controller's word: `ScaleUpLimit`, `ScaleDownStabilized`,
   * `TooManyReplicas`, `FailedGetPodsMetric` …; nothing where they are the same.
   */
  readonly heldBackBy: readonly (string | null)[];
}

/** One metric as the scaler saw it. */
export interface ScalerMetric {
  /** Its name in the HPA. */
  readonly name: string;
  /** Its type in the HPA. */
  readonly type: 'Resource' | 'ContainerResource' | 'Pods' | 'Object' | 'External';
  /** `Utilization` is in percent, the others in the unit of the metric. */
  readonly targetType: 'Utilization' | 'AverageValue' | 'Value';
  /** The target. */
  readonly target: number;
  /** The query, or the series, that it comes from; nothing for cpu and memory. */
  readonly query: string | null;
  /** What it was last measured at: per pod, or as a whole where the target is a `Value`; nothing while it failed. */
  readonly values: Steps;
  /** The replicas that this metric alone asked for. */
  readonly wanted: Steps;
}

/** A group of nodes of one kind. */
export interface PoolResult {
  /** Its name. */
  readonly name: string;
  /** GPUs of one node. */
  readonly gpusPerNode: number;
  /** Nodes that are there and whose GPUs can be used. */
  readonly nodes: Steps;
  /** Nodes that have been asked for and are not ready. */
  readonly starting: Steps;
  /** GPUs that pods hold. */
  readonly gpusUsed: Steps;
  /** GPU-seconds of all nodes while they were there, started or not. */
  readonly gpuSeconds: number;
  /** What they cost; nothing without a price. */
  readonly cost: number | null;
}

/** A rehearsal, or a service of it, in numbers. */
export interface Totals {
  /** Requests that arrived. */
  readonly requests: number;
  /** Requests that were answered. */
  readonly completed: number;
  /** Refused because a queue was full or no pod was ready. */
  readonly rejected: number;
  /** Given up by the client while they waited. */
  readonly abandoned: number;
  /** Ended by a time-out, or with their pod when its grace period was over. */
  readonly timedOut: number;
  /** Still under way at the end. */
  readonly unfinished: number;
  /** Tokens of the prompts that were answered. */
  readonly promptTokens: number;
  /** Tokens of the answers. */
  readonly generatedTokens: number;
  /** Time to first token; nothing with several services. */
  readonly ttft: Percentiles<number | null>;
  /** Time per output token after the first; nothing with several services. */
  readonly tpot: Percentiles<number | null>;
  /** From the request to the last token; nothing with several services. */
  readonly e2e: Percentiles<number | null>;
  /** In the order of `inputs.objectives`. */
  readonly attainment: readonly Attainment[];
  /** GPU-seconds that pods held, from their node to their end. */
  readonly podGpuSeconds: number;
  /** GPU-seconds of nodes, used or not; the same as `podGpuSeconds` where nodes are not rehearsed. */
  readonly nodeGpuSeconds: number;
  /** What `nodeGpuSeconds` cost; nothing without a price. */
  readonly cost: number | null;
  /** How many there were; of several services the sum of what each had at the least, on average and at most. */
  readonly replicas: { readonly min: number; readonly mean: number; readonly max: number };
  /** How often `spec.replicas` was changed. */
  readonly rescales: number;
}

/** How an objective was met. Requests that failed count as not within it; those under way at the end do not count. */
export interface Attainment {
  /** The objective. */
  readonly objective: Objective;
  /** Share of the requests within the bound; nothing when there were none. */
  readonly share: number | null;
  /** Whether the share reaches the objective's quantile. */
  readonly isMet: boolean;
}

/** A bound on a latency that a share of the requests must keep. */
export interface Objective {
  /** As the user wrote it, for example `ttft-p95=2s`. */
  readonly name: string;
  /** What it bounds. */
  readonly measure: 'ttft' | 'tpot' | 'e2e';
  /** 0.95 for p95. */
  readonly quantile: number;
  /** The bound. */
  readonly seconds: number;
}

/** Something that a controller did, or a reason that it gave when it changed. */
export interface Decision {
  /** When. */
  readonly at: number;
  /** Who: `HorizontalPodAutoscaler`, `ScaledObject`, `CronHorizontalPodAutoscaler`, `ReplicaSet`, `Scheduler`, `NodePool`. */
  readonly controller: string;
  /** `namespace/name` of the object. */
  readonly object: string;
  /** The controller's own word: `SuccessfulRescale`, `ScaleDownStabilized`, `FailedScheduling` … */
  readonly reason: string;
  /** The controller's own sentence. */
  readonly message: string;
  /** Replicas, or nodes, before; nothing where none changed. */
  readonly from: number | null;
  /** Replicas, or nodes, after; nothing where none changed. */
  readonly to: number | null;
}

/** What a result was made from, so that it can be made again and doubted. */
export interface Inputs {
  /** What random numbers were made from. */
  readonly seed: number;
  /** What was asked of the services. */
  readonly traffic: TrafficSummary;
  /** Bounds on latencies. */
  readonly objectives: readonly Objective[];
  /** Numbers that the outcome depends on, and where each is from. */
  readonly parameters: readonly Parameter[];
  /** Sentences: what was taken for granted where the manifests say nothing. */
  readonly assumptions: readonly string[];
  /** For example `{ kubernetes: '1.35', keda: '2.20' }`. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The traffic in a few words. */
export interface TrafficSummary {
  /** For example `trace AzureLLMInferenceTrace_conv.csv` or `constant 4/s`. */
  readonly title: string;
  /** Requests that arrived. */
  readonly requests: number;
  /** Lines of a trace that could not be read and were passed over. */
  readonly skipped: number;
}

/** A number that the outcome depends on. */
export interface Parameter {
  /** What it belongs to: a service, a pool or the cluster. */
  readonly of: string;
  /** For example `iteration overhead`. */
  readonly name: string;
  /** What it is. */
  readonly value: number | string;
  /** Its unit. */
  readonly unit: string;
  /** Where it is from. */
  readonly origin: ParameterOrigin;
  /** Where the number is from, or how far it can be trusted. */
  readonly note: string;
}

/**
 * Where a number is from: `manifest` (it is written there), `option` (the user's), `calibrated` (fitted to the user's
 * measurements), `fitted` (fitted to published measurements), `preset` (published for this very model and GPU),
 * `roofline` (calculated from the GPU's data sheet), `default` (a usual value).
 */
export type ParameterOrigin = 'manifest' | 'option' | 'calibrated' | 'fitted' | 'preset' | 'roofline' | 'default';
