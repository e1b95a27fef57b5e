import type { AutoscalerSettings } from '../../../../src/rehearsal/controllers/node-pools/cluster';
import {
  ACK_INSTANT,
  CLUSTER_AUTOSCALER,
  type NodePool,
} from '../../../../src/rehearsal/controllers/node-pools/node-pool';
import { readResourcePolicy } from '../../../../src/rehearsal/controllers/node-pools/read-resource-policy';
import { Unreadable } from '../../../../src/rehearsal/reader';
import { cloud, clusterOf, elastic, local, MINUTE, placement, pod, pool, SECOND } from '../../../support/clusters';

test('pods fill a fixed pool, spread over its nodes, and wait where GPUs are short until one is given back', () => {
  const { cluster, bound, events, until } = clusterOf([pool('local', { initialNodes: 2, gpusPerNode: 2 })]);
  for (const id of ['a', 'b', 'c', 'd', 'e']) cluster.add(pod(id));
  until(0);
  expect(bound.map(([id, node]) => [id, node])).toEqual([
    ['a', 'local-0'],
    ['b', 'local-1'],
    ['c', 'local-0'],
    ['d', 'local-1'],
  ]);
  expect(cluster.waiting.map(({ id }) => id)).toEqual(['e']);
  expect(events.at(-1)).toMatchObject({
    object: 'e',
    reason: 'FailedScheduling',
    message: '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.',
  });
  cluster.terminate('b');
  until(10 * SECOND);
  expect(cluster.placeOf('e')).toBeUndefined();
  cluster.remove('b');
  until(20 * SECOND);
  expect(cluster.placeOf('e')?.node.name).toBe('local-1');
  expect(events.filter(({ reason }) => reason === 'FailedScheduling')).toHaveLength(1);
});

test('cluster-autoscaler waits 30 s for pods with GPUs, then a node comes, and its GPUs later', () => {
  const { cluster, bound, events, until } = clusterOf([cloud()]);
  until(5 * SECOND - 1);
  cluster.add(pod('a', { createdAt: 5 * SECOND }));
  until(10 * MINUTE);
  // Scans at 10, 20, 30 s find it too young; that of 40 s orders; 180 s later it is Ready, 30 s later usable.
  expect(events.map(({ reason, at }) => [reason, at / SECOND])).toEqual([
    ['FailedScheduling', 5],
    ['TriggeredScaleUp', 40],
    ['NodeReady', 250],
    ['Scheduled', 250],
  ]);
  expect(bound).toEqual([['a', 'cloud-0', 250]]);
});

test('a node that takes no time is ordered once, and gets its pod at once', () => {
  const { cluster, bound, events, until } = clusterOf([cloud({ provisioning: () => 0, devices: () => 0 })]);
  cluster.add(pod('a'));
  until(30 * MINUTE);
  // The clock of these tests goes on by a millisecond at least.
  expect(bound).toEqual([['a', 'cloud-0', 30.001]]);
  expect(events.map(({ reason }) => reason)).toEqual([
    'FailedScheduling',
    'TriggeredScaleUp',
    'NodeReady',
    'Scheduled',
  ]);
});

test('pods without GPUs wait two seconds', () => {
  const { cluster, events, until } = clusterOf([cloud()]);
  cluster.add(pod('a', { gpus: 0, createdAt: 8_500 }));
  until(25 * SECOND);
  expect(events.filter(({ reason }) => reason === 'TriggeredScaleUp').map(({ at }) => at)).toEqual([20_000]);
});

test('nodes are ordered for what has no place on those that are on their way, up to the most of the pool', () => {
  const { cluster, events, until } = clusterOf([cloud({ gpusPerNode: 2, maxNodes: 3 })]);
  for (const id of ['a', 'b', 'c']) cluster.add(pod(id));
  until(MINUTE);
  cluster.add(pod('d', { createdAt: MINUTE }));
  until(2 * MINUTE);
  for (let index = 0; index < 9; index += 1) cluster.add(pod(`more-${index}`, { createdAt: 2 * MINUTE }));
  until(4 * MINUTE);
  expect(
    events.filter(({ reason }) => reason === 'TriggeredScaleUp').map(({ from, to, message }) => [from, to, message]),
  ).toEqual([
    [0, 2, 'pod triggered scale-up: [{cloud 0->2 (max: 3)}]'],
    [2, 3, 'pod triggered scale-up: [{cloud 2->3 (max: 3)}]'],
  ]);
});

