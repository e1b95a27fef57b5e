import { type ApiObject, Chart, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  type ScaledObjectSpecAdvancedScalingModifiersMetricType as ModifierType,
  ScaledObject,
  type ScaledObjectSpec,
  type ScaledObjectSpecAdvanced,
  type ScaledObjectSpecFallbackBehavior,
} from '../../../imports/keda.sh';
import { ClusterProfile } from '../../cluster/cluster-profile';
import { atLeast, type ClusterFacts } from '../../cluster/facts';
import { announce, schedulesOf } from '../../cluster/inventory';
import { emit, validateEmitted } from '../../kubernetes/emit';
import { typed } from '../../kubernetes/kinds';
import { type Mistake, problem } from '../../kubernetes/mistake';
import { secondsOf } from '../../kubernetes/numbers';
import { formatDecimal } from '../../kubernetes/quantity';
import { checkReplicaBounds } from '../../kubernetes/replicas';
import { oncePerSynth } from '../../kubernetes/validation';
import type { ScaleTarget } from '../../service/interface';
import { LlmInferenceService } from '../../service/llm-inference-service';
import { checkBehavior, renderBehavior } from '../behavior';
import { judgeMetrics } from '../metrics';
import { REQUIRED } from '../scaler-props';
import { checkOnlyScaler, checkScalerName, checkTargetRef, type ResolvedTarget, resolveTarget } from '../target';
import { checkKeda } from './keda-checks';
import { FallbackBehavior, LONGEST_SCALED_OBJECT_NAME } from './keda-options';
import { KEDA_KINDS, type KedaLlmScalerProps } from './keda-props';
import { KedaTrigger, type TriggerFacts } from './keda-trigger';
import { canFail, cronTrigger, metricTrigger, renderTrigger } from './keda-triggers';

const DEFAULT_POLLING_SECONDS = 30;
const DEFAULT_COOLDOWN_SECONDS = 300;
const DEFAULT_FAILURES = 3;

