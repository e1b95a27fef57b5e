import { nearest } from '../nearest';
import { badPart, type Part } from '../part';
import type { Problem, Rule } from '../rule';
import { cronHpas } from './jobs';

const OF_SPEC = ['scaleTargetRef', 'jobs', 'excludeDates'];
const OF_JOB = ['name', 'schedule', 'targetSize', 'runOnce'];
/** What people write because other schedulers have it. */
const ZONES = /^time_?zone$/i;

/** What is written in a schedule is there for the controller. */
export const unknownCronField: Rule = {
  name: 'cron/unknown-field',
  severity: 'error',
  demands: 'a CronHorizontalPodAutoscaler has only fields that its controller reads',
  why: 'The API server drops unknown fields of this kind for clients that do not validate, so a time zone or a bound that was written is simply not there.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller/tree/master/config/crds',
  *check(graph) {
    for (const { spec, jobs } of cronHpas(graph)) {
      yield* checkFields(spec, OF_SPEC);
      for (const { part } of jobs) yield* checkFields(part, OF_JOB);
    }
  },
};

function* checkFields(part: Part, known: readonly string[]): Iterable<Problem> {
  for (const field of Object.keys(part.fields)) {
    if (known.includes(field)) continue;
    const meant = nearest(field, known);
    const fix = ZONES.test(field)
      ? 'take it out, and write the times in the zone of the controller: its TZ, by default Asia/Shanghai'
      : meant === undefined
        ? `take it out; it has ${known.join(', ')}`
        : `did you mean '${meant}'?`;
    yield badPart(
      { ...part, path: [...part.path, field] },
      `'${field}' is no field that the CronHPA controller reads`,
      fix,
    );
  }
}
