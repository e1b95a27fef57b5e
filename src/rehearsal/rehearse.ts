import { DEFAULT_KUBERNETES } from './controllers/hpa/versions';
import { DEFAULT_KEDA } from './controllers/keda/versions';
import { ANY_GPU } from './options/prices';
import type { AnyTraffic, RehearseOptions } from './options/rehearse-options';
import { Unreadable } from './reader';
import type { RehearsalResult } from './result';
import { behaviorOf } from './simulation/behavior';
import { poolsOf } from './simulation/pools';
import type { ServiceBehavior } from './simulation/settings';
import type { SignalSettings } from './simulation/signals';
import { simulate } from './simulation/simulation';
import type { Manifests } from './stack/manifests';
import { readStack, type Stack, type StackService } from './stack/read-stack';
import { parseTraffic } from './trace/spec';
import type { TrafficSource } from './trace/traffic';
import { withoutTokens } from './trace/without-tokens';

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
