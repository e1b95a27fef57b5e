import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CronHorizontalPodAutoscaler } from '../../imports/autoscaling.alibabacloud.com';
import { ScaledObject } from '../../imports/keda.sh';
import { ClusterProfile } from '../cluster/cluster-profile';
import type { ClusterFacts } from '../cluster/facts';
import { announce, type FloorTrigger, type ScalerEntry, scalersOf } from '../cluster/inventory';
import { type Emitted, emit } from '../kubernetes/emit';
import type { Mistake } from '../kubernetes/mistake';
import { DNS_LABEL_LENGTH } from '../kubernetes/names';
import { validateOncePerSynth } from '../kubernetes/validation';
import type { ScaleTarget } from '../service/interface';
import { renderBehavior } from './behavior';
import { checkCronSchedule } from './cron-checks';
import type { CronScaleScheduleProps, ScheduleWindow } from './cron-props';
import { HPA } from './hpa-manifest';
import { cronTrigger } from './keda-triggers';
import { CronScheduler, OWNERSHIP, type Ownership } from './ownership';
import { renderSchedule, renderWithoutSeconds } from './schedule';
import { checkScalerName, checkTargetRef, type ResolvedTarget, resolveTarget } from './target';

/** KEDA calls the HPA that it makes `keda-hpa-NAME`, in 63 characters. */
const LONGEST_KEDA_NAME = 54;

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

  private readonly target: ResolvedTarget;
  private readonly cluster: ClusterFacts;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CronScaleScheduleProps,
  ) {
    super(scope, id);
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
    validateOncePerSynth(this, () => {
      const scaler = this.scaler();
      const mistakes: Mistake[] = [
        ...(kind
          ? checkScalerName(this, kind, this.name, isCronHpa ? DNS_LABEL_LENGTH : LONGEST_KEDA_NAME, this.target)
          : []),
        ...(this.movesHpaOfOthers() ? [] : checkTargetRef(this.target, props.metadata)),
        ...checkCronSchedule(props, {
          scheduler: this.scheduler,
          scaler,
          isScalerLate: scaler !== before,
          cluster: this.cluster,
          isHpa: this.movesHpaOfOthers(),
        }),
      ];
      return [...mistakes, ...(emitted?.check(mistakes.every(({ severity }) => severity !== 'error')) ?? [])];
    });
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
    const { windows = [], jobs = [] } = this.props;
    return emit(this, 'Resource', CronHorizontalPodAutoscaler.GVK, this.metadata(), ['spec'], () => {
      const spec = {
        scaleTargetRef: this.movedByCronHpa(),
        jobs: [
          ...windows.flatMap((window) => [
            { name: `${window.name}-start`, schedule: renderSchedule(window.start), targetSize: window.replicas },
            { name: `${window.name}-end`, schedule: renderSchedule(window.end), targetSize: this.otherwise(window) },
          ]),
          ...jobs.map(({ name, at, replicas }) => ({ name, schedule: renderSchedule(at), targetSize: replicas })),
        ],
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
        minReplicaCount: Math.min(...windows.map((window) => this.otherwise(window))),
        maxReplicaCount: Math.max(...windows.flatMap((window) => [window.replicas, this.otherwise(window)])),
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

  private otherwise(window: ScheduleWindow): number {
    return window.otherwise ?? this.scaler()?.minReplicas ?? 1;
  }

  private metadata() {
    const { metadata } = this.props;
    return { ...metadata, name: this.name, namespace: metadata?.namespace ?? this.namespace };
  }
}
