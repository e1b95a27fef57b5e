import { Reader, Unreadable } from '../../reader';

/** A CronHorizontalPodAutoscaler, read. */
export interface CronHpaPolicy {
  /** `spec.scaleTargetRef`: a HorizontalPodAutoscaler, or the workload itself. */
  readonly target: { readonly kind: string; readonly name: string };
  /** `spec.jobs` in its order, without those whose name a later job has again. */
  readonly jobs: readonly CronHpaJob[];
  /** Schedules: a job does nothing while the next moment of one of them is in the same month and hour of the day. */
  readonly excludeDates: readonly string[];
}

/** One job. */
export interface CronHpaJob {
  /** What conditions and messages call it; no other job of the policy has it. */
  readonly name: string;
  /** As it is written: six fields with the seconds first, or what else `nextFireOfJob` takes. */
  readonly schedule: string;
  /** Wanted replicas of the workload; what an HPA gets for it is up to `scaleHpa`. */
  readonly targetSize: number;
  /** Whether it runs once and is then forgotten. */
  readonly runOnce: boolean;
}

/**
 * Reads the spec of an autoscaling.alibabacloud.com/v1beta1 CronHorizontalPodAutoscaler.
 *
 * @see https://github.com/AliyunContainerService/kubernetes-cronhpa-controller
 */
export function readCronHpa(spec: unknown): CronHpaPolicy | Unreadable {
  const reader = new Reader();
  const fields = reader.fields(spec, 'spec');
  const target = reader.fields(fields.scaleTargetRef, 'spec.scaleTargetRef');
  const jobs = reader.list(fields.jobs, 'spec.jobs').map((value, index): CronHpaJob => {
    const path = `spec.jobs[${index}]`;
    const job = reader.fields(value, path);
    return {
      name: reader.text(job.name, `${path}.name`),
      schedule: reader.text(job.schedule, `${path}.schedule`),
      targetSize: reader.integer(job.targetSize, `${path}.targetSize`),
      runOnce: job.runOnce === true,
    };
  });
  const dates = reader.list(fields.excludeDates, 'spec.excludeDates');
  const policy: CronHpaPolicy = {
    target: {
      kind: reader.text(target.kind, 'spec.scaleTargetRef.kind'),
      name: reader.text(target.name, 'spec.scaleTargetRef.name'),
    },
    // Of two jobs of one name the controller keeps the last.
    jobs: jobs.filter(({ name }, index) => jobs.findLastIndex((job) => job.name === name) === index),
    excludeDates: dates.map((date, index) => reader.text(date, `spec.excludeDates[${index}]`)),
  };
  return reader.reasons.length > 0 ? new Unreadable(reader.reasons) : policy;
}