test('a pod that no node of the pool can hold orders none', () => {
  const { cluster, events, until } = clusterOf([cloud()]);
  cluster.add(pod('large', { gpus: 2 }));
  cluster.add(pod('elsewhere', { nodeSelector: { pool: 'other' } }));
  until(5 * MINUTE);
  expect(events.map(({ reason }) => reason)).toEqual(['FailedScheduling', 'FailedScheduling']);
});

test('an empty node goes after ten minutes, not within ten minutes of the last order, and never below the least', () => {
  const { cluster, events, until } = clusterOf([cloud({ minNodes: 1 })]);
  for (const id of ['a', 'b', 'c']) cluster.add(pod(id));
  until(5 * MINUTE);
  for (const id of ['a', 'b', 'c']) cluster.remove(id);
  until(30 * MINUTE);
  const gone = events.filter(({ reason }) => reason === 'ScaleDown');
  // Seen empty in the scan of 310 s.
  expect(gone.map(({ at, from, to }) => [at / SECOND, from, to])).toEqual([
    [910, 3, 2],
    [910, 2, 1],
  ]);
  expect(cluster.nodes).toHaveLength(1);
});

test('a node that is used again begins anew', () => {
  const { cluster, events, until } = clusterOf([cloud()]);
  cluster.add(pod('a'));
  until(5 * MINUTE);
  cluster.remove('a');
  until(12 * MINUTE);
  cluster.add(pod('b', { createdAt: 12 * MINUTE }));
  until(14 * MINUTE);
  cluster.remove('b');
  until(23 * MINUTE);
  expect(events.filter(({ reason }) => reason === 'ScaleDown')).toEqual([]);
  until(25 * MINUTE);
  expect(events.filter(({ reason }) => reason === 'ScaleDown').map(({ at }) => at / SECOND)).toEqual([1450]);
});

test('instant scaling of ACK orders at once', () => {
  const { cluster, events, until } = clusterOf([cloud({ scaling: 'ack-instant', provisioning: () => 45 * SECOND })]);
  cluster.add(pod('a'));
  until(2 * MINUTE);
  expect(events.map(({ reason, at }) => [reason, at / SECOND])).toEqual([
    ['FailedScheduling', 0],
    ['TriggeredScaleUp', 1],
    ['NodeReady', 76],
    ['Scheduled', 76],
  ]);
});

test('a policy fills its units in their order, and says of each pod which unit it is in', () => {
  const policy = placement([local, elastic]);
  const { cluster, bound, until } = clusterOf([pool('cloud', { initialNodes: 3 }), pool('local', { initialNodes: 1 })]);
  for (const id of ['a', 'b', 'c']) cluster.add(pod(id, { policy }));
  until(0);
  expect(bound.map(([id, node]) => [id, node])).toEqual([
    ['a', 'local-0'],
    ['b', 'cloud-0'],
    ['c', 'cloud-1'],
  ]);
  expect(['a', 'b', 'c'].map((id) => cluster.placeOf(id)?.unit)).toEqual([0, 1, 1]);
});

test('no more pods than `max` are put into a unit; those that are leaving do not count', () => {
  const policy = placement([{ ...local, max: 1 }, elastic]);
  const pools = [pool('local', { initialNodes: 1, gpusPerNode: 4 }), pool('cloud', { initialNodes: 3 })];
  const { cluster, until } = clusterOf(pools);
  cluster.add(pod('a', { policy }));
  cluster.add(pod('b', { policy }));
  until(0);
  expect(['a', 'b'].map((id) => cluster.placeOf(id)?.node.name)).toEqual(['local-0', 'cloud-0']);
  cluster.terminate('a');
  cluster.add(pod('c', { policy }));
  until(SECOND);
  expect(cluster.placeOf('c')?.node.name).toBe('local-0');
});

