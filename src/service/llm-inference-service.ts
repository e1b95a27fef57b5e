import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InferenceService, type InferenceServiceSpecPredictor } from '../../imports/serving.kserve.io';
import { ClusterProfile } from '../cluster/cluster-profile';
import type { ClusterFacts } from '../cluster/facts';
import { announce, scalersOf, schedulesOf } from '../cluster/inventory';
import { checkUnique } from '../cluster/unique';
import { type Body, type Emitted, emit, validateEmitted } from '../kubernetes/emit';
import { typed } from '../kubernetes/kinds';
import type { Mistake } from '../kubernetes/mistake';
import { checkAnnotations, checkLabels, checkName, kebab } from '../kubernetes/names';
import { namespaceOf } from '../kubernetes/scopes';
import { oncePerSynth } from '../kubernetes/validation';
import { Accelerator } from './accelerator';
import { Backend } from './backend';
import { checkOwnedKeys, checkScaling, checkServiceProps } from './checks';
import * as deployment from './deployment';
import { Engine } from './engine';
import type { EngineContext, EngineFacts } from './engine-facts';
import { type ExistingServiceProps, existingService, type ObjectReference } from './existing-service';
import { checkExposure, serviceFields, visibilityLabel } from './exposure';
import { bindingPods, type ServiceFacts, stateFacts } from './facts';
import { checkGuards, emitGuards } from './guards';
import type { ILlmInferenceService, PodSelector, ScaleTarget } from './interface';
import * as kserve from './kserve';
import { kserveAutoscaling } from './kserve-autoscaling';
import { checkForKServe } from './kserve-checks';
import { KServeScaling } from './kserve-scaling';
import { Model, modelPathOf } from './model';
import { checkMonitoring, emitMonitor, isScraped } from './monitor';
import { Monitoring } from './monitoring';
import { type PodParts, volumesOf } from './pod';
import { checkPod } from './pod-checks';
import { PodSecurity, securityFacts } from './pod-security';
import { REQUIRED, SERVICE_KINDS } from './prop-kinds';
import type { LlmInferenceServiceProps } from './props';
import { checkVolumes } from './volumes';

/**
 * A model that is served: a KServe InferenceService or a plain Deployment with its Service, and the monitor that
 * scrapes it. Not to be confused with KServe's own kind LLMInferenceService, which this does not emit.
 *
 * Errors: every mistake in the props is reported by one synth, with the path of this construct.
 *
 * @see https://kserve.github.io/website/docs/reference/crd-api
 */
export class LlmInferenceService extends Construct implements ILlmInferenceService {
  /** A Deployment that exists, or is declared in the app with whatever version of Kubernetes' types. */
  static fromDeployment(
    scope: Construct,
    id: string,
    object: ObjectReference,
    props: ExistingServiceProps,
  ): ILlmInferenceService {
    return existingService(scope, id, Backend.deployment(), object, props);
  }

  /** An InferenceService that exists, in KServe's standard mode. */
  static fromInferenceService(
    scope: Construct,
    id: string,
    object: ObjectReference,
    props: ExistingServiceProps,
  ): ILlmInferenceService {
    return existingService(scope, id, Backend.kserve(), object, props);
  }

  /** A service by its name, as another tool deployed it. @param backend what runs its pods */
  static fromName(
    scope: Construct,
    id: string,
    name: string,
    backend: Backend,
    props: ExistingServiceProps,
  ): ILlmInferenceService {
    return existingService(scope, id, backend, { name }, props);
  }

  /** `serving.kserve.io/v1beta1`, or `apps/v1` for a plain Deployment. */
  readonly apiVersion: string;
  /** `InferenceService` or `Deployment`. */
  readonly kind: string;
  /** Name of the main object. */
  readonly name: string;
  /** Namespace of every object of the service; nothing when the apply decides. */
  readonly namespace?: string;
  /** The Deployment whose replicas a scaler changes. */
  readonly scaleTarget: ScaleTarget;
  /** Labels that the service's pods have and no others. */
  readonly podSelector: PodSelector;
  /** The InferenceService; only with the KServe backend. */
  readonly inferenceService?: ApiObject;
  /** The Deployment; only with the Deployment backend. */
  readonly deployment?: ApiObject;
  /** The Service; only with the Deployment backend. */
  readonly service?: ApiObject;
  /** The ServiceMonitor or PodMonitor; only where the engine has metrics and the cluster a Prometheus. */
  readonly monitor?: ApiObject;
  /** The PodDisruptionBudget; only where it is asked for. */
  readonly disruptionBudget?: ApiObject;
  /** The NetworkPolicy; only where it is asked for. */
  readonly networkPolicy?: ApiObject;

