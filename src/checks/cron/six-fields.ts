import { judgeSixFields } from '../../kubernetes/cron-fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { cronHpas } from './jobs';

/** CronHPA reads six fields, seconds first. */
export const sixFields: Rule = {
  name: 'cron/six-fields',
  severity: 'error',
  demands: 'a schedule of CronHPA has six fields, seconds first, or is a descriptor',
  why: 'Five fields are accepted and mean something else: minute and hour are taken for second and minute, so it fires every hour.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller#cron-expression-format',
  *check(graph) {
    for (const { jobs } of cronHpas(graph))
      for (const { part, schedule } of jobs) {
        if (schedule.startsWith('@')) continue;
        const fault = judgeSixFields(schedule);
        if (fault?.rule === 'cron/six-fields')
          yield bad(part, 'schedule', fault.must, withoutZone(schedule) ?? fault.fix);
      }
  },
};

function withoutZone(schedule: string): string | undefined {
  const [, rest] = /^(?:CRON_)?TZ=\S+\s+(.*)$/.exec(schedule) ?? [];
  if (rest === undefined) return undefined;
  return `CronHPA knows no time zone but its own; convert the times and write '${rest}'`;
}
