import { judgeSixFields } from '../../kubernetes/cron-fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { cronHpas } from './jobs';

/** A schedule fires at most once a minute. */
export const tooOften: Rule = {
  name: 'cron/too-often',
  severity: 'error',
  demands: 'a schedule fires at most once a minute',
  why: 'The controller writes to the API server each time, and of @every it takes what is not above zero for a second.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller#cron-expression-format',
  *check(graph) {
    for (const { jobs } of cronHpas(graph))
      for (const { part, schedule } of jobs) {
        if (schedule.startsWith('@every')) {
          const seconds = secondsOf(schedule.slice('@every'.length).trim());
          if (seconds === undefined || seconds < 60)
            yield bad(part, 'schedule', 'must be a duration of at least a minute', "write '@every 1h', or six fields");
        } else {
          const fault = judgeSixFields(schedule);
          if (fault?.rule === 'cron/too-often')
            yield bad(part, 'schedule', fault.must, `${fault.fix}: '0 ${schedule.split(/\s+/).slice(1).join(' ')}'`);
        }
      }
  },
};

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** A duration as Go writes it: `1h30m`, `-1h`. */
function secondsOf(text: string): number | undefined {
  const [, sign, parts] = /^([+-]?)((?:\d+(?:\.\d+)?(?:h|ms|us|µs|ns|m|s))+)$/.exec(text) ?? [];
  if (parts === undefined) return undefined;
  const sum = [...parts.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|µs|ns|m|s)/g)].reduce(
    (seconds, [, amount, unit]) => seconds + Number(amount) * UNITS[unit],
    0,
  );
  return sign === '-' ? -sum : sum;
}