  private readonly parts: PodParts;
  private readonly facts: ServiceFacts;
  private readonly cluster: ClusterFacts;
  private readonly autoscaling = oncePerSynth(() => this.judgeAutoscaling());

  constructor(scope: Construct, id: string, props: LlmInferenceServiceProps) {
    super(scope, id);
    const { props: usable, mistakes } = typed(props, SERVICE_KINDS, REQUIRED);
    props = usable;
    const engine = Engine._facts(props.engine);
    const model = Model._facts(props.model ?? Model.inImage());
    const security = securityFacts(props.podSecurity ?? PodSecurity.PRESET, engine.nonRoot?.uid);
    this.cluster = ClusterProfile._settle(this);
    this.name = props.metadata?.name ?? kebab(id);
    this.namespace = namespaceOf(this, props.metadata);
    const isKServe = Backend._kind(props.backend ?? Backend.kserve()) === 'kserve';
    const target = isKServe ? kserve.predictorTarget : deployment.deploymentTarget;
    this.facts = this.stateOf(props, engine, target(this.name, this.namespace), isKServe);
    this.scaleTarget = this.facts.scaleTarget;
    this.podSelector = this.facts.podSelector;
    this.parts = { props, engine, model, security, podSelector: this.podSelector };

    const emitted: Emitted[] = isKServe ? [this.emitInferenceService()] : [this.emitDeployment(), this.emitService()];
    const [main, service] = emitted.map(({ object }) => object);
    this.apiVersion = main.apiVersion;
    this.kind = main.kind;
    this.inferenceService = isKServe ? main : undefined;
    this.deployment = isKServe ? undefined : main;
    this.service = service;
    const monitor = emitMonitor(this, monitoringOf(props), engine, this.cluster, {
      name: this.name,
      namespace: props.metadata?.namespace,
      podSelector: this.podSelector,
      serviceLabels: isKServe ? kserve.predictorServiceLabels(this.name) : this.podSelector,
    });
    this.monitor = monitor?.object;
    if (monitor) emitted.push(monitor);
    const guards = emitGuards(this, this.parts, this.cluster, this.facts);
    this.disruptionBudget = guards.disruptionBudget?.object;
    this.networkPolicy = guards.networkPolicy?.object;
    emitted.push(...Object.values(guards));

    stateFacts(this, this.facts);
    this.announceItself();
    validateEmitted(this, emitted, () => this.check(isKServe), mistakes);
  }

  private stateOf(
    props: LlmInferenceServiceProps,
    engine: EngineFacts,
    scaleTarget: ServiceFacts['scaleTarget'],
    isKServe: boolean,
  ): ServiceFacts {
    return {
      name: this.name,
      namespace: this.namespace,
      scaleTarget,
      podSelector: isKServe ? kserve.predictorPods(this.name) : deployment.deploymentPods(this.name),
      engine,
      isScraped: () => isScraped(monitoringOf(props), engine, this.cluster),
      hasAccelerator: props.accelerator !== undefined,
      accelerator: props.accelerator && Accelerator._facts(props.accelerator).resource,
      inferenceService: isKServe ? this.name : undefined,
    };
  }

  private emitInferenceService(): Emitted {
    const { metadata, exposure } = this.parts.props;
    const annotations = { ...metadata?.annotations, ...kserve.kserveAnnotations(this.cluster, this.autoscalerClass()) };
    const labels = { ...metadata?.labels, ...visibilityLabel(exposure) };
    return emit(
      this,
      'Resource',
      InferenceService.GVK,
      { ...metadata, name: this.name, labels, annotations },
      ['spec'],
      () => kserve.inferenceServiceBody(this.parts, this.engineContext(), this.scalingFields()),
      (body) => this.checkPod(kserve.podOf(body)),
    );
  }

  private emitDeployment(): Emitted {
    const labels = deployment.deploymentPods(this.name);
    const render = () => {
      const { runs } = this.parts.engine;
      const container = runs.as === 'container' ? runs.render(this.engineContext()) : { image: '' };
      const replicas = this.isScaled() ? undefined : (this.parts.props.replicas ?? 1);
      return deployment.deploymentBody(this.parts, container, labels, replicas);
    };
    return emit(this, 'Resource', deployment.DEPLOYMENT, this.labelled(labels), ['spec'], render, (body) =>
      this.checkPod(deployment.podOf(body)),
    );
  }

