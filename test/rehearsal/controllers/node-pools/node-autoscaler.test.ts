import {
  CLUSTER_AUTOSCALER,
  type NodeAutoscalerSettings,
  type NodePool,
} from '../../../../src/rehearsal/controllers/node-pools/node-pool';
import { cloud, clusterOf, elastic, MINUTE, placement, pod, pool, SECOND } from '../../../support/clusters';

/** A cluster whose autoscaler is in a hurry. */
function hurried(pools: readonly NodePool[], more: Partial<NodeAutoscalerSettings> = {}) {
  const own = { ...CLUSTER_AUTOSCALER, gpuPodBuffer: 0, unneeded: 0, delayAfterAdd: 0, ...more };
  return clusterOf(pools, { 'cluster-autoscaler': own, 'ack-instant': { ...own, followsUnits: true } });
}

/** The pools that were ordered from, with their sizes before and after. */
const orders = ({ events }: ReturnType<typeof clusterOf>) =>
  events.filter(({ reason }) => reason === 'TriggeredScaleUp').map(({ object, from, to }) => [object, from, to]);

test('everything that happens is told', () => {
  const { cluster, events, until } = hurried([cloud({ provisioning: () => 1500, devices: () => 750 })]);
  cluster.add(pod('a'));
  until(13 * SECOND);
  cluster.remove('a');
  until(30 * SECOND);
  expect(events).toEqual([
    {
      at: 0,
      controller: 'Scheduler',
      object: 'a',
      reason: 'FailedScheduling',
      message: '0/0 nodes are available: 0 Insufficient nvidia.com/gpu.',
    },
    {
      at: 10_000,
      controller: 'NodePool',
      object: 'cloud',
      reason: 'TriggeredScaleUp',
      message: 'pod triggered scale-up: [{cloud 0->1 (max: 10)}]',
      from: 0,
      to: 1,
    },
    {
      at: 12_250,
      controller: 'NodePool',
      object: 'cloud',
      reason: 'NodeReady',
      message: 'node cloud-0 is ready with 1 GPUs',
    },
    {
      at: 12_250,
      controller: 'Scheduler',
      object: 'a',
      reason: 'Scheduled',
      message: 'Successfully assigned a to cloud-0',
    },
    {
      at: 20_000,
      controller: 'NodePool',
      object: 'cloud',
      reason: 'ScaleDown',
      message: 'node cloud-0 removed by cluster autoscaler',
      from: 1,
      to: 0,
    },
  ]);
});

test('only usable nodes are counted in what the scheduler says', () => {
  const fleet = hurried([pool('local', { initialNodes: 1 }), cloud()]);
  for (const id of ['a', 'b']) fleet.cluster.add(pod(id));
  fleet.until(15 * SECOND);
  fleet.cluster.add(pod('c', { createdAt: 15 * SECOND }));
  fleet.until(15 * SECOND + 1);
  expect(fleet.events.at(-1)?.message).toBe('0/1 nodes are available: 1 Insufficient nvidia.com/gpu.');
});

test('a cluster of fixed pools has nothing to look after', () => {
  expect(clusterOf([pool('local', { initialNodes: 1 })]).cluster.next()).toBe(Number.POSITIVE_INFINITY);
});

test('pods that are on no node are not ended, and not there', () => {
  const { cluster, until } = clusterOf([pool('local', { initialNodes: 1 })]);
  cluster.terminate('nobody');
  cluster.add(pod('a'));
  cluster.terminate('a');
  until(0);
  expect([cluster.waiting, cluster.placeOf('a'), cluster.placeOf('nobody')]).toEqual([[], undefined, undefined]);
});

test('a pod that leaves makes room in its unit at once', () => {
  const policy = placement([{ nodeSelector: { pool: 'local' }, max: 1 }]);
  const { cluster, until, bound } = clusterOf([pool('local', { initialNodes: 2 })]);
  for (const id of ['a', 'b']) cluster.add(pod(id, { policy }));
  until(0);
  cluster.terminate('a');
  until(SECOND);
  expect(bound.map(([id]) => id)).toEqual(['a', 'b']);
});

test('a unit is given up after its timeout, or when it is full', () => {
  const whenTryNextUnits = { policy: 'TimeoutOrExceedMax', timeout: '25s' };
  const policy = placement([{ nodeSelector: { pool: 'moon' } }, elastic], { whenTryNextUnits });
  const { cluster, until, bound } = clusterOf([cloud({ initialNodes: 1 })]);
  cluster.add(pod('a', { policy }));
  until(MINUTE);
  expect(bound).toEqual([['a', 'cloud-0', 25]]);
});

test('the oldest pod decides how long more are waited for', () => {
  const fleet = clusterOf([cloud()]);
  fleet.cluster.add(pod('a'));
  fleet.until(25 * SECOND);
  fleet.cluster.add(pod('b', { createdAt: 25 * SECOND }));
  fleet.until(30 * SECOND);
  expect(orders(fleet)).toEqual([['cloud', 0, 2]]);
});

test('a pod without GPUs is waited for two seconds, to the very moment', () => {
  const fleet = clusterOf([cloud()]);
  fleet.cluster.add(pod('a', { gpus: 0, createdAt: 8 * SECOND }));
  fleet.until(10 * SECOND);
  expect(orders(fleet)).toEqual([['cloud', 0, 1]]);
});

