import { judgeSixFields } from '../../kubernetes/cron-fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { cronHpas } from './jobs';

/** A schedule is valid, and its day comes. */
export const schedule: Rule = {
  name: 'cron/schedule',
  severity: 'error',
  demands: 'the fields of a schedule are in range, and match a date that exists',
  why: 'There is no webhook: the job only turns up as Failed in the status, or never fires.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller#cron-expression-format',
  *check(graph) {
    for (const { jobs } of cronHpas(graph))
      for (const { part, schedule: text } of jobs) {
        const fault = text.startsWith('@') ? judgeDescriptor(text) : judgeSixFields(text);
        if (fault?.rule === 'cron/schedule') yield bad(part, 'schedule', fault.must, fault.fix);
      }
  },
};

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

function judgeDescriptor(
  text: string,
): { readonly rule: 'cron/schedule'; readonly must: string; readonly fix: string } | undefined {
  const rule = 'cron/schedule';
  const [word, ...rest] = text.split(/\s+/);
  if (DESCRIPTORS.includes(word) || word === '@every') return undefined;
  if (word !== '@date')
    return {
      rule,
      must: `must be one of ${DESCRIPTORS.join(', ')}, @every or @date`,
      fix: "write six fields, like '0 0 8 * * 1-5'",
    };
  return isDate(rest.join(' '))
    ? undefined
    : { rule, must: 'must be a date that exists', fix: "write it like '@date 2026-12-01 09:00:00'" };
}

/** True for a point in time as the controller reads it. */
export function isDate(text: string): boolean {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T${time}Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}
