import { changes, decisions, manifestsOf, page, play, ticks, times } from './page';

const METRIC = 'DCGM_CUSTOM_PROCESS_SM_UTIL';

/** One GPU on premises, up to two nodes of one GPU in the cloud. */
const POOLS = [
  { name: 'np-on-premises', nodes: 1 },
  { name: 'np-cloud', scaling: 'ack-instant', maxNodes: 2, nodeSeconds: 90, deviceSeconds: 30 },
] as const;

/** A load under which every pod shows the same utilization for 15 minutes, then 30 % for ten, then none. */
export function rehearsal(percent: number) {
  const load = { values: { [METRIC]: [percent * 1000] } };
  const less = { values: { [METRIC]: [30_000] } };
  const idle = { values: { [METRIC]: [0] } };
  return play(manifestsOf('edge-hybrid'), {
    recorded: ticks([...times(4, idle), ...times(60, load), ...times(40, less), idle]),
    untilSeconds: 2700,
    pools: POOLS,
    coldStart: { imageSeconds: 120, loadSeconds: 35 },
  });
}

const NODES = [
  'Scheduled',
  'FailedScheduling',
  'TriggeredScaleUp',
  'NodeReady',
  'ScaleDown',
  'SuccessfulDelete',
  'SuccessfulRescale',
];

export function edgeHybrid(): string {
  const above = rehearsal(120);
  const below = rehearsal(95);
  return page(
    'edge-hybrid, rehearsed: one GPU on premises, two nodes in the cloud',
    'Replayed is a load of 15 minutes on `qwen-chat`, then ten minutes of less (30 %), then none; 1 to 3 replicas at 50 % of `DCGM_CUSTOM_PROCESS_SM_UTIL`. There is one GPU on premises; the cloud’s pool has no node at first and up to two. The ResourcePolicy tries the pool on premises first and empties the cloud’s first. Node, GPU device, image and model take 90, 30, 120 and 45 s.',
    '## Every pod shows 120 %',
    'The published figure has three replicas, two of them pending, at once. One pod can ask for that only where its metric goes above 100 %, as a sum over processes does: 120 over 50 is 2.4.',
    decisions(above, NODES),
    '## Every pod shows 95 %',
    'A utilization that ends at 100 % asks for two. The pending pod counts as idle and holds it there; the third follows when the second has a node and is as busy as the first.',
    changes(below, ' %'),
    decisions(below, NODES),
    [
      'What it shows:',
      '',
      '- The pod on premises was there first and stays to the end; the cloud’s pods go first, one when the load gets less and one when it ends: the reverse order of the units.',
      '- An empty node stays for another ten minutes before it is given back.',
      '- From the load to the second pod it takes as long as a node, its device, the image and the model together: that is what a pod on premises, or a minimum of 2, would save.',
    ].join('\n'),
  );
}