test('the oldest of the pods decides how long the others are waited for', () => {
  const fleet = hurried([cloud()], { podBuffer: 10 * SECOND });
  for (const [id, createdAt] of Object.entries({ a: 0, b: 9 * SECOND }))
    fleet.cluster.add(pod(id, { gpus: 0, createdAt }));
  fleet.until(10 * SECOND);
  expect(orders(fleet)).toEqual([['cloud', 0, 1]]);
});

test('GPUs that are taken, or promised to others, are none', () => {
  const fleet = hurried([cloud({ initialNodes: 1 })]);
  fleet.cluster.add(pod('a'));
  fleet.until(5 * SECOND);
  fleet.cluster.add(pod('b', { createdAt: 5 * SECOND }));
  fleet.until(10 * SECOND);
  expect(orders(fleet)).toEqual([['cloud', 1, 2]]);
  // One is on its way, and a third pod comes.
  fleet.cluster.add(pod('c', { createdAt: 12 * SECOND }));
  fleet.until(20 * SECOND);
  expect(orders(fleet).slice(1)).toEqual([['cloud', 2, 3]]);
});

test('a node that leaves is no hope', () => {
  const fleet = hurried([cloud({ initialNodes: 1 })], { deletion: MINUTE });
  fleet.until(10 * SECOND);
  expect(fleet.cluster.nodes[0].state).toBe('leaving');
  fleet.cluster.add(pod('a', { createdAt: 12 * SECOND }));
  fleet.until(20 * SECOND);
  expect(orders(fleet)).toEqual([['cloud', 0, 1]]);
});

test('pods are put together on nodes, the largest first', () => {
  const fleet = hurried([cloud({ gpusPerNode: 3 })]);
  for (const [index, gpus] of [1, 1, 2, 2].entries()) fleet.cluster.add(pod(`p${index}`, { gpus }));
  fleet.until(10 * SECOND);
  expect(orders(fleet)).toEqual([['cloud', 0, 2]]);
});

describe.each(['as they are', 'turned round'])('pools %s', (order) => {
  const inOrder = (...pools: NodePool[]) => (order === 'turned round' ? pools.reverse() : pools);
  const scaled = (name: string, gpusPerNode: number, scaling: NodePool['scaling'] = 'cluster-autoscaler') =>
    pool(name, { scaling, gpusPerNode });

  test.each([
    [[3], 'four', 1],
    [[1, 1, 1, 1, 1], 'five', 1],
    [[8], 'eight', 1],
    [[5, 5, 5], 'five', 3],
  ])('pods of %j GPUs go where the least is wasted', (gpus, expected, nodes) => {
    const fleet = hurried(inOrder(scaled('four', 4), scaled('five', 5), scaled('eight', 8)));
    for (const [index, each] of gpus.entries()) fleet.cluster.add(pod(`p${index}`, { gpus: each }));
    fleet.until(10 * SECOND);
    expect(orders(fleet)).toEqual([[expected, 0, nodes]]);
  });

  test('who follows units takes the first of them, of one unit what wastes the least, and others last', () => {
    const both = { nodeSelector: { kind: 'good' } };
    const labelled = (name: string, gpusPerNode: number, kind: string) => ({
      ...scaled(name, gpusPerNode, 'ack-instant'),
      labels: { kind },
    });
    const policy = placement([both, { nodeSelector: { kind: 'spare' } }]);
    const pools = [labelled('exact', 1, 'spare'), labelled('two', 2, 'good'), labelled('eight', 8, 'good')];
    const fleet = hurried(inOrder(...pools, labelled('none', 1, 'none')));
    fleet.cluster.add(pod('a', { policy }));
    fleet.until(10 * SECOND);
    expect(orders(fleet)).toEqual([['two', 0, 1]]);
  });
});

test('of two pools that waste the same the first is taken', () => {
  const fleet = hurried([cloud({ name: 'one' }), cloud({ name: 'other' })]);
  fleet.cluster.add(pod('a'));
  fleet.until(10 * SECOND);
  expect(orders(fleet)).toEqual([['one', 0, 1]]);
});

test('none goes within ten minutes of the last order, to the very moment', () => {
  const { cluster, events, until } = hurried([cloud()], { delayAfterAdd: 10 * MINUTE });
  cluster.add(pod('a'));
  until(4 * MINUTE);
  cluster.remove('a');
  until(20 * MINUTE);
  expect(events.filter(({ reason }) => reason === 'ScaleDown').map(({ at }) => at / SECOND)).toEqual([610]);
});

test('nodes on their way and those of other pools are left alone', () => {
  const { cluster, bound, until } = hurried([pool('fixed', { initialNodes: 1 }), cloud()]);
  cluster.add(pod('a', { nodeSelector: { pool: 'cloud' } }));
  until(5 * MINUTE);
  expect(bound.map(([id]) => id)).toEqual(['a']);
  expect(cluster.nodes.map(({ name }) => name)).toEqual(['fixed-0', 'cloud-0']);
});

test('ten empty nodes go in a round, and are deleted a little later', () => {
  const { cluster, events, until } = hurried([cloud({ initialNodes: 12, maxNodes: 12 })]);
  until(10 * SECOND);
  expect(events.filter(({ reason }) => reason === 'ScaleDown')).toHaveLength(10);
  until(15 * SECOND - 1);
  expect(cluster.nodes).toHaveLength(12);
  until(15 * SECOND);
  expect(cluster.nodes).toHaveLength(2);
  until(20 * SECOND);
  expect(events.filter(({ reason }) => reason === 'ScaleDown')).toHaveLength(12);
});
