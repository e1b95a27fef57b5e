import { judgeFiveFields } from '../../kubernetes/cron-fields';
import { isTimeZone } from '../../kubernetes/time-zone';
import { textOf, wordOf } from '../../stack/fields';
import { decimalOf } from '../numbers';
import { bad, type Part } from '../part';
import type { Problem, Rule } from '../rule';
import { allTriggers } from './triggers';

/** A window of KEDA's cron trigger is one. */
export const cronTrigger: Rule = {
  name: 'keda/cron-trigger',
  severity: 'error',
  demands: 'a cron trigger has a time zone, five fields for start and end, which differ, and at least one replica',
  why: 'KEDA admits the ScaledObject and says only later, in its status, that the trigger does not work.',
  link: 'https://keda.sh/docs/latest/scalers/cron/',
  *check(graph) {
    for (const { metadata } of allTriggers(graph, 'cron')) {
      const { timezone, start, end, desiredReplicas } = metadata.fields;
      if (typeof timezone === 'string' && !isTimeZone(timezone))
        yield bad(metadata, 'timezone', 'must be an IANA time zone', "write it like 'Asia/Shanghai' or 'Etc/UTC'");
      yield* checkMoment(metadata, 'start');
      yield* checkMoment(metadata, 'end');
      if (typeof start === 'string' && start === end)
        yield bad(metadata, 'end', "must differ from 'start'", 'give the moment at which the window ends');
      const word = wordOf(desiredReplicas);
      const size = decimalOf(word);
      if (word !== undefined && (size === undefined || !Number.isInteger(size) || size < 1))
        yield bad(
          metadata,
          'desiredReplicas',
          'must be a whole number of at least 1',
          "write '1', or take the window out",
        );
    }
  },
};

function* checkMoment(metadata: Part, key: string): Iterable<Problem> {
  const expression = textOf(metadata.fields[key]);
  if (expression === undefined) return;
  const fault = judgeFiveFields(expression);
  if (fault === undefined) return;
  const [, ...fields] = expression.trim().split(/\s+/);
  const fix = fields.length === 5 ? `KEDA's cron has no seconds; write '${fields.join(' ')}'` : fault.fix;
  yield bad(metadata, key, fault.must, fix);
}
