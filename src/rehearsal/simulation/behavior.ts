import { parseQuantity } from '../../kubernetes/parse-quantity';
import { ENGINES } from '../../metrics/catalogue';
import { coldStartDefaults } from '../engine/cold-start';
import { fixedService } from '../engine/fixed-service';
import { type ReplicaFacts, serviceParameters } from '../engine/parameters';
import { Unreadable } from '../reader';
import type { Parameter } from '../result';
import type { StackService } from '../stack/read-stack';
import { factsOf } from '../stack/replica-facts';
import type { ColdStart } from './cold-start';
import type { ServiceBehavior } from './settings';

/** What the user says of the pods, over what the manifests and the tables say. */
export interface BehaviorOptions {
  /** What a replica consists of; what is left out is as the manifests say. @default - the manifests' */
  readonly replica?: ReplicaFacts;
  /** Stages that take otherwise than usual. @default - usual values, of a known engine by the size of its model */
  readonly coldStart?: Partial<ColdStart>;
}

/** How fast the pods of a service are and how they start: by its engine, model and GPU. */
export function behaviorOf(
  service: StackService,
  options: BehaviorOptions,
  isRecorded: boolean,
): ServiceBehavior | Unreadable {
  const { name, namespace, engine } = service;
  const { cpuSecondsPerRequest: cpuSeconds } = options.replica ?? {};
  if (engine === undefined && options.replica?.model === undefined) {
    if (isRecorded) return quickStart(name, options);
    if (cpuSeconds !== undefined) return plainServer(service, cpuSeconds, options);
    return new Unreadable([
      `${service.workload.kind} ${namespace}/${service.workload.name} cannot be rehearsed with traffic: it runs none of the known engines (${ENGINES.map(({ title }) => title).join(', ')}); give recorded metrics, or the CPU time of a request as replica.cpuSecondsPerRequest of a profile`,
    ]);
  }
  const read = factsOf(service);
  const facts = { ...read, ...options.replica };
  const found = serviceParameters(facts);
  const defaults = coldStartDefaults(found.weightBytes);
  const coldStart: ColdStart = {
    imageSeconds: defaults.image,
    cachedImageSeconds: defaults.cachedImage,
    loadSeconds: defaults.modelLoad,
    warmUpSeconds: defaults.warmUp,
    ...options.coldStart,
  };
  return {
    model: found.model,
    coldStart,
    hasTokens: true,
    // The processor's share of an answer is counted when it is given.
    ...(cpuSeconds !== undefined && { cpuMsOf: ({ answered }) => answered * cpuSeconds * 1000 }),
    parameters: [
      ...(cpuSeconds === undefined ? [] : [cpuParameter(name, cpuSeconds)]),
      ...found.parameters.map((parameter) => ({ of: name, ...parameter, ...givenBy(parameter, options) })),
      ...coldStartParameters(name, coldStart, options.coldStart ?? {}),
    ],
    assumptions: found.assumptions.map((sentence) => `${name}: ${sentence}`),
  };
}

/** A server of which nothing is known but that it is small: its pods start quickly. */
function quickStart(of: string, { coldStart: given = {} }: BehaviorOptions): ServiceBehavior {
  const coldStart = { imageSeconds: 30, cachedImageSeconds: 0, loadSeconds: 5, warmUpSeconds: 0, ...given };
  const parameters = coldStartParameters(of, coldStart, given);
  return { model: fixedService(1), coldStart, hasTokens: false, parameters, assumptions: [] };
}

/** A server of which it is known what a request costs: it answers one after the other, on one core or what it may use of it. */
function plainServer({ name, workload }: StackService, cpuSeconds: number, options: BehaviorOptions): ServiceBehavior {
  const cores = Math.min(1, cpuLimitOf(workload));
  const started = quickStart(name, options);
  return {
    ...started,
    model: fixedService((cpuSeconds * 1000) / cores, 1),
    cpuMsOf: ({ busyMs }) => busyMs * cores,
    parameters: [cpuParameter(name, cpuSeconds), ...started.parameters],
    assumptions: [`${name}: a replica answers one request after the other, on ${coresText(cores)}`],
  };
}

/** The cores that the containers of a pod may use together; a limit of 0 is none. */
function cpuLimitOf({ pod: { containers } }: StackService['workload']): number {
  const limits = containers.map(({ limits }) => parseQuantity(limits.cpu ?? '')?.milli || Number.POSITIVE_INFINITY);
  return limits.reduce((total, limit) => total + limit, 0) / 1000;
}

function coresText(cores: number): string {
  return cores === 1 ? 'one core' : `${cores} of a core, which is its limit`;
}

function cpuParameter(of: string, value: number): Parameter {
  return { of, name: 'CPU time of a request', value, unit: 's', origin: 'option', note: 'of one core' };
}

/** A number that an option gives is no longer the manifest's. */
function givenBy(
  { note }: Omit<Parameter, 'of'>,
  { replica = {} }: BehaviorOptions,
): Pick<Parameter, 'origin'> | object {
  const given: Readonly<Record<string, unknown>> = {
    max_num_seqs: replica.maxRequests,
    max_num_batched_tokens: replica.maxBatchedTokens,
    max_model_len: replica.maxModelTokens,
  };
  return given[note] === undefined ? {} : { origin: 'option' };
}

const STAGES: readonly (readonly [keyof ColdStart, string, string])[] = [
  ['imageSeconds', 'pulling the image', 'onto a node that has none of it'],
  ['cachedImageSeconds', 'pulling the image again', 'onto a node that has it'],
  ['loadSeconds', 'starting and loading the model', 'a usual value; of a language model 25 s and 1 GB/s'],
  ['warmUpSeconds', 'warming up', 'a usual value'],
];

function coldStartParameters(of: string, coldStart: ColdStart, given: Partial<ColdStart>): Parameter[] {
  return STAGES.map(([stage, name, note]) => {
    const delay = coldStart[stage];
    const value = typeof delay === 'number' ? delay : `${delay.p50} (p90 ${delay.p90})`;
    const origin = given[stage] === undefined ? 'default' : 'option';
    return { of, name, value, unit: 's', origin, note };
  });
}