test.each([
  ['LackResourceOrExceedMax', 'cloud-0'],
  ['ExceedMax', undefined],
  ['TimeoutOrExceedMax', undefined],
  ['LackResourceAndNoTerminating', undefined],
  ['Timeout', undefined],
])('with %s a pod for which the first unit lacks GPUs goes to %s', (policyName, expected) => {
  const policy = placement([local, elastic], { whenTryNextUnits: { policy: policyName, timeout: '1m' } });
  const { cluster, until } = clusterOf([pool('local', { initialNodes: 1 }), pool('cloud', { initialNodes: 1 })]);
  cluster.add(pod('first', { policy }));
  until(0);
  cluster.terminate('first');
  cluster.add(pod('second', { policy }));
  until(SECOND);
  expect(cluster.placeOf('second')?.node.name).toBe(expected);
});

test('a unit is given up after its timeout', () => {
  const policy = placement([local, elastic], { whenTryNextUnits: { policy: 'Timeout', timeout: '1m30s' } });
  const { cluster, bound, until } = clusterOf([pool('local', { initialNodes: 1 }), pool('cloud', { initialNodes: 1 })]);
  cluster.add(pod('a', { policy }));
  cluster.add(pod('b', { policy }));
  until(3 * MINUTE);
  expect(bound).toEqual([
    ['a', 'local-0', 0],
    ['b', 'cloud-0', 90],
  ]);
});

test('the moment of a timeout is looked at once', () => {
  const policy = placement([local, elastic], { whenTryNextUnits: { policy: 'Timeout', timeout: '1m30s' } });
  const { cluster } = clusterOf([pool('local', { initialNodes: 1 })]);
  for (const id of ['a', 'b']) cluster.add(pod(id, { policy }));
  cluster.advance(0);
  expect(cluster.next()).toBe(90 * SECOND);
  cluster.advance(90 * SECOND);
  expect(cluster.next()).toBe(Number.POSITIVE_INFINITY);
});

test('only an autoscaler that follows units orders from the first of them; the other takes what wastes the least', () => {
  const policy = placement([elastic, { nodeSelector: { pool: 'small' } }]);
  const pools = (scaling: NodePool['scaling']) => [
    pool('small', { scaling, gpusPerNode: 1 }),
    pool('cloud', { scaling, gpusPerNode: 8 }),
  ];
  for (const [scaling, expected] of [
    ['cluster-autoscaler', 'small'],
    ['ack-instant', 'cloud'],
  ] as const) {
    const { cluster, events, until } = clusterOf(pools(scaling));
    cluster.add(pod('a', { policy }));
    until(MINUTE);
    expect(events.filter(({ reason }) => reason === 'TriggeredScaleUp').map(({ object }) => object)).toEqual([
      expected,
    ]);
  }
});

test('settings can be other ones', () => {
  const settings: AutoscalerSettings = {
    'cluster-autoscaler': { ...CLUSTER_AUTOSCALER, gpuPodBuffer: 0, scanInterval: 5 * SECOND },
    'ack-instant': ACK_INSTANT,
  };
  const { cluster, events, until } = clusterOf([cloud()], settings);
  cluster.add(pod('a'));
  until(MINUTE);
  expect(events.find(({ reason }) => reason === 'TriggeredScaleUp')?.at).toBe(5 * SECOND);
});

test('what cannot be read of a policy is said', () => {
  expect(readResourcePolicy({ units: [], whenTryNextUnits: { policy: 'Never', timeout: '5 minutes' } })).toEqual(
    new Unreadable([
      "'spec.units' ([]) must have a unit",
      '\'spec.whenTryNextUnits.policy\' ("Never") must be one of LackResourceOrExceedMax, ExceedMax, TimeoutOrExceedMax, LackResourceAndNoTerminating, Timeout',
      '\'spec.whenTryNextUnits.timeout\' ("5 minutes") must be a duration such as 15m',
    ]),
  );
  expect(readResourcePolicy({ units: [local], whenTryNextUnits: { timeout: '' } })).toEqual(
    new Unreadable(['\'spec.whenTryNextUnits.timeout\' ("") must be a duration such as 15m']),
  );
  expect(placement([local])).toMatchObject({ timeout: 15 * MINUTE, ignoresTerminating: true });
});