/**
 * A ScaledObject of KEDA on metrics of the engine, of GPUs and of anything that KEDA has a trigger for. Queries are
 * scoped to the pods of the target and give one element, however many pods there are.
 *
 * Errors: bounds, targets, triggers and wiring are judged at synth, with the path of this construct.
 *
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export class KedaLlmScaler extends Construct {
  /** Name of the ScaledObject: the target's with the suffix `-keda`, unless `metadata` says another. */
  readonly name: string;
  /** Namespace of the ScaledObject: always the target's. */
  readonly namespace?: string;
  /** The workload whose replicas it changes. */
  readonly scaleTarget: ScaleTarget;
  /** The ScaledObject. */
  readonly scaledObject: ApiObject;

  private readonly props: KedaLlmScalerProps;
  private readonly cluster: ClusterFacts;
  private readonly target: ResolvedTarget;
  private readonly triggers: readonly TriggerFacts[];
  private readonly judged = oncePerSynth(() => judgeMetrics(this, this.props.metrics, this.target, this.cluster));

  constructor(scope: Construct, id: string, props: KedaLlmScalerProps) {
    super(scope, id);
    const { props: usable, mistakes } = typed<KedaLlmScalerProps, typeof REQUIRED>(props, KEDA_KINDS, REQUIRED);
    props = usable;
    this.props = usable;
    this.cluster = ClusterProfile._settle(this);
    this.target = resolveTarget(this, props.target, props.metadata);
    this.triggers = (props.triggers ?? []).map((trigger) => KedaTrigger._facts(trigger));
    this.name = props.metadata?.name ?? `${this.target.baseName}-keda`;
    this.namespace = this.target.namespace;
    this.scaleTarget = this.target.ref;

    const metadata = { ...props.metadata, name: this.name, namespace: props.metadata?.namespace ?? this.namespace };
    const emitted = emit(this, 'Resource', ScaledObject.GVK, metadata, ['spec'], () => ({
      spec: ScaledObject.manifest({ spec: this.render() }).spec,
    }));
    this.scaledObject = emitted.object;

    this.comeAfter(props.target);

    const { kind } = ScaledObject.GVK;
    announce({ role: 'object', construct: this, kind, name: this.name, namespace: this.namespace });
    announce({
      role: 'scaler',
      construct: this,
      kind: 'KedaLlmScaler',
      target: this.target.ref,
      name: this.name,
      minReplicas: this.minReplicas(),
      maxReplicas: props.maxReplicas,
      exposures: () => [],
    });
    validateEmitted(this, [emitted], () => this.check(kind), mistakes);
  }

  /** KEDA refuses a trigger on CPU or memory while there is no Deployment: in the file it has to stand before. */
  private comeAfter(target: ScaleTarget): void {
    if (Construct.isConstruct(target) && Chart.of(target) === Chart.of(this)) this.node.addDependency(target);
  }

  private minReplicas(): number {
    return this.props.minReplicas ?? 1;
  }

  private render(): ScaledObjectSpec {
    const { props, cluster } = this;
    const { apiVersion, kind, name } = this.target.ref;
    const sleeps = this.minReplicas() === 0;
    const sleeper = sleeps ? this.target.ref : undefined;
    return {
      scaleTargetRef: { apiVersion, kind, name },
      minReplicaCount: this.minReplicas(),
      maxReplicaCount: props.maxReplicas,
      // KEDA heeds these only on the way to and from zero, and warns of them elsewhere.
      pollingInterval: sleeps ? seconds(props.pollingInterval, DEFAULT_POLLING_SECONDS) : undefined,
      cooldownPeriod: sleeps ? seconds(props.cooldownPeriod, DEFAULT_COOLDOWN_SECONDS) : undefined,
      fallback: this.renderFallback(),
      advanced: this.renderAdvanced(),
      triggers: [
        ...this.judged().metrics.map((metric) => metricTrigger(metric, cluster, props.authentication, sleeper)),
        ...this.triggers.map((trigger) => renderTrigger(trigger, cluster, props.authentication, sleeper)),
        ...this.floors().map(cronTrigger),
      ],
    };
  }

  /** What schedules ask of this scaler. */
  private floors() {
    return schedulesOf(this, this.target.ref).flatMap(({ floors }) => floors());
  }

  private renderFallback(): ScaledObjectSpec['fallback'] {
    const { fallback } = this.props;
    const knowsBehavior = atLeast(this.cluster.kedaVersion, '2.17');
    // Without a behavior the fallback is static and may scale in; then holding the present size, KEDA's way, is safer.
    if (!fallback && (!this.canFallBack() || !knowsBehavior)) return undefined;
    const behavior = fallback?.behavior ?? (knowsBehavior ? FallbackBehavior.CURRENT_REPLICAS_IF_HIGHER : undefined);
    return {
      failureThreshold: fallback?.failureThreshold ?? this.failuresToBear(),
      replicas: fallback?.replicas ?? Math.max(1, this.minReplicas()),
      behavior: behavior as ScaledObjectSpecFallbackBehavior | undefined,
    };
  }

  /** Falling asleep, the pods' metrics are gone before the next scrape tells that this is as it should be. */
  private failuresToBear(): number {
    if (this.minReplicas() !== 0) return DEFAULT_FAILURES;
    const polling = seconds(this.props.pollingInterval, DEFAULT_POLLING_SECONDS);
    return Math.ceil((DEFAULT_FAILURES * DEFAULT_POLLING_SECONDS) / Math.min(polling, DEFAULT_POLLING_SECONDS));
  }

  /** KEDA refuses a fallback where all triggers are on CPU and memory: those are the HPA's own. */
  private canFallBack(): boolean {
    const fromPrometheus = this.judged().metrics.some(({ bound }) => bound !== undefined);
    return fromPrometheus || this.triggers.some(canFail);
  }

  private renderAdvanced(): ScaledObjectSpecAdvanced {
    const { behavior, scalingModifiers: modifiers } = this.props;
    return {
      horizontalPodAutoscalerConfig: { behavior: renderBehavior(behavior) },
      scalingModifiers: modifiers && {
        formula: modifiers.formula,
        target: formatDecimal(modifiers.target),
        activationTarget:
          modifiers.activationTarget === undefined ? undefined : formatDecimal(modifiers.activationTarget),
        metricType: modifiers.metricType as ModifierType | undefined,
      },
    };
  }

  private check(kind: string): Mistake[] {
    const { props, target, cluster, triggers } = this;
    const { metrics, mistakes } = this.judged();
    const minReplicas = this.minReplicas();
    const floors = this.floors();
    const context = {
      metrics,
      triggers,
      floors,
      cluster,
      namespace: target.namespace,
      canFallBack: this.canFallBack(),
      isMadeByKServe: props.target instanceof LlmInferenceService && target.service?.inferenceService !== undefined,
    };
    return [
      ...checkScalerName(this, kind, this.name, LONGEST_SCALED_OBJECT_NAME, target),
      ...checkTargetRef(target, props.metadata),
      ...checkReplicaBounds(minReplicas, props.maxReplicas, 0),
      ...checkBehavior(props.behavior, cluster.kubernetesVersion, minReplicas < props.maxReplicas),
      ...checkOnlyScaler(this, target),
      ...mistakes,
      ...checkKeda(props, context),
      ...(props.metrics.length + triggers.length + floors.length > 0
        ? []
        : [problem('metric/none', 'there is neither a metric nor a trigger', 'give at least one')]),
    ];
  }
}

function seconds(duration: Duration | undefined, otherwise: number): number {
  return duration === undefined ? otherwise : secondsOf(duration);
}
