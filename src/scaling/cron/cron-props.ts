import type { ApiObjectMetadata } from 'cdk8s';
import { fields, type Kinds, listOf, METADATA, made, NAMED } from '../../kubernetes/kinds';
import type { ScaleTarget } from '../../service/interface';
import type { CronScheduler } from './ownership';
import { Schedule } from './schedule';

/** A time in which there are more replicas. */
export interface ScheduleWindow {
  /** Name, unique in the schedule. */
  readonly name: string;
  /** When it begins. */
  readonly start: Schedule;
  /** When it ends. */
  readonly end: Schedule;
  /** How many replicas there are in it: a floor where a scaler decides, else their number. */
  readonly replicas: number;
  /** How many there are after it. @default - the scaler's `minReplicas`, else 1 */
  readonly otherwise?: number;
}

/** A change at a point in time. */
export interface ScheduleJob {
  /** Name, unique in the schedule. */
  readonly name: string;
  /** When it happens. */
  readonly at: Schedule;
  /** How many replicas there are from then on: a floor where a scaler decides, else their number. */
  readonly replicas: number;
}

/** What a CronScaleSchedule is made of. */
export interface CronScaleScheduleProps {
  /** What is moved: an LlmInferenceService, or anything with a scale subresource. */
  readonly target: ScaleTarget;

  /** Times with more replicas; every scheduler can do them. @default - none */
  readonly windows?: readonly ScheduleWindow[];

  /** Changes at points in time; CronHPA only. @default - none */
  readonly jobs?: readonly ScheduleJob[];

  /**
   * IANA time zone of the schedules. CronHPA uses its controller's, so with it only that one can be given.
   * @default - the cluster profile's controllerTimezone
   */
  readonly timezone?: string;

  /**
   * Who runs the schedule.
   * @default - KEDA where a KedaLlmScaler scales the target, else CronHPA where the cluster has it, else KEDA
   */
  readonly scheduler?: CronScheduler;

  /** Name, labels and annotations of the object. @default - the target's name with the suffix `-cron` */
  readonly metadata?: ApiObjectMetadata;
}

const SCHEDULE = made(Schedule, 'Schedule.daily(…) or another of its kinds');

/** Of what kinds the props are. */
export const CRON_KINDS: Kinds<CronScaleScheduleProps> = {
  target: NAMED,
  windows: listOf(fields<ScheduleWindow>({ start: SCHEDULE, end: SCHEDULE }, 'start', 'end')),
  jobs: listOf(fields<ScheduleJob>({ at: SCHEDULE }, 'at')),
  metadata: METADATA,
};
