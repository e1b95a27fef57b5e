import type { NodePool } from '../controllers/node-pools/node-pool';
import type { FleetOptions, ReplicaState } from '../engine/fleet-options';
import type { ServiceModel } from '../engine/service-model';
import type { RecordedMetrics } from '../recorded/recorded';
import type { Objective, Parameter } from '../result';
import type { StackService } from '../stack/read-stack';
import type { Workload } from '../trace/traffic';
import type { ColdStart } from './cold-start';

/** How the pods of a service behave, and where the numbers are from. */
export interface ServiceBehavior {
  readonly model: ServiceModel;
  readonly coldStart: ColdStart;
  /** Whether its requests are of tokens; those of other servers are each a piece of work. */
  readonly hasTokens: boolean;
  /** Milliseconds of one core that a replica has used; nothing where that is not known. */
  readonly cpuMsOf?: (state: ReplicaState) => number;
  readonly parameters: readonly Parameter[];
  readonly assumptions: readonly string[];
}

/** How requests find pods, and how long clients wait. */
export type ClientOptions = Pick<
  FleetOptions,
  'balancing' | 'gatewayQueue' | 'patienceMs' | 'timeoutMs' | 'retries' | 'retryAfterMs'
>;

/** Everything that a simulation goes by besides the manifests. */
export interface SimulationSettings {
  readonly seed: number;
  /** When its clock shows 0, in milliseconds since 1970. */
  readonly epochMs: number;
  /** When it ends; nothing: when the traffic is over and the replicas have come down again. */
  readonly untilMs: number | undefined;
  readonly stepMs: number;
  readonly intervalMs: number;
  /** Measured metrics instead of what the pods show; then there is no traffic. */
  readonly recorded: RecordedMetrics | undefined;
  /** Makes the traffic of a service. */
  readonly trafficOf: (service: StackService) => Workload;
  readonly behaviorOf: (service: StackService) => ServiceBehavior;
  /** Replicas at the beginning; nothing: the manifest's, or the minimum. */
  readonly initialReplicas: number | undefined;
  readonly clients: ClientOptions;
  readonly objectives: readonly Objective[];
  /** Nothing: nodes are not rehearsed, and every pod finds one. */
  readonly pools: readonly NodePool[] | undefined;
  /** The price of a GPU-hour in a pool; the empty name is for those that have none of their own. */
  readonly priceOf: (pool: string) => number | undefined;
  readonly signals: SignalSettings;
  /** What the controllers are of. */
  readonly versions: Readonly<Record<string, string>>;
}

/** How signals travel, where manifests say nothing of it. */
export interface SignalSettings {
  /** Between two ticks of an HPA. */
  readonly hpaSyncMs: number;
  /** Between two looks of the GPU exporter at the GPUs. */
  readonly gpuCollectMs: number;
  /** The time zone of the CronHPA controller. */
  readonly cronTimeZone: string;
  /** Where in its interval the first tick of every HPA is, 0–1; nothing: by the seed. */
  readonly hpaPhase: number | undefined;
}
