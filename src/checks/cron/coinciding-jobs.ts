import { overlap, parseSixFields } from '../../kubernetes/cron-fields';
import { plainText } from '../../stack/fields';
import { badPart } from '../part';
import type { Rule } from '../rule';
import { cronHpas } from './jobs';

/** What happens at one moment has one size. */
export const coincidingJobs: Rule = {
  name: 'cron/coinciding-jobs',
  severity: 'warning',
  demands: 'jobs that can fall on one moment have one size',
  why: 'They are done in no fixed order, so either size may win.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller',
  *check(graph) {
    for (const { jobs } of cronHpas(graph))
      for (const [index, { part: one, schedule }] of jobs.entries())
        for (const { part: other, schedule: later } of jobs.slice(index + 1)) {
          if (one.fields.targetSize === other.fields.targetSize || !coincide(schedule, later)) continue;
          yield badPart(
            other,
            `the jobs '${plainText(one.fields.name)}' and '${plainText(other.fields.name)}' can fall on one moment with different sizes (${plainText(one.fields.targetSize)} and ${plainText(other.fields.targetSize)})`,
            'move one of them by a second, or leave its days out of the other',
          );
        }
  },
};

function coincide(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [parseSixFields(one), parseSixFields(other)];
  return !('wrong' in a) && !('wrong' in b) && overlap(a, b);
}
