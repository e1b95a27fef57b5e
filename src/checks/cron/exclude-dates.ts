import { listOf } from '../../stack/fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { cronHpas } from './jobs';

/** Dates that are left out are the wrong ones. */
export const excludeDates: Rule = {
  name: 'cron/exclude-dates',
  severity: 'warning',
  demands: 'no dates are excluded from a schedule of CronHPA',
  why: 'The controller compares month and hour instead of the day: a job in hour 00 is skipped on other days of that month, and on the day itself it may not be.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller/blob/master/pkg/controller/cronjob.go',
  *check(graph) {
    for (const { spec } of cronHpas(graph))
      if (listOf(spec.fields.excludeDates).length > 0)
        yield bad(
          spec,
          'excludeDates',
          'must be left out, since other days than these are skipped',
          'say the days in the schedules: day of the month, month, day of the week',
        );
  },
};
