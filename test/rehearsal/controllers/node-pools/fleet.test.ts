import { Fleet } from '../../../../src/rehearsal/controllers/node-pools/fleet';
import { pod, pool } from '../../../support/clusters';

const timed = pool('timed', { provisioning: (ordinal) => 500 + 100 * ordinal, devices: (ordinal) => 250 + ordinal });
const states = (fleet: Fleet) => fleet.nodes.map(({ state }) => state);

test('a node turns Ready, and its GPUs come, at their very moments', () => {
  const fleet = new Fleet([timed], 0);
  expect(fleet.next()).toBe(Number.POSITIVE_INFINITY);
  fleet.order(timed, 1000);
  expect([states(fleet), fleet.next()]).toEqual([['provisioning'], 1500]);
  expect([fleet.advance(1499), states(fleet)]).toEqual([[], ['provisioning']]);
  expect([fleet.advance(1500), states(fleet), fleet.next()]).toEqual([[], ['starting'], 1750]);
  expect([fleet.advance(1749), states(fleet)]).toEqual([[], ['starting']]);
  expect(fleet.advance(1750).map(({ name }) => name)).toEqual(['timed-0']);
  expect([states(fleet), fleet.next()]).toEqual([['ready'], Number.POSITIVE_INFINITY]);
});

test('each node of a pool takes its own time, and the next moment is the first of all', () => {
  const fleet = new Fleet([timed], 0);
  fleet.order(timed, 0);
  fleet.order(timed, 0);
  expect(fleet.nodes.map(({ name, readyAt, usableAt }) => [name, readyAt, usableAt])).toEqual([
    ['timed-0', 500, 750],
    ['timed-1', 600, 851],
  ]);
  expect(fleet.next()).toBe(500);
  fleet.advance(500);
  expect(fleet.next()).toBe(600);
  fleet.advance(600);
  expect(fleet.next()).toBe(750);
});

test('nodes go at their very moments, each at its own', () => {
  const fleet = new Fleet([pool('a', { initialNodes: 2 })], 0);
  fleet.nodes.forEach((node, index) => {
    node.state = 'leaving';
    node.goneAt = 4000 - 1000 * index;
  });
  expect(fleet.next()).toBe(3000);
  fleet.advance(2999);
  expect(fleet.nodes).toHaveLength(2);
  fleet.advance(3000);
  expect(fleet.nodes.map(({ name }) => name)).toEqual(['a-0']);
  expect(fleet.next()).toBe(4000);
});

test('a node that takes no time is there at once, and is told of', () => {
  const quick = pool('quick', { initialNodes: 1, provisioning: () => 0, devices: () => 0 });
  const fleet = new Fleet([quick], 0);
  fleet.order(quick, 5000);
  expect([states(fleet), fleet.next()]).toEqual([['ready', 'provisioning'], 5000]);
  expect(fleet.advance(5000).map(({ name }) => name)).toEqual(['quick-1']);
  expect(states(fleet)).toEqual(['ready', 'ready']);
});

test('only nodes of the pool that are not leaving are its size', () => {
  const [one, other] = [pool('one', { initialNodes: 2 }), pool('other', { initialNodes: 3 })];
  const fleet = new Fleet([one, other], 0);
  fleet.nodes[0].state = 'leaving';
  expect([fleet.sizeOf(one), fleet.sizeOf(other)]).toEqual([1, 3]);
});

test('a pod gives back what it took, and one that is nowhere nothing', () => {
  const fleet = new Fleet([pool('a', { initialNodes: 1, gpusPerNode: 4 })], 0);
  const [node] = fleet.nodes;
  node.emptySince = 5;
  fleet.place(pod('p', { gpus: 3 }), node, 0);
  expect(node).toMatchObject({ gpusUsed: 3, pods: 1, emptySince: undefined });
  fleet.remove('nobody');
  fleet.remove('p');
  expect(node).toMatchObject({ gpusUsed: 0, pods: 0 });
  expect(fleet.placed.size).toBe(0);
});
