import { DEFAULT_KUBERNETES } from './controllers/hpa/versions';
import { DEFAULT_KEDA } from './controllers/keda/versions';
import type { ReplicaFacts } from './engine/parameters';
import { ANY_GPU, type Price } from './options/prices';
import { Unreadable } from './reader';
import type { RecordedMetrics } from './recorded/recorded';
import type { Objective, RehearsalResult } from './result';
import { behaviorOf } from './simulation/behavior';
import type { ColdStart } from './simulation/cold-start';
import { type PoolOptions, poolsOf } from './simulation/pools';
import type { ClientOptions, ServiceBehavior, SignalSettings } from './simulation/settings';
import { simulate } from './simulation/simulation';
import type { Manifests } from './stack/manifests';
import { readStack, type Stack, type StackFacts, type StackService } from './stack/read-stack';
import { parseTraffic } from './trace/spec';
import type { TrafficSource } from './trace/traffic';
import { withoutTokens } from './trace/without-tokens';

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

const DEFAULT_START = '2024-01-01T00:00:00Z';
const DEFAULT_SIGNALS: SignalSettings = {
  hpaSyncMs: 15_000,
  gpuCollectMs: 30_000,
  cronTimeZone: 'Asia/Shanghai',
  hpaPhase: undefined,
};

/**
 * Rehearses manifests: the traffic, the pods and the controllers that scale them, from the very YAML that is applied.
 * The same input gives the same result to the last digit. What cannot be rehearsed is said: which object, and why.
 */
export function rehearse(manifests: Manifests, options: RehearseOptions): RehearsalResult | Unreadable {
  const read = readStack(manifests, options);
  if (read instanceof Unreadable) return read;
  const stack = selected(read, options.service);
  if (stack instanceof Unreadable) return stack;
  const behaviors = new Map<StackService, ServiceBehavior>();
  const traffics = new Map<StackService, TrafficSource>();
  const { recorded } = options;
  const seed = options.seed ?? 1;
  const reasons: string[] = [];
  for (const service of stack.services) {
    const behavior = behaviorOf(service, options, recorded !== undefined);
    if (behavior instanceof Unreadable) reasons.push(...behavior.reasons);
    else behaviors.set(service, behavior);
    if (recorded !== undefined) continue;
    const traffic = trafficOf(service, stack, options);
    if (traffic instanceof Unreadable) reasons.push(...traffic.reasons);
    else traffics.set(service, traffic);
  }
  const epochMs = Date.parse(options.startsAt ?? DEFAULT_START);
  if (Number.isNaN(epochMs)) reasons.push(`'startsAt' (${options.startsAt}) must be a time as ISO 8601`);
  if (reasons.length > 0) return new Unreadable(reasons);
  const values = recorded?.kind === 'values' ? recorded : undefined;
  const stepMs = (options.stepSeconds ?? 15) * 1000;
  return simulate(stack, {
    seed,
    epochMs,
    untilMs: options.untilSeconds === undefined ? recorded?.durationMs : options.untilSeconds * 1000,
    recorded,
    stepMs,
    intervalMs: (options.intervalSeconds ?? 60) * 1000,
    trafficOf: (service) => {
      const workload = (traffics.get(service) as TrafficSource).open();
      return behaviors.get(service)?.hasTokens ? workload : withoutTokens(workload);
    },
    behaviorOf: (service) => behaviors.get(service) as ServiceBehavior,
    initialReplicas: options.initialReplicas ?? values?.initialReplicas,
    clients: options.clients ?? {},
    objectives: options.objectives ?? [],
    pools: options.pools && poolsOf(options.pools, seed),
    priceOf: (pool) =>
      (options.prices?.find(({ of }) => of === pool) ?? options.prices?.find(({ of }) => of === ANY_GPU))?.perGpuHour,
    signals: {
      ...DEFAULT_SIGNALS,
      ...(values?.hpaPhase !== undefined && { hpaPhase: values.hpaPhase }),
      ...(values?.hpaSyncMs !== undefined && { hpaSyncMs: values.hpaSyncMs }),
      ...options.signals,
    },
    versions: {
      kubernetes: options.kubernetesVersion ?? DEFAULT_KUBERNETES,
      keda: options.kedaVersion ?? DEFAULT_KEDA,
    },
  });
}

function selected(stack: Stack, wanted: string | undefined): Stack | Unreadable {
  if (wanted === undefined) return stack;
  const services = stack.services.filter((service) => isCalled(service, wanted));
  if (services.length === 1) return { ...stack, services };
  const names = stack.services.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
  return new Unreadable([`'service' (${wanted}) must be one of ${names}`]);
}

/** Whether a service is meant: by its name or that of its workload, with or without the namespace. */
export function isCalled({ namespace, name, workload }: StackService, wanted: string): boolean {
  return [name, workload.name].some((each) => wanted === each || wanted === `${namespace}/${each}`);
}

const DEFAULT_DURATION_MS = 3_600_000;

/** The traffic of a service, or what is wrong. */
function trafficOf(
  service: StackService,
  { services }: Stack,
  { traffic, seed = 1, untilSeconds }: RehearseOptions,
): TrafficSource | Unreadable {
  const durationMs = untilSeconds === undefined ? DEFAULT_DURATION_MS : untilSeconds * 1000;
  const open = (any: AnyTraffic) => (typeof any === 'string' ? parseTraffic(any, { seed, durationMs }) : any);
  if (traffic === undefined) return new Unreadable(["'traffic' or 'recorded' must be given"]);
  if (isAny(traffic)) {
    if (services.length === 1) return open(traffic);
    const names = services.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
    return new Unreadable([`there are ${services.length} services (${names}): say which one the traffic is for`]);
  }
  const found = Object.keys(traffic).find((name) => isCalled(service, name));
  return found === undefined
    ? new Unreadable([`no traffic is given for ${service.namespace}/${service.name}`])
    : open(traffic[found]);
}

function isAny(traffic: NonNullable<RehearseOptions['traffic']>): traffic is AnyTraffic {
  return typeof traffic === 'string' || typeof traffic.open === 'function';
}

/** Whether traffic is given as the one source of it. */
export function isTrafficSource(traffic: RehearseOptions['traffic']): traffic is TrafficSource {
  return typeof traffic === 'object' && typeof traffic.open === 'function';
}
