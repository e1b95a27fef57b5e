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
  readonly replica?: ReplicaFacts;
  readonly coldStart?: Partial<ColdStart>;
}

/** How fast the pods of a service are and how they start: by its engine, model and GPU. */
export function behaviorOf(
  service: StackService,
  options: BehaviorOptions,
  isRecorded: boolean,
): ServiceBehavior | Unreadable {
  const { name, namespace, engine } = service;
  if (engine === undefined && options.replica?.model === undefined) {
    if (isRecorded) return quickStart(name, options);
    return new Unreadable([
      `${service.workload.kind} ${namespace}/${service.workload.name} cannot be rehearsed with traffic: it runs none of the known engines (${ENGINES.map(({ title }) => title).join(', ')}); give recorded metrics`,
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
    parameters: [
      ...found.parameters.map((parameter) => ({ of: name, ...parameter, ...givenBy(parameter, options) })),
      ...coldStartParameters(name, coldStart, options.coldStart ?? {}),
    ],
    assumptions: found.assumptions.map((sentence) => `${name}: ${sentence}`),
  };
}

/** A server of which nothing is known but that it is small: its pods start quickly. */
function quickStart(of: string, { coldStart: given = {} }: BehaviorOptions): ServiceBehavior {
  const coldStart = { imageSeconds: 30, cachedImageSeconds: 0, loadSeconds: 5, warmUpSeconds: 0, ...given };
  return { model: fixedService(1), coldStart, parameters: coldStartParameters(of, coldStart, given), assumptions: [] };
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
