import { bad } from '../part';
import type { Rule } from '../rule';
import { cronHpas } from './jobs';
import { isDate } from './schedule';

/** A date has a year, and the controller does not look at it. */
export const date: Rule = {
  name: 'cron/date',
  severity: 'info',
  demands: 'the date of a schedule lies within the next twelve months',
  why: 'The controller passes over the year: a date that is past fires on that day of the next year, and one further off fires too early.',
  link: 'https://github.com/ringtail/go-cron',
  *check(graph, { today }) {
    for (const { jobs } of cronHpas(graph))
      for (const { part, schedule } of jobs) {
        const time = schedule.slice('@date'.length).trim();
        if (!schedule.startsWith('@date') || !isDate(time)) continue;
        const fires = 'fires whenever its day and hour come next, whatever the year';
        // Texts of this form are in the order of time.
        if (today !== undefined && time < today)
          yield bad(part, 'schedule', `is past, and ${fires}`, 'take the job out, or give a date to come', {
            severity: 'warning',
          });
        else yield bad(part, 'schedule', fires, 'take the job out when the day is past');
      }
  },
};
