import { decisions, manifestsOf, page, play } from './page';

/** Tuesday, 2 January 2024, 00:00 in Shanghai. */
const START = '2024-01-01T16:00:00Z';

export function rehearsal() {
  return play(manifestsOf('ack-cron'), {
    traffic: 'constant:rate=0.01,tokens=200/100,duration=24h',
    untilSeconds: 24 * 3600,
    startsAt: START,
    replica: { gpu: 'V100-32GB' },
  });
}

export function ackCron(): string {
  return page(
    'ack-cron, rehearsed: a day',
    'Replayed is Tuesday, 2 January 2024 from midnight to midnight in Shanghai, the time zone of the CronHPA controller. Nothing but the schedule scales `qwen-cronhpa`.',
    decisions(rehearsal(), ['Succeed', 'Failed']),
    [
      'What it shows:',
      '',
      '- At 8:30 the second replica is asked for, at 20:00 it goes again. Between the two nothing looks at the load.',
      '- A schedule says when pods are asked for, not when they serve: add the minutes that a pod takes to start.',
      '- On Saturdays and Sundays no job runs, so that Friday’s 20:00 holds until Monday.',
    ].join('\n'),
  );
}
