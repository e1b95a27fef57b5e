import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CronHorizontalPodAutoscaler } from '../../../imports/autoscaling.alibabacloud.com';
import { ScaledObject } from '../../../imports/keda.sh';
import { ClusterProfile } from '../../cluster/cluster-profile';
import type { ClusterFacts } from '../../cluster/facts';
import { announce, type FloorTrigger, type ScalerEntry, scalersOf, schedulesOf } from '../../cluster/inventory';
import { type Emitted, emit, validateEmitted } from '../../kubernetes/emit';
import { typed } from '../../kubernetes/kinds';
import { DNS_LABEL_LENGTH } from '../../kubernetes/names';
import type { ScaleTarget } from '../../service/interface';
import { renderBehavior } from '../behavior';
import { HPA } from '../hpa-manifest';
import { LONGEST_SCALED_OBJECT_NAME } from '../keda/keda-options';
import { cronTrigger } from '../keda/keda-triggers';
import { REQUIRED } from '../scaler-props';
import { checkScalerName, checkTargetRef, type ResolvedTarget, resolveTarget } from '../target';
import { checkCronSchedule } from './cron-checks';
import { cronJobs, sizeAfter } from './cron-jobs';
import { CRON_KINDS, type CronScaleScheduleProps } from './cron-props';
import { CronScheduler, OWNERSHIP, type Ownership } from './ownership';
import { renderSchedule, renderWithoutSeconds } from './schedule';

/**
 * Replicas by the clock, run by ACK's CronHPA controller or by KEDA. What a schedule moves depends on who scales the
 * target: the workload itself, the floor of its HPA, or the floor of its ScaledObject; other combinations would be
 * undone by a controller and are refused. A `KedaLlmScaler` of the target is to be declared before its schedule.
 *
 * Errors: schedules, sizes, time zone and ownership are judged at synth, with the path of this construct.
 *
 * @see https://github.com/AliyunContainerService/kubernetes-cronhpa-controller
 * @see https://keda.sh/docs/latest/scalers/cron/
 */
export class CronScaleSchedule extends Construct {
  /** Name of the schedule's object: the target's with the suffix `-cron`, unless `metadata` says another. */
  readonly name: string;
  /** Namespace of the object: always the target's. */
  readonly namespace?: string;
  /** The workload whose replicas change in the end. */
  readonly scaleTarget: ScaleTarget;
  /** Who runs the schedule. */
  readonly scheduler: CronScheduler;
  /** The CronHorizontalPodAutoscaler; only with CronHPA. */
  readonly cronHorizontalPodAutoscaler?: ApiObject;
  /** The ScaledObject; only with KEDA where no other scaler has one. */
  readonly scaledObject?: ApiObject;

  private readonly props: CronScaleScheduleProps;
  private readonly target: ResolvedTarget;
  private readonly cluster: ClusterFacts;

  constructor(scope: Construct, id: string, props: CronScaleScheduleProps) {
    super(scope, id);
    const { target } = REQUIRED;
    const { props: usable, mistakes } = typed<CronScaleScheduleProps, { target: ScaleTarget }>(props, CRON_KINDS, {
      target,
    });
    props = usable;
    this.props = usable;
    this.cluster = ClusterProfile._settle(this);
    this.target = resolveTarget(this, props.target, props.metadata);
    this.name = props.metadata?.name ?? `${this.target.baseName}-cron`;
    this.namespace = this.target.namespace;
    this.scaleTarget = this.target.ref;
    this.scheduler = props.scheduler ?? this.defaultScheduler();

    const isCronHpa = this.scheduler === CronScheduler.CRON_HPA;
    const before = this.scaler();
    const emitted = isCronHpa ? this.emitCronHpa() : before === undefined ? this.emitScaledObject() : undefined;
    if (isCronHpa) this.cronHorizontalPodAutoscaler = emitted?.object;
    else this.scaledObject = emitted?.object;

    const kind = emitted?.object.kind;
    if (kind) announce({ role: 'object', construct: this, kind, name: this.name, namespace: this.namespace });
    announce({ role: 'schedule', construct: this, target: this.target.ref, floors: () => this.floors() });
    validateEmitted(
      this,
      emitted ? [emitted] : [],
      () => {
        const scaler = this.scaler();
        return [
          ...(kind
            ? checkScalerName(
                this,
                kind,
                this.name,
                isCronHpa ? DNS_LABEL_LENGTH : LONGEST_SCALED_OBJECT_NAME,
                this.target,
              )
            : []),
          ...(this.movesHpaOfOthers() ? [] : checkTargetRef(this.target, props.metadata)),
          ...checkCronSchedule(props, {
            scheduler: this.scheduler,
            scaler,
            isScalerLate: scaler !== before,
            rival: this.rival(),
            target: this.target.ref,
            cluster: this.cluster,
            isHpa: this.movesHpaOfOthers(),
          }),
        ];
      },
      mistakes,
    );
  }

