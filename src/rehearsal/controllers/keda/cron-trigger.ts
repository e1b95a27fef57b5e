import { nextFireWithoutSeconds } from '../../../kubernetes/next-fire';
import { offsetsOf } from '../../../kubernetes/zone-offsets';
import type { CronTrigger } from './policy';

/**
 * Whether a cron trigger is within its window at a moment, in seconds since 1970: when its end comes no later than its
 * next start. A start that never comes counts as long past.
 *
 * @see https://keda.sh/docs/latest/scalers/cron/
 */
export function cronWindow({ timezone, start, end }: CronTrigger): (at: number) => boolean {
  const offsets = offsetsOf(timezone);
  const [nextStart, nextEnd] = [nextFireWithoutSeconds(start, offsets), nextFireWithoutSeconds(end, offsets)];
  return (at) => {
    const [starts, ends] = [nextStart(at), nextEnd(at)];
    return starts === undefined || (ends !== undefined && ends <= starts);
  };
}

/** The name of its metric, as KEDA makes it of what it says. */
export function cronMetricName(
  index: number,
  { timezone, start, end }: Pick<CronTrigger, 'timezone' | 'start' | 'end'>,
) {
  const [from, to] = [start, end].map((schedule) =>
    schedule.replaceAll(' ', '').replaceAll('*', 'x').replaceAll('/', 'Sl').replaceAll('?', 'Qm').replaceAll(',', 'Cm'),
  );
  return `s${index}-${`cron-${timezone}-${from}-${to}`.replace(/[/.:%()]/g, '-')}`;
}
