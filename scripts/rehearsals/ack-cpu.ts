import { changes, manifestsOf, page, play, ticks, times } from './page';

/** hey with 20 connections for two minutes takes about 780 thousandths of a core, however many pods share them. */
export const LOAD = ticks([
  { totals: { cpu: 10 } },
  ...times(8, { totals: { cpu: 780 } }),
  // The window of the last measurement has the end of the load in it.
  { totals: { cpu: 660 } },
  { totals: { cpu: 10 } },
]);

export function rehearsal() {
  return play(manifestsOf('ack-cpu'), { recorded: LOAD, untilSeconds: 480 });
}

export function ackCpu(): string {
  return page(
    'ack-cpu, rehearsed: 8, 7, 1',
    'Replayed are two minutes of `hey -c 20` against `sklearn-iris`, whose HPA KServe makes: CPU 10 % of one core, 1 to 10 replicas. The published run gives only its sizes (8, 7 and 1); the CPU of the load is ours: 0.78 cores in all, which the pods share.',
    changes(rehearsal(), ' %'),
    [
      'What it shows:',
      '',
      '- 0.78 cores are 78 % of one pod, so the HPA wants 8. KServe writes `behavior: {}`, and with it at most four pods are added in 15 s: 1 → 5 → 8.',
      '- When the load ends, nothing happens for five minutes: the highest of the recommendations of that time counts.',
      '- The last measurement with load in it asked for 7. That is the highest for one tick, so the size goes to 7 before it goes to 1.',
    ].join('\n'),
  );
}
