import type { TargetRef } from '../cluster/inventory';
import type { BindingScope } from '../metrics/binding';
import { literal } from '../metrics/promql';
import type { EngineFacts } from './engine-facts';

/**
 * What a service states of itself; all that scalers, monitors and policies know of it. It says nothing of who scales
 * it.
 */
export interface ServiceFacts {
  /** Its name. */
  readonly name: string;
  /** Its namespace. @default - the one of the apply */
  readonly namespace?: string;
  /** The workload whose replicas a scaler changes. */
  readonly scaleTarget: TargetRef;
  /** Labels that its pods have and no others. */
  readonly podSelector: Readonly<Record<string, string>>;
  /** What serves the model. */
  readonly engine: Pick<EngineFacts, 'title' | 'version' | 'table'>;
  /** Whether the pods' own metrics come to Prometheus. */
  readonly isScraped: () => boolean;
  /** Whether the pods have an accelerator. @default - not known */
  readonly hasAccelerator?: boolean;
  /** Extended resource that the accelerator is. @default - none, or it is not known */
  readonly accelerator?: string;
  /** The InferenceService that owns the Deployment. @default - none does */
  readonly inferenceService?: string;
}

const FACTS = Symbol.for('cdk8s-llm-inference.service-facts');

/** Attaches the facts to the construct that states them. */
export function stateFacts(service: object, facts: ServiceFacts): void {
  Object.defineProperty(service, FACTS, { value: facts });
}

/** The facts of a service; nothing for any other object. */
export function factsOfService(object: unknown): ServiceFacts | undefined {
  return (object as { [FACTS]?: ServiceFacts } | undefined)?.[FACTS];
}

const LONGEST_GENERATED_PREFIX = 58;
/** Name of the ReplicaSet's hash and the dashes around it. */
const HASH_LENGTH = 12;

/**
 * A regular expression that matches the names of a Deployment's pods: NAME-HASH-RANDOM. Names so long that Kubernetes
 * cuts the part before the random five characters are matched by what is left of them.
 */
export function podNamePattern(deployment: string): string {
  if (deployment.length + HASH_LENGTH <= LONGEST_GENERATED_PREFIX)
    return `${literal(deployment)}-[a-z0-9]+-[a-z0-9]{5}`;
  return `${literal(deployment.slice(0, LONGEST_GENERATED_PREFIX))}-?[a-z0-9]*-?[a-z0-9]{5}`;
}

/** What binding a metric to a service needs of it. */
export function bindingPods(facts: ServiceFacts): NonNullable<BindingScope['pods']> {
  return {
    namespace: facts.namespace,
    pattern: podNamePattern(facts.scaleTarget.name),
    engine: facts.engine.title,
    table: facts.engine.table,
    version: facts.engine.version,
    accelerator: facts.accelerator,
  };
}
