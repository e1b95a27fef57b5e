import { Worker } from 'node:worker_threads';
import { Unreadable } from '../../../src/rehearsal/reader';
import type { Totals } from '../../../src/rehearsal/result';
import { answersOf } from '../../../src/rehearsal/sweep/answers';
import { type SweepOrder, sweepInThreads } from '../../../src/rehearsal/sweep/pool';
import type { Fields } from '../../../src/stack/fields';
import { scaledObject, workload } from '../findings/support';

const order: SweepOrder = {
  objects: [...workload(), scaledObject()] as Fields[],
  sweep: 'maxReplicas=1..3',
  traffic: { spec: 'constant:rate=1,duration=1m', seed: 1, durationMs: 60_000 },
  options: { untilSeconds: 120 },
};

test('threads give what one of them would, in the order of the policies', async () => {
  const told: number[] = [];
  const totals = (await sweepInThreads(order, 3, 2, (finished) => told.push(finished))) as readonly Totals[];
  const answer = answersOf(order);
  expect(totals.map((each, index) => ({ index, totals: each }))).toEqual([0, 1, 2].map(answer));
  expect(told).toEqual([1, 2, 3]);
}, 60_000);

test('the first that cannot be rehearsed ends all', async () => {
  const wrong = { ...order, sweep: 'target:queue=4|5' };
  const place = (value: number) =>
    `'target:queue=${value}' has no place here; no metric is called 'queue', only running`;
  const outcome = await sweepInThreads(wrong, 2, 1, () => undefined);
  expect(outcome).toEqual(new Unreadable([place(4)]));
}, 60_000);

test('a thread that fails ends the others, too', async () => {
  const end = jest.spyOn(Worker.prototype, 'terminate');
  // The sweep has one policy: the thread that is asked for a second one fails.
  const short = { ...order, sweep: 'maxReplicas=1' };
  await expect(sweepInThreads(short, 2, 2, () => undefined)).rejects.toThrow('policy is not iterable');
  expect(new Set(end.mock.contexts).size).toBe(2);
  end.mockRestore();
}, 60_000);
