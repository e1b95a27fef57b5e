import { textOf } from '../../stack/fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { cronHpas } from './jobs';

/** More than this is a list of dates and no schedule; the status of each is kept in the object. */
const MOST_JOBS = 100;

/** Jobs have names of their own, and there is at least one. */
export const jobNames: Rule = {
  name: 'cron/jobs',
  severity: 'error',
  demands: `a CronHorizontalPodAutoscaler has between 1 and ${MOST_JOBS} jobs, each with a name of its own`,
  why: 'The controller keeps jobs by their names, so of two with one name only the last is done.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller',
  *check(graph) {
    for (const { spec, jobs } of cronHpas(graph)) {
      if (jobs.length === 0) yield bad(spec, 'jobs', 'must hold a job', 'add one with name, schedule and targetSize');
      if (jobs.length > MOST_JOBS)
        yield bad(
          spec,
          'jobs',
          `must hold at most ${MOST_JOBS} jobs`,
          'say it with fewer, for example by ranges of days',
        );
      const seen = new Set<string>();
      for (const { part } of jobs) {
        const name = textOf(part.fields.name);
        if (name === undefined || name === '') yield bad(part, 'name', 'must be given', 'name what the job does');
        else if (seen.has(name))
          yield bad(
            part,
            'name',
            'must be unique: of two jobs with one name only the last is done',
            `rename it, for example to '${name}-2'`,
          );
        seen.add(name ?? '');
      }
    }
  },
};