  private emitService(): Emitted {
    const labels = deployment.deploymentPods(this.name);
    const { exposure } = this.parts.props;
    const labelled = this.labelled(labels);
    const annotations = { ...labelled.annotations, ...serviceFields(exposure).annotations };
    return emit(this, 'Service', deployment.SERVICE, { ...labelled, annotations }, ['spec'], () =>
      deployment.serviceBody(this.parts.engine, labels, exposure),
    );
  }

  private labelled(labels: Record<string, string>) {
    const { metadata } = this.parts.props;
    return { ...metadata, name: this.name, labels: { ...metadata?.labels, ...labels } };
  }

  private engineContext(): EngineContext {
    const { model } = this.parts;
    return { serviceName: this.name, model, modelPath: modelPathOf(model) };
  }

  /** Whether something changes the number of replicas, so that no manifest may hold one. */
  private isScaled(): boolean {
    const target = this.facts.scaleTarget;
    return scalersOf(this, target).length > 0 || schedulesOf(this, target).length > 0;
  }

  private autoscalerClass(): kserve.AutoscalerClass {
    const { scaling, replicas } = this.parts.props;
    if (scaling) return KServeScaling._facts(scaling).autoscalerClass;
    return replicas === undefined ? 'external' : 'none';
  }

  private scalingFields(): Partial<InferenceServiceSpecPredictor> {
    const { scaling, replicas } = this.parts.props;
    if (scaling) return this.autoscaling().render();
    return replicas === undefined ? {} : { minReplicas: replicas, maxReplicas: replicas };
  }

  private judgeAutoscaling() {
    const { scaling } = this.parts.props;
    if (!scaling) return { mistakes: [], render: () => ({}) };
    const scope = { pods: bindingPods(this.facts), dcgm: this.cluster.dcgm, rateWindow: this.cluster.rateWindow };
    return kserveAutoscaling(KServeScaling._facts(scaling), scope, this.cluster, this.facts.isScraped());
  }

  private announceItself(): void {
    announce({
      role: 'object',
      construct: this,
      kind: 'LlmInferenceService',
      name: this.name,
      namespace: this.namespace,
    });
    const { scaling } = this.parts.props;
    if (!scaling) return;
    const { minReplicas = 1, maxReplicas } = KServeScaling._facts(scaling);
    announce({
      role: 'scaler',
      construct: this,
      kind: 'KServe',
      target: this.facts.scaleTarget,
      name: this.facts.scaleTarget.name,
      minReplicas,
      maxReplicas,
      exposures: () => [],
    });
  }

  private check(isKServe: boolean): Mistake[] {
    const { props, engine, model } = this.parts;
    return [
      ...checkName('name', this.name, isKServe ? kserve.LONGEST_NAME : undefined),
      ...checkUnique(this, 'LlmInferenceService', this.name, this.namespace, 'service'),
      ...checkServiceProps(props, engine, model),
      ...checkVolumes(volumesOf(this.parts)),
      ...checkLabels('podLabels', props.podLabels),
      ...checkOwnedKeys(props, this.podSelector, kserve.kserveAnnotations(this.cluster, 'none')),
      ...checkAnnotations('podAnnotations', props.podAnnotations),
      ...checkLabels('nodeSelector', props.nodeSelector),
      ...checkMonitoring(monitoringOf(props), engine, this.cluster),
      ...checkExposure(props.exposure, isKServe),
      ...checkGuards(this, this.parts, this.facts),
      ...(isKServe ? checkForKServe(this.parts, this.cluster) : []),
      ...(isKServe
        ? kserve.checkKServe(this.name, this.namespace, this.autoscalerClass(), this.cluster, props.podAnnotations)
        : deployment.checkDeployment(engine, model)),
      ...this.autoscaling().mistakes,
      ...checkScaling(props, isKServe, this.isScaled()),
    ];
  }

  private checkPod(pod: Body): Mistake[] {
    return checkPod(pod, this.parts.props.podSecurity ?? PodSecurity.PRESET);
  }
}

function monitoringOf({ monitoring }: LlmInferenceServiceProps) {
  return monitoring && Monitoring._facts(monitoring);
}
