import { overlap, parseSixFields } from '../../kubernetes/cron-fields';
import type { CronScaleScheduleProps, ScheduleWindow } from './cron-props';
import { renderSchedule, Schedule } from './schedule';

/** A change at a point in time, as CronHPA does it. */
export interface CronJob {
  /** What the user wrote it as. */
  readonly prop: string;
  /** Name, unique in the object. */
  readonly name: string;
  /** Six fields, seconds first, or `@date`. */
  readonly schedule: Schedule;
  /** Number of replicas, or floor of the HPA. */
  readonly targetSize: number;
}

/** How many replicas there are after a window. */
export function sizeAfter(window: ScheduleWindow, minReplicas = 1): number {
  return window.otherwise ?? minReplicas;
}

/** Everything that happens at a point in time: windows begin and end, jobs happen once each. */
export function cronJobs({ windows = [], jobs = [] }: CronScaleScheduleProps, minReplicas?: number): CronJob[] {
  return [
    ...windows.flatMap((window, index) => {
      const { name, start, end, replicas } = window;
      const prop = `windows[${index}]`;
      return [
        { prop: `${prop}.start`, name: `${name}-start`, schedule: start, targetSize: replicas },
        { prop: `${prop}.end`, name: `${name}-end`, schedule: end, targetSize: sizeAfter(window, minReplicas) },
      ];
    }),
    ...jobs.map(({ name, at, replicas }, index) => ({
      prop: `jobs[${index}].at`,
      name,
      schedule: at,
      targetSize: replicas,
    })),
  ];
}

/** True when there is a moment at which both happen. */
export function coincide(one: Schedule, other: Schedule): boolean {
  const [left, right] = [one, other].map(renderSchedule);
  if (left === right) return true;
  if ([one, other].some((schedule) => Schedule._facts(schedule).kind === 'date')) return false;
  const [a, b] = [left, right].map(parseSixFields);
  if ('wrong' in a || 'wrong' in b) return false;
  return overlap(a, b);
}
