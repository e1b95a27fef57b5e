import * as fc from 'fast-check';
import { chooseVictims, type ReplicaSetPod } from '../../../src/rehearsal/controllers/replica-set/victims';

const NOW = 1_000_000_000;
const pod = (id: string, more: Partial<ReplicaSetPod> = {}): ReplicaSetPod => ({
  id,
  uid: id,
  node: `node-of-${id}`,
  phase: 'Running',
  readySince: NOW - 600_000,
  createdAt: NOW - 660_000,
  ...more,
});
const chosen = (pods: readonly ReplicaSetPod[], count = 1) => chooseVictims(pods, count, NOW).map(({ id }) => id);

test.each<[string, Partial<ReplicaSetPod>]>([
  ['without a node', { node: undefined, phase: 'Pending', readySince: undefined }],
  ['Pending', { phase: 'Pending', readySince: undefined }],
  ['of an unknown phase', { phase: 'Unknown' }],
  ['not Ready', { readySince: undefined }],
  ['cheap to delete', { deletionCost: -1 }],
  ['Ready only lately', { readySince: NOW - 10_000 }],
  ['restarted', { restarts: 2 }],
  ['young', { createdAt: NOW - 100_000 }],
])('a pod that is %s goes before one that is not', (_, more) => {
  expect(chosen([pod('a'), pod('b', more), pod('c')])).toEqual(['b']);
  expect(chosen([pod('b', more), pod('a')])).toEqual(['b']);
});

test('of pods that all have no node the next reason decides', () => {
  const homeless = (id: string, deletionCost: number) =>
    pod(id, { node: undefined, phase: 'Pending', readySince: undefined, deletionCost });
  expect(chosen([homeless('a', 10), homeless('b', 0)])).toEqual(['b']);
  expect(chosen([homeless('b', 0), homeless('a', 10)])).toEqual(['b']);
});

test('each reason counts before those that follow it', () => {
  const pods = [
    pod('old'),
    pod('young', { createdAt: NOW - 100_000 }),
    pod('restarted', { restarts: 1 }),
    pod('lately', { readySince: NOW - 10_000 }),
    pod('double-1', { node: 'shared' }),
    pod('double-2', { node: 'shared', restarts: 1 }),
    pod('cheap', { deletionCost: -5 }),
    pod('unready', { readySince: undefined }),
    pod('unknown', { phase: 'Unknown' }),
    pod('pending', { phase: 'Pending', readySince: undefined }),
    pod('homeless', { node: undefined, phase: 'Pending', readySince: undefined }),
  ];
  expect(chosen(pods, 10)).toEqual([
    'homeless',
    'pending',
    'unknown',
    'unready',
    'cheap',
    'double-2',
    'double-1',
    'lately',
    'restarted',
    'young',
  ]);
});

test('ages within the same power of two are equal, and the uid decides', () => {
  // 600 and 700 s are between 2³⁹ and 2⁴⁰ ns; 500 s are not.
  const pods = [pod('b', { readySince: NOW - 600_000 }), pod('a', { readySince: NOW - 700_000 })];
  expect(chosen(pods)).toEqual(['a']);
  expect(chosen([...pods, pod('c', { readySince: NOW - 500_000 })])).toEqual(['c']);
});

test('times count in whole seconds', () => {
  const pods = [
    pod('b', { readySince: NOW - 600_100, createdAt: NOW - 100_000 }),
    pod('a', { readySince: NOW - 600_900, createdAt: NOW - 900_000 }),
  ];
  expect(chosen(pods)).toEqual(['b']);
});

test('so many are chosen as are too many, none twice, and all of them where that is no choice', () => {
  const any = fc.record({
    phase: fc.constantFrom('Running' as const, 'Pending' as const, 'Unknown' as const),
    node: fc.option(fc.constantFrom('n1', 'n2'), { nil: undefined }),
    readySince: fc.option(fc.integer({ min: 0, max: NOW }), { nil: undefined }),
    createdAt: fc.integer({ min: 0, max: NOW }),
    restarts: fc.nat({ max: 2 }),
    deletionCost: fc.integer({ min: -1, max: 1 }),
  });
  fc.assert(
    fc.property(fc.array(any), fc.nat({ max: 12 }), (drawn, count) => {
      const pods = drawn.map((each, index) => ({ ...each, id: `${index}`, uid: `${index * 7919}` }));
      const victims = chooseVictims(pods, count, NOW);
      expect(new Set(victims).size).toBe(Math.min(count, pods.length));
      const spared = pods.filter((each) => !victims.includes(each));
      // Nobody Pending is spared while somebody Running goes, where both have a node.
      const pendingSpared = spared.some(({ phase, node }) => phase === 'Pending' && node !== undefined);
      const runningGone = victims.some(({ phase, node }) => phase === 'Running' && node !== undefined);
      if (count < pods.length) expect(pendingSpared && runningGone).toBe(false);
    }),
  );
});

test('all that there are go in the order in which they are given', () => {
  const pods = [pod('a'), pod('b', { phase: 'Pending' }), pod('c')];
  expect(chosen(pods, 3)).toEqual(['a', 'b', 'c']);
  expect(chosen(pods, 5)).toEqual(['a', 'b', 'c']);
});

test.each([
  // About equally old, so that their ids decide.
  [pod('a', { readySince: NOW - 600_000 }), pod('b', { readySince: NOW - 610_000 })],
  // Neither Ready, so that their ages do.
  [pod('b', { readySince: undefined, createdAt: NOW - 10_000 }), pod('a', { readySince: undefined })],
  // From the future, by the clock of another machine.
  [pod('b', { readySince: NOW + 5_000 }), pod('a')],
])('the first goes, in whatever order they are given: %#', (first, second) => {
  expect(chosen([first, second])).toEqual([first.id]);
  expect(chosen([second, first])).toEqual([first.id]);
});