  /** Who scales the target besides the clock. */
  private scaler(): ScalerEntry | undefined {
    return scalersOf(this, this.target.ref)[0];
  }

  private defaultScheduler(): CronScheduler {
    if (this.scaler()?.kind === 'KedaLlmScaler') return CronScheduler.KEDA;
    return this.cluster.cronHpa ? CronScheduler.CRON_HPA : CronScheduler.KEDA;
  }

  private ownership(): Ownership {
    return OWNERSHIP[this.scaler()?.kind ?? 'nobody'][this.scheduler];
  }

  private movesHpaOfOthers(): boolean {
    return this.target.ref.kind === HPA.kind && this.scheduler === CronScheduler.CRON_HPA;
  }

  private emitCronHpa(): Emitted {
    return emit(this, 'Resource', CronHorizontalPodAutoscaler.GVK, this.metadata(), ['spec'], () => {
      const spec = {
        scaleTargetRef: this.movedByCronHpa(),
        jobs: cronJobs(this.props, this.scaler()?.minReplicas).map(({ name, schedule, targetSize }) => ({
          name,
          schedule: renderSchedule(schedule),
          targetSize,
        })),
      };
      return { spec: CronHorizontalPodAutoscaler.manifest({ spec }).spec };
    });
  }

  /** The controller reads HPAs as autoscaling/v1, whatever they were written as. */
  private movedByCronHpa() {
    const ownership = this.ownership();
    const scaler = this.scaler();
    if (scaler && 'moves' in ownership && ownership.moves === 'hpa')
      return { apiVersion: 'autoscaling/v1', kind: HPA.kind, name: scaler.name };
    const { apiVersion, kind, name } = this.target.ref;
    return { apiVersion, kind, name };
  }

  private emitScaledObject(): Emitted {
    const { windows = [] } = this.props;
    return emit(this, 'Resource', ScaledObject.GVK, this.metadata(), ['spec'], () => {
      const { apiVersion, kind, name } = this.target.ref;
      const spec = {
        scaleTargetRef: { apiVersion, kind, name },
        minReplicaCount: Math.min(...windows.map((window) => sizeAfter(window))),
        maxReplicaCount: Math.max(...windows.flatMap((window) => [window.replicas, sizeAfter(window)])),
        advanced: { horizontalPodAutoscalerConfig: { behavior: renderBehavior() } },
        triggers: this.floors().map(cronTrigger),
      };
      return { spec: ScaledObject.manifest({ spec }).spec };
    });
  }

  /** The windows as triggers of a ScaledObject. */
  private floors(): readonly FloorTrigger[] {
    if (this.scheduler !== CronScheduler.KEDA) return [];
    const timezone = this.props.timezone ?? this.cluster.controllerTimezone ?? '';
    return (this.props.windows ?? []).map(({ name, start, end, replicas }) => ({
      name,
      timezone,
      start: renderWithoutSeconds(start),
      end: renderWithoutSeconds(end),
      replicas,
    }));
  }

  /** Another schedule that cannot stand beside this one, because one of them has a ScaledObject of its own. */
  private rival(): Construct | undefined {
    return schedulesOf(this, this.target.ref)
      .map(({ construct }) => construct)
      .find(
        (other) =>
          other !== this &&
          other instanceof CronScaleSchedule &&
          (this.scaledObject !== undefined || other.scaledObject !== undefined),
      );
  }

  private metadata() {
    const { metadata } = this.props;
    return { ...metadata, name: this.name, namespace: metadata?.namespace ?? this.namespace };
  }
}
