import type { ClientOptions } from '../engine/clients';
import type { ReplicaFacts } from '../engine/parameters';
import type { RecordedMetrics } from '../recorded/recorded';
import type { Objective } from '../result';
import type { ColdStart } from '../simulation/cold-start';
import type { PoolOptions } from '../simulation/pools';
import type { SignalSettings } from '../simulation/signals';
import type { StackFacts } from '../stack/facts';
import type { TrafficSource } from '../trace/traffic';
import type { Price } from './prices';

/** Traffic, or how it is written: `constant:rate=4,tokens=1155/211,duration=1h`. */
export type AnyTraffic = string | TrafficSource;

/** What a rehearsal goes by besides the manifests. */
export interface RehearseOptions extends StackFacts {
  /**
   * The traffic, as `parseTraffic` reads it or a source of it: of the only service, or by the name of each (`name` or
   * `namespace/name`). @default - none; then `recorded` is needed
   */
  readonly traffic?: AnyTraffic | Readonly<Record<string, AnyTraffic>>;
  /** Metrics that were measured, instead of traffic. @default - none; then `traffic` is needed */
  readonly recorded?: RecordedMetrics;
  /** Which service to rehearse, by `name` or `namespace/name`. @default - all that have a scaler */
  readonly service?: string;
  /** Tells what is random apart: the same number, the same outcome. @default 1 */
  readonly seed?: number;
  /** How many seconds to rehearse. @default - until the traffic is over and the replicas have come down again */
  readonly untilSeconds?: number;
  /** Wall-clock time at second 0, as ISO 8601; schedules go by it. @default 2024-01-01T00:00:00Z, a Monday */
  readonly startsAt?: string;
  /** Bounds on latencies. @default - none */
  readonly objectives?: readonly Objective[];
  /** What GPUs cost. @default - nothing is said of cost */
  readonly prices?: readonly Price[];
  /** Pools of nodes, in the order in which reports show them. @default - every pod finds a node at once */
  readonly pools?: readonly PoolOptions[];
  /** Replicas at the beginning. @default - what the manifest says, or the minimum */
  readonly initialReplicas?: number;
  /** How requests find pods, and how long clients wait. @default - any pod, and for ever */
  readonly clients?: ClientOptions;
  /** What a replica consists of, over what the manifests say: they seldom name the GPU. @default - the manifests' */
  readonly replica?: ReplicaFacts;
  /** How long a new pod takes, stage by stage. @default - usual values for the size of the model */
  readonly coldStart?: Partial<ColdStart>;
  /** How signals travel, where manifests say nothing of it. @default - as usual */
  readonly signals?: Partial<SignalSettings>;
  /** The version of Kubernetes, whose HPA controller is rehearsed. @default 1.35 */
  readonly kubernetesVersion?: string;
  /** Seconds between two entries of the series. @default 15 */
  readonly stepSeconds?: number;
  /** Seconds over which latencies are put together. @default 60 */
  readonly intervalSeconds?: number;
}
