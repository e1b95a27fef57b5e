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
  *check(graph) {
    for (const { jobs } of cronHpas(graph))
      for (const { part, schedule } of jobs)
        if (schedule.startsWith('@date') && isDate(schedule.slice('@date'.length).trim()))
          yield bad(
            part,
            'schedule',
            'fires whenever its day and hour come next, whatever the year',
            'take the job out when the day is past',
          );
  },
};
