import { Construct } from 'constructs';
import { announce } from '../cluster/inventory';
import { MAP, made, NAMED, PART_OF_NAME, typed } from '../kubernetes/kinds';
import type { Mistake } from '../kubernetes/mistake';
import { checkNamespace, checkObjectName } from '../kubernetes/names';
import { namespaceOf } from '../kubernetes/scopes';
import { taken } from '../kubernetes/taken';
import { validateOncePerSynth } from '../kubernetes/validation';
import { Backend } from './backend';
import { DEPLOYMENT, deploymentTarget } from './deployment';
import { Engine } from './engine';
import { type ServiceFacts, stateFacts } from './facts';
import type { ILlmInferenceService, PodSelector, ScaleTarget } from './interface';
import { predictorPods, predictorTarget } from './kserve';
import { REQUIRED } from './prop-kinds';

/** An object by its name; every ApiObject and every construct of cdk8s-plus fits. */
export interface ObjectReference {
  /** Name of the object. */
  readonly name: string;
}

/** What has to be known of a service that is declared elsewhere. */
export interface ExistingServiceProps {
  /** What serves the model: decides on the series. */
  readonly engine: Engine;
  /** Namespace of the service. @default - the chart's */
  readonly namespace?: string;
  /** Labels that select its pods; a HybridResourcePolicy needs them. @default - for KServe what KServe sets, else not known */
  readonly podSelector?: PodSelector;
  /**
   * Whether Prometheus scrapes its pods already; nothing is declared for it here. @default true
   */
  readonly isScraped?: boolean;
}

/** A service that somebody else declares: facts, and no objects. */
class ExistingService extends Construct implements ILlmInferenceService {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly scaleTarget: ScaleTarget;
  readonly podSelector: PodSelector;

  constructor(scope: Construct, id: string, facts: ServiceFacts, mistakes: readonly Mistake[]) {
    super(scope, id);
    const isKServe = facts.inferenceService !== undefined;
    this.apiVersion = isKServe ? 'serving.kserve.io/v1beta1' : DEPLOYMENT.apiVersion;
    this.kind = isKServe ? 'InferenceService' : DEPLOYMENT.kind;
    this.name = facts.name;
    this.namespace = facts.namespace;
    this.scaleTarget = facts.scaleTarget;
    this.podSelector = facts.podSelector;
    stateFacts(this, facts);
    announce({
      role: 'object',
      construct: this,
      kind: 'ExistingService',
      name: facts.name,
      namespace: facts.namespace,
    });
    validateOncePerSynth(this, () => [
      ...mistakes,
      ...checkObjectName('name', facts.name),
      ...checkNamespace('namespace', facts.namespace),
    ]);
  }
}

const KINDS = {
  object: NAMED,
  backend: made(Backend, 'Backend.kserve() or Backend.deployment()'),
  engine: made(Engine, 'Engine.vllm(…) or another of its kinds'),
  podSelector: MAP,
  namespace: PART_OF_NAME,
};

/** Makes the construct of a service that is declared elsewhere. */
export function existingService(
  scope: Construct,
  id: string,
  backend: Backend,
  object: ObjectReference,
  given: ExistingServiceProps,
): ILlmInferenceService {
  const { props, mistakes } = typed({ ...taken(given), object, backend }, KINDS, {
    engine: REQUIRED.engine,
    backend: Backend.kserve(),
    object: { name: '' },
  });
  const { name } = props.object;
  const isKServe = Backend._kind(props.backend) === 'kserve';
  const namespace = props.namespace ?? namespaceOf(scope);
  return new ExistingService(
    scope,
    id,
    {
      name,
      namespace,
      scaleTarget: isKServe ? predictorTarget(name, namespace) : deploymentTarget(name, namespace),
      podSelector: props.podSelector ?? (isKServe ? predictorPods(name) : {}),
      engine: Engine._facts(props.engine),
      isScraped: () => props.isScraped ?? true,
      inferenceService: isKServe ? name : undefined,
    },
    mistakes,
  );
}
