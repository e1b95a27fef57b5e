import type { NextFire } from '../../../kubernetes/next-fire';
import { localTime, type ZoneOffsets } from '../../../kubernetes/zone-offsets';
import type { CronHpaJob, CronHpaPolicy } from './policy';
import { type ScaledHpa, scaleHpa } from './scale-hpa';
import { nextFireOfJob } from './schedule';

/** What a job finds: the bounds and the status of an HPA where it scales one, and the size of the workload. */
export interface CronHpaTarget {
  /** The HPA that `scaleTargetRef` names. @default - it names the workload itself */
  readonly hpa?: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    /** What the HPA saw at its last tick. */
    readonly currentReplicas: number;
  };
  /** `spec.replicas` of the workload. */
  readonly specReplicas: number;
}

/** What a job did. */
export interface CronHpaRun {
  /** Name of the job in `spec.jobs`. */
  readonly job: string;
  /** When, in milliseconds of the controller's clock. */
  readonly at: number;
  /** `status.conditions[].state`: what an excluded date stops succeeds too; a floor below 1 fails. */
  readonly state: 'Succeed' | 'Failed';
  /** What the condition says, without its introduction and the HPA's name. */
  readonly message: string;
  /** New bounds of the HPA. @default - they stay, or there is no HPA */
  readonly bounds?: { readonly minReplicas: number; readonly maxReplicas: number };
  /** New size of the workload. @default - it stays */
  readonly replicas?: number;
}

/** A job and the moment of its next run, in seconds since 1970. */
interface Timer {
  readonly job: CronHpaJob;
  readonly next: NextFire;
  due: number | undefined;
}

/**
 * The CronHPA controller for one object. Deterministic; its clock are milliseconds, which begin at a moment of the
 * calendar.
 *
 * @see https://github.com/AliyunContainerService/kubernetes-cronhpa-controller
 */
export class CronHpaController {
  private readonly timers: readonly Timer[];
  private readonly exclusions: readonly NextFire[];

  /**
   * @param zone the time zone of the controller, by `offsetsOf`
   * @param epoch when its clock shows 0, in milliseconds since 1970
   */
  constructor(
    readonly policy: CronHpaPolicy,
    private readonly zone: ZoneOffsets,
    private readonly epoch: number,
  ) {
    const begin = epoch / 1000;
    this.timers = policy.jobs.map((job) => {
      const next = nextFireOfJob(job.schedule, zone);
      return { job, next, due: next(begin) };
    });
    this.exclusions = policy.excludeDates.map((date) => nextFireOfJob(date, zone));
  }

  /** The next moment at which a job runs; infinite when there is none. */
  next(): number {
    const due = this.timers.map((timer) => (timer.due ?? Number.POSITIVE_INFINITY) * 1000 - this.epoch);
    return Math.min(Number.POSITIVE_INFINITY, ...due);
  }

  /** Runs what is due at this moment, one job after the other; `look` says what each of them finds. */
  run(now: number, look: () => CronHpaTarget, apply: (run: CronHpaRun) => void): void {
    const second = Math.floor((this.epoch + now) / 1000);
    for (const timer of this.timers) {
      if (timer.due === undefined || timer.due > second) continue;
      const run = this.isOff(second)
        ? this.skipped(timer.job, now)
        : runJob(timer.job, this.policy.target.name, look(), now);
      timer.due = timer.job.runOnce && run.state === 'Succeed' ? undefined : timer.next(second);
      apply(run);
    }
  }

  private skipped({ name }: CronHpaJob, at: number): CronHpaRun {
    return { job: name, at, state: 'Succeed', message: 'skip scaling activity,because of excludeDate.' };
  }

  /** Days are meant; what is compared are the month and the hour of the day. */
  private isOff(second: number): boolean {
    const now = localTime(second, this.zone);
    return this.exclusions.some((next) => {
      const excluded = next(second);
      if (excluded === undefined) return false;
      const { month, hour } = localTime(excluded, this.zone);
      return month === now.month && hour === now.hour;
    });
  }
}

function runJob(
  { name, targetSize }: CronHpaJob,
  targetName: string,
  { hpa, specReplicas }: CronHpaTarget,
  at: number,
): CronHpaRun {
  const done = { job: name, at, state: 'Succeed' as const };
  const message = `current replicas:${specReplicas}, desired replicas:${targetSize}.`;
  if (hpa === undefined) return { ...done, message, replicas: targetSize };
  const scaled: ScaledHpa = scaleHpa(hpa, targetSize);
  const { minReplicas, maxReplicas, replicas } = scaled;
  // The API server refuses such a floor, and the job gives up after some tries.
  if (minReplicas < 1)
    return { ...done, state: 'Failed', message: 'spec.minReplicas: Invalid value: must be greater than or equal to 1' };
  return {
    ...done,
    message:
      replicas === undefined
        ? `Skip scale replicas because HPA ${targetName} current replicas:${specReplicas} >= desired replicas:${targetSize}.`
        : message,
    ...((minReplicas !== hpa.minReplicas || maxReplicas !== hpa.maxReplicas) && {
      bounds: { minReplicas, maxReplicas },
    }),
    replicas,
  };
}
