import type { NodePool } from '../controllers/node-pools/node-pool';
import type { ClientOptions } from '../engine/clients';
import type { ReplicaState } from '../engine/fleet-options';
import type { ServiceModel } from '../engine/service-model';
import type { RecordedMetrics } from '../recorded/recorded';
import type { Objective, Parameter } from '../result';
import type { StackService } from '../stack/read-stack';
import type { Workload } from '../trace/traffic';
import type { ColdStart } from './cold-start';
import type { SignalSettings } from './signals';

/** How the pods of a service behave, and where the numbers are from. */
export interface ServiceBehavior {
  /** How fast a replica is, and how much it holds. */
  readonly model: ServiceModel;
  /** How long the stages of a new pod take. */
  readonly coldStart: ColdStart;
  /** Whether its requests are of tokens; those of other servers are each a piece of work. */
  readonly hasTokens: boolean;
  /** Milliseconds of one core that a replica has used. @default - not known: the pods have no CPU metric */
  readonly cpuMsOf?: (state: ReplicaState) => number;
  /** The numbers behind these, each with its origin: they become `inputs.parameters`. */
  readonly parameters: readonly Parameter[];
  /** Sentences that name the service: what was taken for granted of it. */
  readonly assumptions: readonly string[];
}

/** Everything that a simulation goes by besides the manifests. */
export interface SimulationSettings {
  /** What every random number and every phase is made from: the same seed, the same result. */
  readonly seed: number;
  /** When its clock shows 0, in milliseconds since 1970. */
  readonly epochMs: number;
  /** When it ends; nothing: when the traffic is over and the replicas have come down again. */
  readonly untilMs: number | undefined;
  /** Milliseconds from one look at the state to the next; a long rehearsal puts several together. */
  readonly stepMs: number;
  /** Milliseconds over which latencies and failures are put together. */
  readonly intervalMs: number;
  /** Measured metrics instead of what the pods show; then there is no traffic. */
  readonly recorded: RecordedMetrics | undefined;
  /** Makes the traffic of a service. */
  readonly trafficOf: (service: StackService) => Workload;
  /** How the pods of a service behave; it is asked before anything runs. */
  readonly behaviorOf: (service: StackService) => ServiceBehavior;
  /** Replicas at the beginning; nothing: the manifest's, or the minimum. */
  readonly initialReplicas: number | undefined;
  /** How clients go about it, of all services. */
  readonly clients: ClientOptions;
  /** Bounds on latencies, of all services. */
  readonly objectives: readonly Objective[];
  /** Nothing: nodes are not rehearsed, and every pod finds one. */
  readonly pools: readonly NodePool[] | undefined;
  /** The price of a GPU-hour in a pool; the empty name is for those that have none of their own. */
  readonly priceOf: (pool: string) => number | undefined;
  /** The intervals and the time zone that no manifest says. */
  readonly signals: SignalSettings;
  /** What the controllers are of. */
  readonly versions: Readonly<Record<string, string>>;
}
