import { changes, manifestsOf, page, play, ticks, times } from './page';

/** Two minutes in which the pods use 1.6 cores together. */
const LOAD = ticks([
  ...times(2, { totals: { cpu: 20 } }),
  ...times(8, { totals: { cpu: 1600 } }),
  { totals: { cpu: 20 } },
]);

export function rehearsal() {
  return play(manifestsOf('keda-cpu'), { recorded: LOAD, untilSeconds: 540 });
}

export function kedaCpu(): string {
  return page(
    'keda-cpu, rehearsed',
    'Replayed are two minutes in which the pods of `sklearn-v2-iris` use 1.6 cores together. KServe makes the ScaledObject (class `keda`, CPU 50 %, 1 to 5), and KEDA makes an HPA of it. The published page shows no run; the load is ours.',
    changes(rehearsal(), ' %'),
    [
      'What it shows:',
      '',
      '- With CPU as its only trigger KEDA itself does nothing: the trigger always counts as active, and the HPA scales.',
      '- One pod cannot use more than 160 % of its request here, which asks for 4. The new pods are not ready at first and count as idle, so that they are not asked for twice.',
      '- KServe writes a window of 300 s for scaling in, whatever the manifest leaves out.',
    ].join('\n'),
  );
}
