import { Fleet } from '../../../../src/rehearsal/controllers/node-pools/fleet';
import type { PlacementPolicy, TryNext } from '../../../../src/rehearsal/controllers/node-pools/node-pool';
import { chooseNode } from '../../../../src/rehearsal/controllers/node-pools/scheduler';
import { elastic, local, placement, pod, pool } from '../../../support/clusters';

/** One node with four GPUs on the premises, and one in the cloud. */
function fleetOf() {
  return new Fleet([pool('local', { initialNodes: 1, gpusPerNode: 4 }), pool('cloud', { initialNodes: 1 })], 0);
}

test('only nodes that are ready and have the labels of the pod', () => {
  const fleet = fleetOf();
  expect(chooseNode(pod('a', { nodeSelector: { pool: 'cloud' } }), fleet, 0)?.node.name).toBe('cloud-0');
  expect(chooseNode(pod('a', { nodeSelector: { pool: 'moon' } }), fleet, 0)).toBeUndefined();
  for (const state of ['provisioning', 'starting', 'leaving'] as const) {
    fleet.nodes[0].state = state;
    expect(chooseNode(pod('a'), fleet, 0)?.node.name).toBe('cloud-0');
  }
});

/** Where a pod goes when the first unit is full, lacks GPUs, or has one that is leaving; by the time it has waited. */
const CASES: [TryNext, full: string, lacking: string, leaving: string, late: string][] = [
  ['LackResourceOrExceedMax', 'cloud-0', 'cloud-0', 'cloud-0', 'cloud-0'],
  ['ExceedMax', 'cloud-0', '-', '-', '-'],
  ['TimeoutOrExceedMax', 'cloud-0', '-', '-', 'cloud-0'],
  ['LackResourceAndNoTerminating', 'cloud-0', 'cloud-0', '-', 'cloud-0'],
  ['Timeout', '-', '-', '-', 'cloud-0'],
];

function choiceIn(
  policyName: TryNext,
  {
    max,
    gpus = 1,
    isLeaving = false,
    waited = 59_999,
  }: {
    readonly max?: number;
    readonly gpus?: number;
    readonly isLeaving?: boolean;
    readonly waited?: number;
  },
) {
  const whenTryNextUnits = { policy: policyName, timeout: '1m' };
  const policy = placement([{ ...local, max }, elastic], { whenTryNextUnits, ignoreTerminatingPod: false });
  const fleet = fleetOf();
  fleet.place(pod('there', { gpus, policy }), fleet.nodes[0], 0);
  const there = fleet.placed.get('there');
  if (there) there.isTerminating = isLeaving;
  return chooseNode(pod('new', { policy, createdAt: 5000 }), fleet, 5000 + waited)?.node.name ?? '-';
}

test.each(CASES)('%s: full %s, lacking GPUs %s, with one that leaves %s, late %s', (name, ...expected) => {
  expect([
    choiceIn(name, { max: 1 }),
    choiceIn(name, { gpus: 4 }),
    choiceIn(name, { gpus: 4, isLeaving: true }),
    choiceIn(name, { gpus: 4, waited: 60_000 }),
  ]).toEqual(expected);
});

test('pods of other policies and units do not count', () => {
  const whenTryNextUnits = { policy: 'LackResourceAndNoTerminating' };
  const policy = placement([{ ...local, max: 1 }, elastic], { whenTryNextUnits });
  const other: PlacementPolicy = { ...policy };
  const fleet = fleetOf();
  fleet.place(pod('of another', { policy: other }), fleet.nodes[0], 0);
  fleet.place(pod('in another', { policy, gpus: 0 }), fleet.nodes[1], 1);
  expect(chooseNode(pod('new', { policy }), fleet, 0)?.node.name).toBe('local-0');

  // Nor do those that leave, when the unit has no room.
  fleet.nodes[0].gpusUsed = 4;
  for (const each of fleet.placed.values()) each.isTerminating = true;
  expect(chooseNode(pod('new', { policy }), fleet, 0)?.node.name).toBe('cloud-0');
});

test('pods that leave count for the most of a unit where the policy says so', () => {
  const chosen = [true, false].map((ignoreTerminatingPod) => {
    const policy = placement([{ ...local, max: 1 }, elastic], { ignoreTerminatingPod });
    const fleet = fleetOf();
    fleet.place(pod('leaving', { policy }), fleet.nodes[0], 0);
    for (const each of fleet.placed.values()) each.isTerminating = true;
    return chooseNode(pod('new', { policy }), fleet, 0)?.node.name;
  });
  expect(chosen).toEqual(['local-0', 'cloud-0']);
});
